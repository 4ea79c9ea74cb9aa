import Coverage
import Foundation
import GRDB

/// One protection of a file, as found.
public struct FileProtection: Sendable {
  /// What was looked at.
  public let check: String
  /// Whether it is as it should be.
  public let isWell: Bool
  /// What was found.
  public let detail: String
}

extension Store {
  /// What protects a ledger's file on this machine.
  public static func protection(of path: String) throws -> [FileProtection] {
    try DatabaseFile.checkAccess(to: path, writing: false)
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw Fault(.inputOutput, "cannot look at \(path): \(systemMessage(errno))")
    }
    let mode = status.st_mode & 0o777
    let isDirectoryWritable = access(PathParts.folder(of: path), W_OK) == 0
    let queue = try DatabaseFile.connect(to: path, writing: false, seconds: 10)
    let (journal, version, library, connection, schema) = try DatabaseFile.translating(path) {
      try queue.unsafeRead { database in
        (
          try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "?",
          try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
          try String.fetchOne(database, sql: "SELECT sqlite_version()") ?? "?", try guards(of: database),
          try SchemaAudit.breaks(in: database)
        )
      }
    }
    return [
      FileProtection(
        check: "file mode", isWell: mode & 0o027 == 0,
        detail: "0" + String(mode, radix: 8) + ", owner \(status.st_uid)"
          + (mode & 0o040 == 0 ? "" : ", read by group \(status.st_gid)")),
      lockFile(beside: path),
      FileProtection(
        check: "directory", isWell: isDirectoryWritable,
        detail: isDirectoryWritable ? "may be written" : "may not be written: reading only"),
      FileProtection(
        check: "journal mode", isWell: journal != "wal",
        detail: journal == "wal"
          ? "wal, which this SQLite may lose commits with" : "rollback, truncated after each write"),
      FileProtection(
        check: "schema", isWell: version == Migrator.latestVersion, detail: "\(version) of \(Migrator.latestVersion)"),
      FileProtection(
        check: "definitions", isWell: schema.isEmpty,
        detail: schema.first?.message ?? "as the migrations make them, append-only triggers included"),
      connection,
      FileProtection(check: "SQLite", isWell: true, detail: library),
    ]
  }

  /// The file writers wait at, which is made by the first of them.
  private static func lockFile(beside path: String) -> FileProtection {
    var status = stat()
    guard stat(path + ".lock", &status) == 0 else {
      return FileProtection(check: "lock file", isWell: true, detail: "none yet")
    }
    let mode = status.st_mode & 0o777
    return FileProtection(check: "lock file", isWell: mode & 0o027 == 0, detail: "0" + String(mode, radix: 8))
  }

  /// What every connection of the program's has set against what a changed file could do.
  private static func guards(of database: Database) throws -> FileProtection {
    let wanted = [("foreign_keys", 1), ("recursive_triggers", 1), ("trusted_schema", 0), ("cell_size_check", 1)]
    let missing = try wanted.filter { name, value in try Int.fetchOne(database, sql: "PRAGMA \(name)") != value }
    return FileProtection(
      check: "connection", isWell: missing.isEmpty,
      detail: missing.isEmpty
        ? "foreign keys, recursive triggers and size checks on, trusted schema off"
        : "\(missing.map(\.0).joined(separator: ", ")) not as it should be")
  }
}
