import Desk
import TextFormats

/// Rows written as they come, in one of the formats programs read.
public struct ExportReport {
  /// The format of the output.
  public enum Format: Sendable {
    case csv
    case ndjson
    /// One array of objects, an object a line.
    case json
  }

  private let format: Format
  private let writer: CSVWriter
  private var columns: [String] = []
  private var isFirst = true

  /// Begins an export; `guardsFormulas` makes CSV fit for a spreadsheet.
  public init(format: Format, guardsFormulas: Bool) {
    self.format = format
    writer = CSVWriter(guardsFormulas: guardsFormulas)
  }

  /// Begins with the names of the columns.
  public mutating func begin(_ columns: [String], to output: inout [UInt8]) {
    self.columns = columns
    switch format {
    case .csv: writer.append(columns, to: &output)
    case .json: output.append(UInt8(ascii: "["))
    case .ndjson: break
    }
  }

  /// Appends one row.
  public mutating func append(_ row: [JSONValue], to output: inout [UInt8]) {
    switch format {
    case .csv: writer.append(row.map { $0.cell(yes: "true", no: "false", separator: ";") }, to: &output)
    case .ndjson:
      appendObject(row, to: &output)
      output.append(UInt8(ascii: "\n"))
    case .json:
      output.append(contentsOf: (isFirst ? "\n" : ",\n").utf8)
      appendObject(row, to: &output)
    }
    isFirst = false
  }

  /// Ends the export.
  public func end(to output: inout [UInt8]) {
    if format == .json { output.append(contentsOf: (isFirst ? "]\n" : "\n]\n").utf8) }
  }

  private func appendObject(_ row: [JSONValue], to output: inout [UInt8]) {
    JSONWriter.append(.object(zip(columns, row).map { JSONMember($0, $1) }), to: &output)
  }
}

extension Records {
  /// What can be exported, a row a table or view.
  public init(_ exportables: [(what: Exportable, columns: [String])]) {
    self.init(
      columns: ["name", "kind", "columns"],
      rows: exportables.map { (what, columns) in
        [.string(what.name), .string(what.noun), .array(columns.map { .string($0) })]
      }, emptyText: "nothing to export")
  }
}
