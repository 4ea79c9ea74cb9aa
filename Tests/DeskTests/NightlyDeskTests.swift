import CivilTime
import Coverage
import Foundation
import Ledger
import Testing

@testable import Desk
@testable import Storage

/// A night reads many patients at once, with two readers, and no more of each than its rules look at.
@Suite struct NightlyDeskTests {
  /// Every patient's operations; the last digit of their number tells the story.
  private func stories(_ patients: ClosedRange<Int>) -> [String] {
    var (requests, authorizations) = (0, 0)
    return patients.flatMap { patient -> [String] in
      let story = patient % 10
      requests += 1
      if story > 1 { authorizations += 1 }
      defer { if story == 9 { requests += 1 } }
      let numbers = (RequestNumber(requests).description, AuthorizationNumber(authorizations).description)
      return Self.story(of: patient, request: numbers.0, authorization: numbers.1)
    }
  }

  private static func story(of patient: Int, request: String, authorization: String) -> [String] {
    let member = #""member_id":"M-\#(patient)""#
    let course = #"\#(member),"indication":"rr-all""#
    func intake(on day: String, _ further: String = "") -> String {
      #"{"op":"intake",\#(course),"diagnosis":"C91.02","received":"\#(day)","attestations":{"single-agent":"yes","#
        + #""live-vaccine-within-2-weeks":"no","concurrent-live-vaccine":"no","relapsed-or-refractory":"yes","#
        + #""ph-status":"negative"\#(further)}}"#
    }
    func units(discarded: Int) -> String {
      #"{"op":"administer",\#(member),"on":"2024-01-03","units":9,"discarded":\#(discarded),"reference":"C-\#(patient)"}"#
    }
    let complete = #","b-cell-precursor":"yes""#
    let added = #"{"op":"patient.add",\#(member),"name":"Test Patient","birth_date":"1980-01-01"}"#
    let begun = [
      added, intake(on: "2024-01-02", complete), #"{"op":"cycle.start",\#(course),"on":"2024-01-02"}"#,
    ]
    let undone = #"{"op":"cycle.void",\#(course),"number":1,"reason":"not given"}"#
    let held = #""authorization":"\#(authorization)","reason":"moved away""#
    switch patient % 10 {
    case 0: return [added, intake(on: "2024-01-02")]
    case 1:
      let signed = #""reviewer":"Dr. Q","credential":"MD","rationale":"not shown""#
      let denied = #"{"op":"decide","request":"\#(request)","outcome":"denied",\#(signed)}"#
      return [added, intake(on: "2024-01-02"), denied]
    case 2: return begun + [units(discarded: 300)]
    case 3: return begun + [units(discarded: 300), #"{"op":"void","reference":"C-\#(patient)","reason":"wrong day"}"#]
    case 4: return begun + [units(discarded: 3_000)]
    case 5:
      let size = #"{"op":"patient.measure",\#(member),"on":"2024-01-02","weight_kg":20,"height_cm":110}"#
      return begun + [size, units(discarded: 300)]
    case 6: return begun + [#"{"op":"authorization.terminate",\#(held),"on":"2024-01-25","approved_by":"Lee"}"#]
    case 7: return begun + [undone]
    case 8: return begun + [undone, #"{"op":"authorization.void",\#(held)}"#]
    default: return begun + [intake(on: "2024-01-04", complete)]
    }
  }

  @Test("finds what the rules say of each patient's whole history")
  func many() throws {
    let ledger = try TemporaryLedger()
    // More patients than one reader takes at a time.
    try ledger.apply(stories(1...1_010))
    var kinds: Set<FlagKind> = []
    for day in ["2024-01-04", "2024-01-10", "2024-02-28"] {
      let today = try #require(CivilDay(day))
      let context = WorkContext(today: today, actor: Actor(user: "test", claimed: nil))
      let answer = try ledger.desk.nightly(withinDays: 30, context: context)
      let open = try ledger.desk.worklist(context: context)
      #expect(answer.open == open.count)
      let standing = try ledger.desk.store.read { reading in
        try reading.patients(in: 1...2_000).flatMap { patient in
          let history = try reading.history(of: patient, book: ledger.desk.book)
          return NightlyRules(history: history, today: today, withinDays: 30, settings: ledger.desk.settings).flags
        }
      }
      #expect(Set(open.map(\.cause)) == Set(standing.map(\.cause)))
      let raised = open.filter { $0.raisedOn == today }
      let messages = Dictionary(standing.map { ($0.cause, $0.message) }) { first, _ in first }
      #expect(!raised.isEmpty && raised.allSatisfy { messages[$0.cause] == $0.message })
      kinds.formUnion(open.map(\.cause.kind))
      #expect(open.allSatisfy { $0.memberID.text.hasPrefix("M-") })
    }
    #expect(
      kinds == [.decisionDue, .decisionOverdue, .unitsNearLimit, .coverageTooShort, .expiring, .cycleOverdue, .expired])
  }
}
