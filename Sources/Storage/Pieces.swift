import Coverage
import Foundation
import GRDB

extension Store {
  /// Does pieces of reading work on one view of the file, two at a time; their results, in the order of the pieces.
  ///
  /// The second reader has a thread and a connection of its own. It begins while the transaction of the first one keeps
  /// writers out, so that both see the same; one that writes must have written nothing yet. Where it cannot begin, the
  /// first one does every piece. `own` is work of the first reader's, done before it takes a piece.
  public func share<Result: Sendable>(
    _ reading: ReadTransaction, _ work: [@Sendable (ReadTransaction) throws -> Result], own: () throws -> Void = {}
  ) throws -> [Result] {
    let pieces = Pieces(work)
    // The first read takes the lock that keeps writers out.
    _ = try Int.fetchOne(reading.database, sql: "SELECT count(*) FROM sqlite_schema")
    let (path, horizon) = (path, reading.horizon)
    let second = work.count < 2 ? nil : CompanionThread { Store.help(pieces, at: path, horizon: horizon) }
    do {
      try own()
    } catch {
      pieces.stop()
      second?.join()
      throw error
    }
    pieces.take(reading)
    second?.join()
    return try pieces.results()
  }

  /// Takes pieces on a connection of its own, if it can begin at once: a writer that waits to commit lets no further
  /// reader in, and waits for the first one.
  private static func help(_ pieces: Pieces<some Sendable>, at path: String, horizon: Int) {
    try? DatabaseFile.connect(to: path, writing: false, seconds: 0).unsafeReentrantRead { database in
      try database.inTransaction(.deferred) {
        _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
        pieces.take(ReadTransaction(database, asOf: JournalNumber(horizon)))
        return .rollback
      }
    }
  }
}

/// Pieces of work, each taken by one reader; none is begun after one has failed.
private final class Pieces<Result: Sendable>: @unchecked Sendable {
  private let work: [@Sendable (ReadTransaction) throws -> Result]
  private let lock = NSLock()
  private var next = 0
  private var done: [Swift.Result<Result, any Error>?]

  init(_ work: [@Sendable (ReadTransaction) throws -> Result]) {
    self.work = work
    done = work.map { _ in nil }
  }

  func take(_ reading: ReadTransaction) {
    while let index = begin() {
      let result = Swift.Result { try work[index](reading) }
      lock.withLock {
        done[index] = result
        if case .failure = result { next = work.count }
      }
    }
  }

  /// Begins no further piece.
  func stop() { lock.withLock { next = work.count } }

  private func begin() -> Int? {
    lock.withLock {
      guard next < work.count else { return nil }
      defer { next += 1 }
      return next
    }
  }

  /// What came of every piece; the error of the first that failed.
  func results() throws -> [Result] { try done.compactMap { try $0?.get() } }
}
