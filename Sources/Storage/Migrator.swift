import CivilTime
import Coverage
import Crypto
import Foundation
import GRDB
import Migrations

/// Brings a file to the schema this program knows, one step at a time, each recorded with the hash of its text.
enum Migrator {
  /// The schema version this program knows.
  static var latestVersion: Int { Migration.all.last?.version ?? 0 }

  /// Applies the steps a file lacks; the names of those applied.
  static func run(_ database: Database, path: String, isNew: Bool, at instant: Instant) throws -> [String] {
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    if !isNew { try checkRecorded(database, path: path) }
    var applied: [String] = []
    for migration in Migration.all where migration.version > found {
      try database.inTransaction(.immediate) {
        try database.execute(sql: String(decoding: migration.sql, as: UTF8.self))
        try database.execute(
          sql: "INSERT INTO migration (migration, name, hash, applied_at) VALUES (?, ?, ?, ?)",
          arguments: [migration.version, migration.name, Data(SHA256.hash(data: migration.sql)), instant.description])
        try database.execute(sql: "PRAGMA application_id = \(DatabaseFile.applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(migration.version)")
        return .commit
      }
      applied.append(migration.name)
    }
    return applied
  }

  /// Refuses a file made by migrations of another text than this program carries.
  static func checkRecorded(_ database: Database, path: String) throws {
    let statement = try SQLStatement(database, "SELECT migration, name, hash FROM migration ORDER BY migration")
    try statement.forEachRow([]) { reader in
      let version = try reader.integer()
      let name = try reader.text()
      let hash = try reader.blob()
      guard let known = Migration.all.first(where: { $0.version == version }), known.name == name,
        [UInt8](SHA256.hash(data: known.sql)) == hash
      else {
        throw Fault(
          .configuration, "\(path) was made by another text of migration \(name)",
          hint: "use the program that made it; a released migration is never edited")
      }
      return true
    }
  }
}
