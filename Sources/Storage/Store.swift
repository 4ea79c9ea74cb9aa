import CivilTime
import Coverage
import Foundation
import GRDB

/// A ledger's file, opened for reading or for writing.
public final class Store {
  /// Whether the file may be written.
  public enum Access: Sendable {
    case reading
    case writing
  }

  /// Where the file is.
  public let path: String
  /// What it was opened for.
  public let purpose: Access
  let queue: DatabaseQueue
  public let lockSeconds: Int
  /// Whose histories were read by work that only reads.
  public private(set) var patientsRead: Set<PatientNumber> = []
  private let memory = HistoryMemory()
  private var dataVersion: Int?

  /// Opens a ledger's file; waits `lockSeconds` at most for other writers.
  public init(opening path: String, for access: Access, lockSeconds: Int) throws {
    try DatabaseFile.checkAccess(to: path, writing: access == .writing)
    try DatabaseFile.checkIdentity(of: path, version: Migrator.latestVersion, exactly: true)
    self.path = path
    purpose = access
    self.lockSeconds = lockSeconds
    queue = try DatabaseFile.connect(to: path, writing: access == .writing, seconds: lockSeconds)
    try DatabaseFile.translating(path) {
      try queue.unsafeRead { database in
        // What a statement of many rows may have to take back is kept in memory, not written to a file page by page.
        if access == .writing { try database.execute(sql: "PRAGMA temp_store = MEMORY") }
        // Opening takes back a migration that died in its commit: the header read above may have said too much.
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        try DatabaseFile.checkSchema(found, of: path, version: Migrator.latestVersion, exactly: true)
        try Migrator.checkRecorded(database, path: path)
      }
    }
  }

  /// Makes a new, empty ledger; the file is removed again when that fails.
  public static func create(at path: String) throws {
    try DatabaseFile.make(at: path)
    do {
      _ = try migrate(path, lockSeconds: 10, isNew: true)
      try DatabaseFile.syncDirectory(of: path)
    } catch {
      remove(path)
      throw error
    }
  }

  /// Syncs the directory of a file that was made or given its name, so that the name survives a power loss.
  public static func syncDirectory(of path: String) throws { try DatabaseFile.syncDirectory(of: path) }

  /// Takes back a file that was being made.
  public static func remove(_ path: String) {
    for name in [path, path + ".lock", path + "-journal"] { unlink(name) }
  }

  /// Brings a file to the schema this program knows; the names of the migrations applied.
  public static func migrate(at path: String, lockSeconds: Int) throws -> [String] {
    try migrate(path, lockSeconds: lockSeconds, isNew: false)
  }

  private static func migrate(_ path: String, lockSeconds: Int, isNew: Bool) throws -> [String] {
    try DatabaseFile.checkAccess(to: path, writing: true)
    // A file that is not ours is refused before a lock file is put beside it.
    if !isNew { try DatabaseFile.checkIdentity(of: path, version: Migrator.latestVersion, exactly: false) }
    let lock = try WriterLock(beside: path, seconds: lockSeconds)
    return try withExtendedLifetime(lock) {
      let queue = try DatabaseFile.connect(to: path, writing: true, seconds: lockSeconds)
      return try DatabaseFile.translating(path) {
        try queue.writeWithoutTransaction { try Migrator.run($0, path: path, isNew: isNew, at: Store.now) }
      }
    }
  }

  /// Runs reading work on one consistent view of the file.
  public func read<Result>(asOf: JournalNumber? = nil, _ work: (ReadTransaction) throws -> Result) throws -> Result {
    try DatabaseFile.translating(path) {
      try queue.unsafeReentrantRead { database in
        var result: Result?
        try database.inTransaction(.deferred) {
          let reading = ReadTransaction(database, asOf: asOf)
          result = try work(reading)
          try Headroom.beforeWording()
          patientsRead.formUnion(reading.patientsRead)
          // Nothing was written; and SQLite commits no transaction that has met with damage.
          return .rollback
        }
        guard let result else { throw Fault(.unexpected, "reading gave no result") }
        return result
      }
    }
  }

  /// Runs work on a file, and puts SQLite's errors into the ledger's own words.
  public static func translating<Result>(_ path: String, _ work: () throws -> Result) throws -> Result {
    try DatabaseFile.translating(path, work)
  }

  /// Runs writing work in one transaction: under the writers' lock, then BEGIN IMMEDIATE, so that what the work reads
  /// is what it writes upon. Nothing is on file until this returns.
  public func write<Result>(_ work: (WriteTransaction) throws -> Result) throws -> Result {
    try locked { try transact(.commit, work) }
  }

  /// Runs writing work as `write` does, and takes back what it wrote.
  public func rehearse<Result>(_ work: (WriteTransaction) throws -> Result) throws -> Result {
    try locked {
      defer { memory.forget() }
      return try transact(.rollback, work)
    }
  }

  private func locked<Result>(_ work: () throws -> Result) throws -> Result {
    let lock = try WriterLock(beside: path, seconds: lockSeconds)
    return try withExtendedLifetime(lock) {
      do {
        return try DatabaseFile.translating(path, work)
      } catch {
        memory.forget()
        throw error
      }
    }
  }

  private func transact<Result>(
    _ completion: Database.TransactionCompletion, _ work: (WriteTransaction) throws -> Result
  ) throws -> Result {
    try queue.writeWithoutTransaction { database in
      var result: Result?
      // IMMEDIATE, not DEFERRED: two clerks who both read 35 units left must not both be told yes.
      try database.inTransaction(.immediate) {
        let version = try Int.fetchOne(database, sql: "PRAGMA data_version")
        if version != dataVersion { memory.forget() }
        dataVersion = version
        result = try RowQueue.filling(database) { queue in
          try work(WriteTransaction(database, queue: queue, memory: memory, now: Store.now))
        }
        // Before the commit, not after: what is on file is also to be said.
        try Headroom.beforeWording()
        return completion
      }
      guard let result else { throw Fault(.unexpected, "writing gave no result") }
      return result
    }
  }

  private static var now: Instant {
    Instant(milliseconds: Int((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }
}
