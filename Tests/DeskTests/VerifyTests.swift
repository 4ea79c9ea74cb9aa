import Coverage
import Foundation
import GRDB
import Testing

@testable import Desk
@testable import Storage

/// Verification on two threads, and what it says of an index.
@Suite struct VerifyTests {
  private let ledger: TemporaryLedger

  init() throws {
    ledger = try TemporaryLedger()
    for member in ["M-1", "M-2"] { try ledger.fill(member) }
  }

  private typealias Piece = @Sendable (ReadTransaction) throws -> Int

  private func breaks() throws -> [VerifyBreak] {
    try Desk.verify(ledger.path, quick: false, expecting: nil, lockSeconds: 1).breaks
  }

  @Test("two readers see the same at the same time")
  func twoReaders() throws {
    let store = try Store(opening: ledger.path, for: .reading, lockSeconds: 1)
    // Each of the first two pieces waits until the other has begun.
    let (first, second) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let pieces: [Piece] = [
      { reading in
        first.signal()
        #expect(second.wait(timeout: .now() + 10) == .success)
        return try VerifyTests.entries(reading)
      },
      { reading in
        second.signal()
        #expect(first.wait(timeout: .now() + 10) == .success)
        return try VerifyTests.entries(reading)
      },
      { try VerifyTests.entries($0) },
    ]
    let counts = try store.read { try store.share($0, pieces) }
    #expect(counts.count == 3 && Set(counts).count == 1)
  }

  @Test("while a writer waits to commit, one reader does every piece")
  func waitingWriter() throws {
    let store = try Store(opening: ledger.path, for: .reading, lockSeconds: 1)
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let writer = try DatabaseQueue(path: ledger.path, configuration: configuration)
    let piece: @Sendable (ReadTransaction) throws -> ObjectIdentifier = { ObjectIdentifier(try $0.database) }
    let readers = try store.read { reading in
      _ = try VerifyTests.entries(reading)
      // What a commit that finds a reader leaves behind lets no further reader in.
      try writer.writeWithoutTransaction { database in
        try database.execute(
          sql: "BEGIN IMMEDIATE; INSERT INTO setting SELECT max(setting) + 1, 'a', 'b', 1 FROM setting")
        #expect(throws: DatabaseError.self) { try database.execute(sql: "COMMIT") }
      }
      return try store.share(reading, Array(repeating: piece, count: 20))
    }
    #expect(readers.count == 20 && Set(readers).count == 1)
  }

  @Test("the error of a piece is the error of the whole")
  func failingPiece() throws {
    let store = try Store(opening: ledger.path, for: .reading, lockSeconds: 1)
    let pieces: [Piece] = [{ _ in 1 }, { _ in throw Fault(.invalid, "no") }, { _ in 2 }]
    #expect(throws: Fault.self) { try store.read { try store.share($0, pieces) } }
  }

  @Test("an index that says otherwise than its table is told")
  func indexes() throws {
    #expect(try breaks().isEmpty)
    let indexes = try ledger.desk.store.read { reading in
      try Row.fetchAll(reading.database, sql: "SELECT name, rootpage FROM sqlite_schema WHERE type = 'index'")
    }
    let sound = try Data(contentsOf: URL(fileURLWithPath: ledger.path))
    var bent = 0
    for index in indexes {
      let name: String = index["name"]
      guard let damaged = VerifyTests.bending(sound, at: index["rootpage"]) else { continue }
      try damaged.write(to: URL(fileURLWithPath: ledger.path))
      #expect(try breaks().contains { $0.check == "integrity" && $0.message.contains(name) }, "\(name)")
      bent += 1
    }
    #expect(bent > 8)
  }

  private static func entries(_ reading: ReadTransaction) throws -> Int {
    try Int.fetchOne(reading.database, sql: "SELECT count(*) FROM journal") ?? 0
  }

  /// A file with the row number of an index's first entry changed; nil for an index that has none.
  private static func bending(_ file: Data, at page: Int) -> Data? {
    let start = (page - 1) * 4096
    // A page of an index's entries: their number at 3, the place of each from 8 on. The indexes of two patients have one.
    guard file[start] == 10, file[start + 4] > 0 else { return nil }
    let entry = start + Int(file[start + 8]) << 8 + Int(file[start + 9])
    // An entry: its length, then the length of the classes of its values, then these; the last is the row number's.
    let last = entry + Int(file[entry + 1])
    var bent = file
    if file[last] == 9 {
      bent[last] = 8
    } else {
      bent[entry + Int(file[entry])] ^= 1
    }
    return bent
  }
}
