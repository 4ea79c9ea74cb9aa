import CivilTime
import GRDB

/// The definitions of a file's tables, indexes, views and triggers, held against those the migrations make.
///
/// The chain holds facts alone: without its triggers a table can be changed, and a column can bear another name, with
/// every fact as it was.
enum SchemaAudit {
  /// What is missing or defined otherwise, and triggers that are none of the ledger's.
  static func breaks(in database: Database) throws -> [StorageBreak] {
    let wanted = try DatabaseFile.kept(DatabaseQueue()).writeWithoutTransaction { fresh in
      _ = try Migrator.run(fresh, path: ":memory:", isNew: true, at: Instant(milliseconds: 0))
      return try definitions(in: fresh)
    }
    let found = try definitions(in: database)
    let differing = wanted.keys.filter { found[$0] != wanted[$0] }
    let foreign = found.keys.filter { wanted[$0] == nil && $0.hasPrefix("trigger ") }
    return (differing + foreign).sorted().map { name in
      let how = found[name] == nil ? "missing" : wanted[name] == nil ? "none of the ledger's" : "not as it was made"
      return StorageBreak(sequence: nil, check: "schema", message: "\(name) is \(how)")
    }
  }

  /// The text of each definition under its kind and name.
  private static func definitions(in database: Database) throws -> [String: String] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
  }
}
