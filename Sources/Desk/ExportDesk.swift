import Coverage
import Storage
import TextFormats

/// What can be exported whole.
public enum Exportable: Equatable, Sendable {
  /// A table of facts, or the journal.
  case table(String)
  /// A view an auditor reads.
  case view(String)

  var name: String {
    switch self {
    case .table(let name), .view(let name): name
    }
  }
}

extension Desk {
  /// Hands on the rows of a table or view, one at a time, in flat memory; first the names of its columns.
  public func export(
    _ what: Exportable, context: WorkContext, columns: ([String]) throws -> Void, row: ([JSONValue]) throws -> Void
  ) throws {
    try read(context) { reading in
      let (noun, names) =
        switch what {
        case .table: ("table", ReadTransaction.exportableTables)
        case .view: ("view", try reading.auditViews())
        }
      guard names.contains(what.name) else {
        throw Fault(
          .notFound, "there is no \(noun) \(what.name)", hint: Sitting.suggestion(for: what.name, among: names))
      }
      try reading.export(what.name, columns: columns, row: row)
    }
  }
}
