import TextFormats

/// Rows of one shape, for every answer that is a list: the four formats are written from this one value.
public struct Records: Equatable, Sendable {
  /// The names of the columns, snake_case, as JSON members and the first line of CSV have them.
  public let columns: [String]
  /// The rows, each with a value for every column.
  public let rows: [[JSONValue]]
  /// The columns a table for people leaves out.
  let hidden: Set<String>
  /// The titles of a table for people, where they are not the columns' names in words.
  let titles: [String: String]
  /// What a table says when there is no row.
  let emptyText: String

  /// Rows under their columns.
  public init(columns: [String], rows: [[JSONValue]]) {
    self.init(columns: columns, rows: rows, emptyText: "nothing on file")
  }

  init(
    columns: [String], rows: [[JSONValue]], hidden: Set<String> = [], titles: [String: String] = [:], emptyText: String
  ) {
    self.columns = columns
    self.rows = rows
    self.hidden = hidden
    self.titles = titles
    self.emptyText = emptyText
  }

  /// The rows as an array of objects.
  public var value: JSONValue { .array(rows.map(object)) }

  /// The rows as one JSON array over several lines, with a line break at the end.
  public func json() -> [UInt8] {
    var output: [UInt8] = []
    JSONWriter.appendPretty(value, to: &output)
    output.append(UInt8(ascii: "\n"))
    return output
  }

  /// The rows as JSON objects, one a line.
  public func ndjson() -> [UInt8] {
    var output: [UInt8] = []
    for row in rows {
      JSONWriter.append(object(row), to: &output)
      output.append(UInt8(ascii: "\n"))
    }
    return output
  }

  /// The rows as CSV (RFC 4180) under a line of column names; what is read back is exactly what was written.
  public func csv() -> [UInt8] {
    let writer = CSVWriter()
    var output: [UInt8] = []
    writer.append(columns, to: &output)
    for row in rows {
      writer.append(row.map { $0.cell(yes: "true", no: "false", separator: ";") }, to: &output)
    }
    return output
  }

  private func object(_ row: [JSONValue]) -> JSONValue {
    .object(zip(columns, row).map { JSONMember($0, $1) })
  }
}

extension JSONValue {
  /// The value as the text of one cell; nothing for null, lists with a separator between their values.
  func cell(yes: String, no: String, separator: String) -> String {
    switch self {
    case .null: ""
    case .bool(let isTrue): isTrue ? yes : no
    case .integer(let number): String(number)
    case .decimal(let literal): literal
    case .string(let text): text
    case .array(let elements):
      elements.map { $0.cell(yes: yes, no: no, separator: separator) }.joined(separator: separator)
    case .object: text
    }
  }

  /// Whether a cell of it holds nothing.
  var isEmpty: Bool { self == .null || self == .string("") || self == .array([]) }

  /// Whether the value is a number, which lines up on the right.
  var isNumber: Bool {
    switch self {
    case .integer, .decimal: true
    default: false
    }
  }
}
