import CivilTime
import Coverage
import Testing

@testable import Desk
@testable import Storage

/// The entry that was the last one at a moment.
struct MomentTests {
  @Test("it is found for the moment of every entry, and for those a millisecond before and after")
  func lastEntry() throws {
    let ledger = try TemporaryLedger()
    for member in ["M-1", "M-2", "M-3", "M-4"] { try ledger.fill(member) }
    try ledger.desk.store.read { reading in
      let last = try reading.lastEntry().value
      let moments = try (1...last).map { try #require(try reading.entry(JournalNumber($0))).recordedAt }
      #expect(Set(moments).count > 3)
      for moment in moments {
        for shift in [-1, 0, 1] {
          let asked = Instant(milliseconds: moment.milliseconds + shift)
          let wanted = moments.count { $0 <= asked }
          #expect(try reading.lastEntry(by: asked).value == wanted)
        }
      }
      #expect(try reading.lastEntry(by: Instant(milliseconds: 0)).value == 0)
    }
  }
}
