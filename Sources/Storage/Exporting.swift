import Coverage
import GRDB
import TextFormats

extension ReadTransaction {
  /// The tables of facts, with the journal they belong to.
  public static let exportableTables = ["journal"] + FactTable.all.map(\.name)

  /// The views an auditor reads, as the file has them.
  public func auditViews() throws -> [String] {
    try String.fetchAll(
      database, sql: "SELECT name FROM sqlite_schema WHERE type = 'view' AND name GLOB 'audit_*' ORDER BY name")
  }

  /// Hands on the rows of a table or view, one at a time: first the names of its columns, then the values of each row.
  ///
  /// A table's rows come in the order recorded. Hashes are written in hexadecimal.
  public func export(
    _ name: String, columns: ([String]) throws -> Void, row: ([JSONValue]) throws -> Void
  ) throws {
    guard try ReadTransaction.exportableTables.contains(name) || auditViews().contains(name) else {
      throw Fault(.notFound, "there is no table or view \(name)")
    }
    if horizon != Int.max { try narrow() }
    let statement = try database.makeStatement(sql: "SELECT * FROM \(name)")
    let names = statement.columnNames
    try columns(names)
    try SQLStatement(statement).forEachRow([]) { reader in
      try row(names.indices.map { reader.value($0).json })
      return true
    }
  }

  /// Puts views of the same names before the tables, which end at the horizon, and reads the audit views from these.
  private func narrow() throws {
    for table in ReadTransaction.exportableTables {
      try database.execute(
        sql: "CREATE TEMP VIEW \(table) AS SELECT * FROM main.\(table) WHERE sequence <= \(horizon)")
    }
    for view in try auditViews() {
      let text = try String.fetchOne(
        database, sql: "SELECT sql FROM main.sqlite_schema WHERE name = ?", arguments: [view])
      guard let text, text.hasPrefix("CREATE VIEW ") else { continue }
      try database.execute(sql: "CREATE TEMP VIEW " + text.dropFirst("CREATE VIEW ".count))
    }
  }
}

extension SQLValue {
  /// The value as JSON has it.
  fileprivate var json: JSONValue {
    switch self {
    case .null: .null
    case .integer(let number): .integer(number)
    case .real(let number): .decimal("\(number)")
    case .text(let text): .string(text)
    case .blob(let bytes): .string(bytes.hexadecimal)
    }
  }
}
