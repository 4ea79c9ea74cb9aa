import Coverage
import Foundation
import GRDB

/// How the file is made, opened and told from others.
enum DatabaseFile {
  /// "aldg", in the header of every file of ours.
  static let applicationID = 0x616c_6467

  /// Makes an empty file that only its owner can read; refuses to touch one that exists.
  static func make(at path: String) throws {
    let opened = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard opened >= 0 else {
      let reason = errno
      if reason == EEXIST {
        throw Fault(.conflict, "\(path) exists already", hint: "choose another --db, or use the one that is there")
      }
      throw Fault(
        .inputOutput, "cannot create \(path): \(systemMessage(reason))", hint: "name a folder you may write to")
    }
    close(opened)
  }

  /// Syncs the directory of a file, so that the file's name survives a power loss.
  static func syncDirectory(of path: String) throws {
    let opened = open(PathParts.folder(of: path), O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else {
      throw Fault(.inputOutput, "cannot sync the directory of \(path): \(systemMessage(errno))")
    }
    defer { close(opened) }
    guard fsync(opened) == 0 else {
      throw Fault(.inputOutput, "cannot sync the directory of \(path): \(systemMessage(errno))")
    }
  }

  /// Refuses a file that is missing, unreadable, or open to everyone on the machine.
  static func checkAccess(to path: String, writing: Bool) throws {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let reason = errno
      if reason == ENOENT {
        throw Fault(.noInput, "there is no database at \(path)", hint: "create one with `authledger init`")
      }
      throw Fault(.inputOutput, "cannot look at \(path): \(systemMessage(reason))")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Fault(.configuration, "\(path) is not a file", hint: "name the database with --db")
    }
    guard status.st_mode & 0o007 == 0 else {
      throw Fault(
        .configuration, "\(path) is open to every user of this machine", hint: "run `chmod o= \(path)` first")
    }
    guard access(path, writing ? R_OK | W_OK : R_OK) == 0 else {
      throw Fault(
        .inputOutput, "cannot \(writing ? "write to" : "read") \(path): \(systemMessage(errno))",
        hint: "ask its owner for access")
    }
  }

  /// Opens a connection with the settings that keep the file sound.
  static func connect(to path: String, writing: Bool, seconds: Int) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = !writing
    configuration.busyMode = .timeout(TimeInterval(seconds))
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { database in
      // Without recursive triggers, INSERT OR REPLACE walks past the guards against deletion.
      var pragmas = "PRAGMA recursive_triggers = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
      if writing {
        // Not WAL: SQLite before 3.51.3 can drop an acknowledged commit when writers and checkpoints race.
        // EXTRA: with FULL, a power loss after the journal is removed can bring it back and undo the commit.
        pragmas += " PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = EXTRA;"
      }
      try database.execute(sql: pragmas)
    }
    return try translating(path) {
      do {
        return try kept(DatabaseQueue(path: path, configuration: configuration))
      } catch let error as DatabaseError where !writing && error.extendedResultCode == .SQLITE_READONLY_ROLLBACK {
        // A writer died in the middle of a commit, and who only reads cannot take back what it left behind.
        try rollBack(path, seconds: seconds)
        return try kept(DatabaseQueue(path: path, configuration: configuration))
      }
    }
  }

  /// A connection that is never let go of: the process ends with the command, and taking a connection down asks for a
  /// thread, for which a machine short of memory lets the command wait without end.
  static func kept(_ queue: DatabaseQueue) -> DatabaseQueue { Unmanaged.passRetained(queue).takeUnretainedValue() }

  /// Takes back what a writer that died has left half done; SQLite does so when it may write.
  static func rollBack(_ path: String, seconds: Int) throws {
    let queue = try connect(to: path, writing: true, seconds: seconds)
    try queue.unsafeRead { _ = try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
    try queue.close()
  }

  /// Refuses a file that is not ours, or whose schema is not the one wanted. It reads the header alone, before any
  /// connection: what opens a database may already write to it.
  ///
  /// Without `exactly` an older schema will do, for a migration.
  static func checkIdentity(of path: String, version: Int, exactly: Bool) throws {
    let header = try header(of: path)
    guard isLedger(header: header) else {
      throw Fault(.configuration, "\(path) is not a ledger of authledger", hint: "name the database with --db")
    }
    try checkSchema(number(in: header, at: 60), of: path, version: version, exactly: exactly)
  }

  /// Refuses a schema that is not the one wanted; without `exactly` an older one will do.
  static func checkSchema(_ found: Int, of path: String, version: Int, exactly: Bool) throws {
    if found > version {
      throw Fault(
        .configuration, "\(path) was written by a newer authledger (schema \(found); this one knows \(version))",
        hint: "use the newer program")
    }
    if found < version, exactly {
      throw Fault(
        .configuration, "\(path) has schema \(found); this authledger needs \(version)",
        hint: "run `authledger migrate`")
    }
  }

  /// Whether a file that begins so is a ledger of ours.
  static func isLedger(header: [UInt8]) -> Bool {
    header.count == 100 && header.starts(with: Array("SQLite format 3\0".utf8))
      && number(in: header, at: 68) == applicationID
  }

  /// The first 100 bytes of a file, or fewer where it has fewer.
  static func header(of path: String) throws -> [UInt8] {
    let opened = open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw Fault(.inputOutput, "cannot read \(path): \(systemMessage(errno))") }
    defer { close(opened) }
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = bytes.withUnsafeMutableBytes { read(opened, $0.baseAddress, $0.count) }
    guard count >= 0 else { throw Fault(.inputOutput, "cannot read \(path): \(systemMessage(errno))") }
    return Array(bytes.prefix(count))
  }

  private static func number(in header: [UInt8], at offset: Int) -> Int {
    header[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  /// Runs SQLite's work, and puts its errors into the ledger's own words.
  static func translating<Result>(_ path: String, _ work: () throws -> Result) throws -> Result {
    do {
      return try work()
    } catch let error as DatabaseError {
      throw fault(from: error, path: path)
    }
  }

  private static func fault(from error: DatabaseError, path: String) -> Fault {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      Fault(.busy, "\(path) is held by another process", hint: "try again, or wait longer with --wait SECONDS")
    case .SQLITE_NOTADB:
      Fault(.configuration, "\(path) is not a database", hint: "name the database with --db")
    case .SQLITE_CORRUPT:
      Fault(.configuration, "\(path) is damaged", hint: "run `authledger verify`, and restore a backup")
    case .SQLITE_FULL:
      Fault(.inputOutput, "no room left to write \(path)", hint: "make room and send the entry again")
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
      Fault(
        .inputOutput, "cannot write \(path) or its journal beside it",
        hint: "check who may write the file and its directory")
    case .SQLITE_IOERR:
      Fault(
        .inputOutput, "reading or writing \(path) failed; whether the last entry is on file is unknown",
        hint: "look with `authledger history MEMBER`; sending an entry again under its reference is safe")
    case .SQLITE_NOMEM:
      Headroom.lacking
    default:
      Fault(.unexpected, "SQLite: \(error.message ?? "error \(error.extendedResultCode.rawValue)")")
    }
  }
}
