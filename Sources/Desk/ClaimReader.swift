import Coverage
import Storage
import TextFormats

/// Reads a file of administrations a line at a time, in flat memory: CSV with a header, or one JSON object a line.
final class ClaimReader {
  private enum Format {
    case csv(CSVReader)
    case ndjson(LineReader)
  }

  private let input: InputBytes
  private var format: Format
  /// The columns in the order of the header.
  private var columns: [ClaimColumn]?
  private var pending: [ClaimLine] = []
  private var nextPending = 0
  private var fault: Fault?
  private var isAtEnd = false
  /// Why there are no more lines after those given.
  private var broken: (any Error)?

  /// Begins to read; a first byte `{` tells JSON from CSV, whose header begins otherwise.
  init(_ input: InputBytes) throws {
    self.input = input
    let first = try input.peek().first { ![0x20, 0x09, 0x0d, 0x0a].contains($0) }
    format = first == UInt8(ascii: "{") ? .ndjson(LineReader(input)) : .csv(CSVReader())
  }

  /// The next lines, `size` at most, and whether they are the last as far as is known; nil at the end.
  ///
  /// Throws where the file cannot be read on; the lines before are given first.
  func next(_ size: Int) throws -> (value: ClaimBatch, isLast: Bool)? {
    if let broken { throw broken }
    var lines: [ClaimLine] = []
    lines.reserveCapacity(size)
    do {
      while lines.count < size, let line = try next() { lines.append(line) }
    } catch {
      guard !lines.isEmpty else { throw error }
      broken = error
    }
    guard !lines.isEmpty else { return nil }
    return (ClaimBatch(lines: lines, bytesRead: input.consumed), isLast: lines.count < size && broken == nil)
  }

  private func next() throws -> ClaimLine? {
    switch format {
    case .ndjson(let lines): return try lines.next().map(claim)
    case .csv: return try nextRecord()
    }
  }

  // MARK: CSV

  private func nextRecord() throws -> ClaimLine? {
    while nextPending == pending.count {
      if let fault { throw fault }
      guard !isAtEnd else {
        guard columns != nil else {
          throw Fault(
            .invalid, "\(input.name) is empty",
            hint: "begin it with a header: \(ClaimColumn.allCases.map(\.rawValue).joined(separator: ","))")
        }
        return nil
      }
      pending.removeAll(keepingCapacity: true)
      nextPending = 0
      try fill()
    }
    defer { nextPending += 1 }
    return pending[nextPending]
  }

  private func fill() throws {
    guard case .csv(var reader) = format else { return }
    let bytes = try input.next()
    isAtEnd = bytes.isEmpty
    // The reader is taken out, so that its buffer has one owner while it grows.
    format = .csv(CSVReader())
    defer { format = .csv(reader) }
    var rest = bytes[...]
    while true {
      do {
        try reader.feed(rest, take)
        if isAtEnd { try reader.finish(take) }
        return
      } catch let error as CSVFault {
        guard columns != nil else {
          fault = Fault(
            .invalid, "\(input.name):\(error.line):\(error.column): \(error.message)",
            hint: "give CSV in UTF-8 that begins with a header, not a workbook")
          return
        }
        let skipped = reader.skipLine()
        rest = skipped.rest[...]
        pending.append(
          ClaimLine(
            number: skipped.line, memberID: nil, reference: nil,
            asked: .failure(
              Fault(.invalid, "line \(error.line), column \(error.column): \(error.message)", hint: "correct the line"))
          ))
      } catch let error as Fault {
        fault = error
        return
      }
    }
  }

  private func take(_ record: CSVRecord) throws {
    guard let columns else {
      self.columns = try header(record)
      return
    }
    try Headroom.step()
    pending.append(claim(record, columns))
  }

  private func header(_ record: CSVRecord) throws -> [ClaimColumn] {
    var columns: [ClaimColumn] = []
    for (index, name) in record.fields.enumerated() {
      func fault(_ message: String, hint: String) -> Fault {
        let place = record.place(of: index)
        return Fault(.invalid, "\(input.name):\(place.line):\(place.column): \(message)", hint: hint)
      }
      guard let column = ClaimColumn(rawValue: name) else {
        throw fault(
          "there is no column \(name)",
          hint: name.contains { $0 == ";" || $0 == "\t" }
            ? "separate the columns with commas"
            : Sitting.suggestion(for: name, among: ClaimColumn.allCases.map(\.rawValue)))
      }
      guard !columns.contains(column) else { throw fault("\(name) stands twice", hint: "give each column once") }
      columns.append(column)
    }
    for column in ClaimColumn.required where !columns.contains(column) {
      throw Fault(
        .invalid, "\(input.name):\(record.line):1: the column \(column.rawValue) is missing",
        hint: "a file needs \(ClaimColumn.required.map(\.rawValue).joined(separator: ", "))")
    }
    return columns
  }

  private func claim(_ record: CSVRecord, _ columns: [ClaimColumn]) -> ClaimLine {
    guard record.fields.count == columns.count else {
      let extra = record.fields.count > columns.count ? columns.count : 0
      let place = record.place(of: extra)
      return ClaimLine(
        number: record.line, memberID: nil, reference: nil,
        asked: .failure(
          Fault(
            .invalid,
            "line \(place.line), column \(place.column): \(record.fields.count) fields where the header has "
              + "\(columns.count)", hint: "a field with a comma in it stands in quotes")))
    }
    return ClaimLine(
      number: record.line,
      value: { column in
        guard let index = columns.firstIndex(of: column), !record.fields[index].isEmpty else { return nil }
        return record.fields[index]
      },
      place: { column in
        let place = record.place(of: columns.firstIndex(of: column) ?? 0)
        return "line \(place.line), column \(place.column)"
      })
  }

  // MARK: One JSON object a line

  private func claim(_ line: LineReader.Line) -> ClaimLine {
    do {
      let members = try line.members()
      for member in members where ClaimColumn(rawValue: member.name) == nil {
        throw Fault(
          .invalid, "line \(line.number): there is no column \(member.name)",
          hint: Sitting.suggestion(for: member.name, among: ClaimColumn.allCases.map(\.rawValue)))
      }
      return ClaimLine(
        number: line.number,
        value: { column in
          switch members.first(where: { $0.name == column.rawValue })?.value {
          case nil, .null?: nil
          case .string(let text)?: text
          case .integer(let number)?: String(number)
          default: throw Fault(.invalid, "\(column.rawValue) is neither text nor a whole number")
          }
        }, place: { "line \(line.number), \($0.rawValue)" })
    } catch let fault as Fault {
      return ClaimLine(number: line.number, memberID: nil, reference: nil, asked: .failure(fault))
    } catch {
      return ClaimLine(
        number: line.number, memberID: nil, reference: nil, asked: .failure(Fault(.unexpected, "\(error)")))
    }
  }
}
