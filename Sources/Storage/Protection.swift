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
    let directory = (path as NSString).deletingLastPathComponent
    let isDirectoryWritable = access(directory.isEmpty ? "." : directory, W_OK) == 0
    let queue = try DatabaseFile.connect(to: path, writing: false, seconds: 10)
    let (journal, version, library) = try DatabaseFile.translating(path) {
      try queue.unsafeRead { database in
        (
          try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "?",
          try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
          try String.fetchOne(database, sql: "SELECT sqlite_version()") ?? "?"
        )
      }
    }
    return [
      FileProtection(
        check: "file mode", isWell: mode & 0o027 == 0,
        detail: "0" + String(mode, radix: 8) + ", owner \(status.st_uid)"
          + (mode & 0o040 == 0 ? "" : ", read by group \(status.st_gid)")),
      FileProtection(
        check: "directory", isWell: isDirectoryWritable,
        detail: isDirectoryWritable ? "may be written" : "may not be written: reading only"),
      FileProtection(
        check: "journal mode", isWell: journal != "wal",
        detail: journal == "wal"
          ? "wal, which this SQLite may lose commits with" : "rollback, truncated after each write"),
      FileProtection(
        check: "schema", isWell: version == Migrator.latestVersion, detail: "\(version) of \(Migrator.latestVersion)"),
      FileProtection(check: "SQLite", isWell: true, detail: library),
    ]
  }
}
