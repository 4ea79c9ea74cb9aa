import CivilTime
import Coverage
import GRDB

/// The last entry of the journal.
struct JournalHead {
  private(set) var sequence = 0
  private(set) var hash = Chain.root
  private(set) var recordedAt = Instant(milliseconds: 0)

  static let columns = [
    "sequence", "recorded_at", "actor", "claimed_actor", "action", "subject", "worked_on", "findings", "hash",
  ]

  init(_ database: Database) throws {
    let statement = try SQLStatement(
      database, "SELECT sequence, hash, recorded_at FROM journal ORDER BY sequence DESC LIMIT 1")
    try statement.start()
    if var reader = try statement.next() {
      sequence = try reader.integer()
      hash = try reader.blob()
      recordedAt = Instant(stored: try reader.text()) ?? recordedAt
    }
    try statement.start()
  }

  mutating func advance(to sequence: Int, hash: [UInt8], at instant: Instant) {
    self.sequence = sequence
    self.hash = hash
    recordedAt = instant
  }
}
