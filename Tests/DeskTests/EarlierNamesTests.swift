import CivilTime
import Coverage
import Ledger
import Testing

@testable import Desk
@testable import Storage

/// Names with a blank at their end, which earlier programs took in, stay good for all that was done with them.
@Suite struct EarlierNamesTests {
  private let ledger: TemporaryLedger
  private let member = MemberID("M-1 ")
  private let asked: Administering

  init() throws {
    ledger = try TemporaryLedger()
    asked = Administering(
      memberID: member, reference: "C-1 ",
      entry: UnitEntry(
        on: try #require(CivilDay("2024-01-02")), administered: 9, discarded: 26, vials: nil, indication: nil,
        code: nil), again: false, cutBack: false)
    let (desk, member, asked) = (ledger.desk, member, asked)
    try desk.write { transaction in
      let sitting = Sitting(
        writing: transaction, desk: desk, today: asked.entry.on, actor: Actor(user: "test", claimed: nil))
      let number = try transaction.nextPatient()
      let identity = IdentityFact(
        patient: number, memberID: member, name: "Test Patient", birthDate: asked.entry.on, reason: nil,
        sequence: transaction.nextSequence)
      try sitting.append("patient.add", RecordedEntry.subject(of: number), [.identity(identity)], of: number)
      let verdict = UnitRules.judge(asked.entry, history: try sitting.history(of: member))
      try sitting.record(
        AdministrationFact(
          number: try transaction.nextAdministration(), patient: number, reference: asked.reference, attempt: 1,
          entry: asked.entry, cycle: nil, outcome: .denied, covered: .nothing, window: nil, fitsThen: nil, fitsOn: nil,
          findings: verdict.findings, sequence: transaction.nextSequence))
    }
  }

  private func perform(_ operation: Operation) throws -> Answer {
    try ledger.desk.perform(operation, context: ledger.work())
  }

  private func breaks() throws -> [VerifyBreak] {
    try Desk.verify(ledger.path, quick: false, expecting: nil, lockSeconds: 1).breaks
  }

  @Test("what is on file under them is found, replayed, judged anew and voided, and the file holds")
  func kept() throws {
    #expect(try breaks().isEmpty)
    #expect(try perform(.status(member)).outcome == .reported)
    guard case .entry(let replay) = try perform(.administer(asked)).subject else { return #expect(Bool(false)) }
    #expect(replay.isReplay)
    let again = Administering(
      memberID: member, reference: asked.reference, entry: asked.entry, again: true, cutBack: false)
    guard case .entry(let anew) = try perform(.administer(again)).subject else { return #expect(Bool(false)) }
    #expect(anew.fact.attempt == 2)
    #expect(try perform(.void(EntryVoiding(reference: "C-1 ", reason: "sent twice"))).outcome == .voided)
    #expect(try breaks().isEmpty)
  }

  @Test("none comes on file beside them")
  func refused() throws {
    let other = Administering(
      memberID: member, reference: "C-2 ", entry: asked.entry, again: false, cutBack: false)
    #expect(throws: Fault(.invalid, "the reference ends with a blank", hint: "write it without")) {
      try perform(.administer(other))
    }
  }
}
