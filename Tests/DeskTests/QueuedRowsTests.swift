import CivilTime
import Coverage
import Testing

@testable import Desk
@testable import Storage

/// Rows wait before they go into the file; whoever asks in the same transaction is answered as if they stood there.
struct QueuedRowsTests {
  @Test("a patient's units that wait are in what is read of the patient, while those of others wait on")
  func statusAfterUnits() throws {
    let ledger = try TemporaryLedger()
    let members = ["M-1", "M-2", "M-3"]
    for member in members { try ledger.fill(member) }
    // A desk that remembers nothing yet: units are judged over less than a status is read from.
    let desk = try Desk(opening: ledger.path, for: .writing)
    let operations = members.map { administer($0, units: 10) } + members.map { .status(MemberID($0)) }
    let answers = try desk.write { transaction in
      let sitting = Sitting(
        writing: transaction, desk: desk, today: try #require(CivilDay("2024-01-05")),
        actor: Actor(user: "test", claimed: nil))
      return try operations.map { try sitting.perform($0) }
    }
    let windows = answers.map { answer -> Int? in
      guard case .status(let status) = answer.subject else { return nil }
      return status.courses.first?.window?.used
    }
    #expect(windows == [nil, nil, nil, 45, 45, 45])
    #expect(try Desk.verify(ledger.path, quick: false, expecting: nil, lockSeconds: 1).breaks.isEmpty)
  }

  private func administer(_ member: String, units: Int) -> Operation {
    .administer(
      Administering(
        memberID: MemberID(member), reference: "\(member)-2",
        entry: UnitEntry(
          on: CivilDay(ordinal: 19_725), administered: Units(units), discarded: 0, vials: nil, indication: nil,
          code: nil), again: false, cutBack: false))
  }
}
