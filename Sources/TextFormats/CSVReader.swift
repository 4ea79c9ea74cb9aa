// What this file keeps true
// (1) The records and the fault do not depend on how the bytes were cut into chunks.
// (2) No more than one record is held at a time, and no record is longer than `longestRecord`.

/// A strict reader of CSV as RFC 4180 defines it, for texts too long to hold.
///
/// Lines end in CRLF or LF; the last may lack its end. A byte order mark before the text and lines with nothing in
/// them are skipped. Fields are taken as they stand: spaces are part of them. After a fault `skipLine` goes on with the line
/// after the one the record began on.
public struct CSVReader: Sendable {
  /// Bytes a record may have, with its quotes and commas.
  public static let longestRecord = 1_048_576

  /// The record that the last chunk left unfinished.
  private var unfinished: [UInt8] = []
  /// Whether the bytes so far end inside quotes; a doubled quote leaves and enters them again.
  private var isQuoted = false
  /// The line the next record starts on.
  private var line = 1
  /// Line feeds inside the quotes of the record being read.
  private var innerLines = 0
  private var isAtStart = true
  /// Whether what comes up to the next line feed belongs to a line that is skipped.
  private var isSkipping = false

  /// Starts before the first byte of a text.
  public init() {}

  /// Takes the next bytes of the text and hands on each record they complete.
  ///
  /// Throws a `CSVFault` where the text is not CSV, and whatever `record` throws.
  public mutating func feed(_ bytes: ArraySlice<UInt8>, _ record: (CSVRecord) throws -> Void) throws {
    var start = bytes.startIndex
    if isSkipping {
      guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return }
      isSkipping = false
      start = end + 1
    }
    for index in start..<bytes.endIndex {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        isQuoted.toggle()
      case UInt8(ascii: "\n") where isQuoted:
        innerLines += 1
      case UInt8(ascii: "\n"):
        do {
          try complete(bytes[start..<index], endsInLineFeed: true, record)
        } catch let fault as CSVFault {
          unfinished += bytes[start...]
          throw fault
        }
        start = index + 1
      default:
        break
      }
    }
    unfinished += bytes[start...]
    try checkLength(unfinished.count)
  }

  /// Ends the text and hands on a last record that has no line end.
  ///
  /// Throws a `CSVFault` where the text is not CSV, and whatever `record` throws.
  public mutating func finish(_ record: (CSVRecord) throws -> Void) throws {
    try complete([], endsInLineFeed: false, record)
  }

  /// Gives up the line on which the record with the fault began; the line, and the bytes after it, which are to be fed
  /// again. A quote that stood wrong may have taken good lines for parts of a field.
  public mutating func skipLine() -> (line: Int, rest: [UInt8]) {
    let skipped = line
    var rest: [UInt8] = []
    if let end = unfinished.firstIndex(of: UInt8(ascii: "\n")) {
      rest = Array(unfinished[(end + 1)...])
    } else {
      isSkipping = true
    }
    unfinished.removeAll()
    line += 1
    innerLines = 0
    isQuoted = false
    isAtStart = false
    return (skipped, rest)
  }

  /// Reads the record that ends with these bytes, and counts its lines.
  private mutating func complete(
    _ bytes: ArraySlice<UInt8>, endsInLineFeed: Bool, _ record: (CSVRecord) throws -> Void
  ) throws {
    try checkLength(unfinished.count + bytes.count)
    var whole = unfinished.isEmpty ? bytes : (unfinished + bytes)[...]
    if isAtStart, whole.starts(with: UTF8Bytes.byteOrderMark) { whole = whole.dropFirst(3) }
    isAtStart = false
    let bytes = CSVRecordBytes(bytes: whole, line: line, endsInLineFeed: endsInLineFeed)
    if let whole = try CSVRecord(bytes) { try record(whole) }
    line += innerLines + 1
    innerLines = 0
    unfinished.removeAll(keepingCapacity: true)
  }

  private func checkLength(_ count: Int) throws(CSVFault) {
    guard count > Self.longestRecord else { return }
    throw CSVFault(
      line: line, column: 1, message: "a record is longer than 1 MiB; a quote may lack its counterpart")
  }
}
