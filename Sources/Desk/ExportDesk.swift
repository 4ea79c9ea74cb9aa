import Coverage
import Storage
import TextFormats

/// What can be exported whole.
public enum Exportable: Equatable, Sendable {
  /// A table of facts, or the journal.
  case table(String)
  /// A view an auditor reads.
  case view(String)

  /// Its name in the file.
  public var name: String {
    switch self {
    case .table(let name), .view(let name): name
    }
  }

  /// `table` or `view`.
  public var noun: String {
    switch self {
    case .table: "table"
    case .view: "view"
    }
  }
}

extension Desk {
  /// Everything that can be exported, views first, each with its columns.
  public func exportables(context: WorkContext) throws -> [(what: Exportable, columns: [String])] {
    try read(context) { reading in
      let all =
        try reading.auditViews().map { Exportable.view($0) }
        + ReadTransaction.exportableTables.map { .table($0) }
      return try all.map { ($0, try reading.columns(of: $0.name)) }
    }
  }

  /// Hands on the rows of a table or view that meet every condition, one at a time, in flat memory; first the names of
  /// its columns.
  public func export(
    _ what: Exportable, meeting conditions: [RowCondition], context: WorkContext,
    columns: ([String]) throws -> Void, row: ([JSONValue]) throws -> Void
  ) throws {
    try read(context) { reading in
      let names =
        switch what {
        case .table: ReadTransaction.exportableTables
        case .view: try reading.auditViews()
        }
      guard names.contains(what.name) else {
        throw Fault(
          .notFound, "there is no \(what.noun) \(what.name)", hint: Sitting.suggestion(for: what.name, among: names))
      }
      let held = try reading.columns(of: what.name)
      for condition in conditions where !held.contains(condition.column) {
        throw Fault(
          .notFound, "\(what.name) has no column \(condition.column)",
          hint: Sitting.suggestion(for: condition.column, among: held))
      }
      try columns(held)
      try reading.export(what.name, meeting: conditions, row: row)
    }
  }
}

extension RowCondition {
  /// Reads `COLUMN=VALUE`, `COLUMN<VALUE` or `COLUMN>VALUE`.
  public static func read(_ text: String, field: String) throws -> RowCondition {
    let text = try PlainText.read(text, field: field)
    guard let place = text.firstIndex(where: { "=<>".contains($0) }), place > text.startIndex,
      let comparison = Comparison(rawValue: String(text[place])), text.index(after: place) < text.endIndex
    else {
      // It may be half of a condition on a name, which has no place in an error message.
      throw Fault(
        .invalid, "\(field) is not a condition",
        hint: "write a column, =, < or >, and a value: --where outcome=denied")
    }
    return RowCondition(
      column: String(text[..<place]), comparison: comparison, value: String(text[text.index(after: place)...]))
  }
}
