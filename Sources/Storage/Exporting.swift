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

  /// The columns of a table or view.
  public func columns(of name: String) throws -> [String] {
    try SQLStatement(database, "\(try vantage()) SELECT * FROM \(name)").columnNames
  }

  /// Hands on the rows of a table or view that meet every condition, one at a time.
  ///
  /// A table's rows come in the order recorded, a view's in its own. Hashes are written in hexadecimal.
  public func export(
    _ name: String, meeting conditions: [RowCondition], row: ([JSONValue]) throws -> Void
  ) throws {
    // A column's own type decides how it compares; the columns of views have none, so a number is bound as one.
    let tests = conditions.enumerated().map { "\"\($1.column)\" \($1.comparison.rawValue) ?\($0 + 2)" }
    let sql =
      "\(try vantage()) SELECT * FROM \(name)" + (tests.isEmpty ? "" : " WHERE " + tests.joined(separator: " AND "))
      + (FactTable.all.first { $0.name == name }.map { " ORDER BY \($0.key)" } ?? "")
    let statement = try SQLStatement(database, sql)
    let count = statement.columnNames.count
    let values = conditions.map { Int($0.value).map { SQLValue.integer($0) } ?? .text($0.value) }
    try statement.forEachRow([.of(horizon)] + values) { reader in
      try row(try (0..<count).map { try reader.value($0).json })
      return true
    }
  }

  /// Tables and views of the names the file has, each ending at the horizon: what stands before a SELECT reads from
  /// these, and a view read so shows what it showed then.
  private func vantage() throws -> String {
    let tables = ReadTransaction.exportableTables.map {
      "\($0) AS NOT MATERIALIZED (SELECT * FROM main.\($0) WHERE sequence <= ?1)"
    }
    let views = try Row.fetchAll(
      database, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'view' AND name GLOB 'audit_*' ORDER BY rowid"
    ).map { row -> String in
      let name: String = row[0]
      let text: String = row[1]
      let head = "CREATE VIEW \(name) AS"
      guard text.hasPrefix(head) else {
        throw Fault(.configuration, "the view \(name) is not the ledger's", hint: "run `authledger verify`")
      }
      return "\(name) AS NOT MATERIALIZED (\(text.dropFirst(head.count)))"
    }
    return "WITH " + (tables + views).joined(separator: ",\n")
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
