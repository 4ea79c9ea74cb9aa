import Coverage
import Desk
import TextFormats

/// The answers to an imported file: a line for each of its lines, as CSV or as JSON, and a summary.
public struct ImportReport {
  /// How the answers are written.
  public enum Format: Sendable {
    case csv
    case ndjson
  }

  private let format: Format
  private let writer: CSVWriter

  /// Begins a report; `guardsFormulas` makes it fit for a spreadsheet.
  public init(format: Format, guardsFormulas: Bool = false) {
    self.format = format
    writer = CSVWriter(guardsFormulas: guardsFormulas)
  }

  /// The columns of the answers as CSV.
  static let columns = [
    "line", "member_id", "reference", "outcome", "replayed", "codes", "message", "cycle", "billable", "covered_units",
    "window_from", "window_to", "window_used", "window_limit", "fits_then", "fits_on",
  ]

  /// Appends what stands before the first answer.
  public func appendHead(to output: inout [UInt8]) {
    if format == .csv { writer.append(ImportReport.columns, to: &output) }
  }

  /// Appends the answer to one line.
  public func append(_ result: ImportResult, to output: inout [UInt8]) {
    switch format {
    case .ndjson: AnswerJSON.appendLine(result.line, op: "administer", result.answer, to: &output)
    case .csv: writer.append(fields(of: result), to: &output)
    }
  }

  private func fields(of result: ImportResult) -> [String] {
    var fields = [String(result.line), result.memberID ?? "", result.reference ?? ""]
    switch result.answer {
    case .failure(let fault):
      fields += [fault.code.rawValue, "false", fault.code.rawValue, fault.message]
    case .success(let answer):
      guard case .entry(let entry) = answer.subject else { break }
      let fact = entry.fact
      let findings = answer.findings ?? []
      fields += [
        answer.outcome.rawValue, entry.isReplay ? "true" : "false",
        findings.map(\.code.rawValue).joined(separator: " "), findings.map(\.message).joined(separator: "; "),
        entry.cycle?.description ?? "", String(fact.entry.billable.count),
        String(fact.covered.billable.count), fact.window?.span.startsOn.description ?? "",
        fact.window?.span.endsOn.description ?? "", fact.window.map { String($0.used) } ?? "",
        fact.window.map { String($0.limit) } ?? "", fact.fitsThen?.description ?? "", fact.fitsOn?.description ?? "",
      ]
    }
    return fields + Array(repeating: "", count: ImportReport.columns.count - fields.count)
  }
}

extension ImportSummary {
  /// The counts as JSON.
  public var json: JSONValue {
    [
      "lines": .integer(lines), "covered": .integer(covered), "denied": .integer(denied),
      "replayed": .integer(replayed), "conflict": .integer(conflicts), "not_found": .integer(notFound),
      "invalid": .integer(invalid),
    ]
  }

  /// The counts in a sentence, with what lines were denied for.
  public func sentence(denials: ImportDenials) -> String {
    var parts = ["\(covered) covered", "\(denied) denied\(denials.text)", "\(replayed) replayed"]
    if conflicts > 0 { parts.append("\(conflicts) in conflict") }
    if notFound > 0 { parts.append("\(notFound) not found") }
    if invalid > 0 { parts.append("\(invalid) invalid") }
    return "\(count(lines, "line")): \(parts.joined(separator: ", "))"
  }
}

/// How many lines of an import were denied for what; a line denied for two things counts for both.
public struct ImportDenials: Sendable {
  private var lines: [FindingCode: Int] = [:]

  /// Before the first line.
  public init() {}

  /// Counts the lines that were denied now; those on file already were counted then.
  public mutating func add(_ answered: [ImportResult]) {
    for result in answered {
      guard case .success(let answer) = result.answer, answer.outcome == .denied,
        case .entry(let entry) = answer.subject, !entry.isReplay
      else { continue }
      for code in Set(entry.fact.findings.map(\.code)) { lines[code, default: 0] += 1 }
    }
  }

  /// ` (unit-limit 9, outside-coverage 3)`, what most lines were denied for first; nothing without denied lines.
  var text: String {
    guard !lines.isEmpty else { return "" }
    let sorted = lines.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    return " (" + sorted.map { "\($0.key.rawValue) \($0.value)" }.joined(separator: ", ") + ")"
  }
}
