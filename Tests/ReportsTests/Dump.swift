import CivilTime
import Coverage
import Ledger
import Testing

@testable import Desk
@testable import Reports

struct Dump {
  func show(_ lines: [String]) { print(lines.joined(separator: "\n") + "\n=======") }

  @Test func dump() {
    var history = Sample.nearlyFull
    Sample.administer(Sample.entry("2026-03-29", 15, 0), "CLM1-28", in: &history)
    let cut = Sample.administer(Sample.entry("2026-03-30", 18, 17, vials: 0), "CLM1-30", cutBack: true, in: &history)
    show(ExplainReport.lines(of: .entry(Sample.explain(cut, in: history)), style: .plain))
    history = Sample.blank
    var answers = Sample.allYes
    answers["single-agent"] = "no"
    answers["tki-intolerant-or-refractory"] = "no"
    answers["complete-response"] = "yes"
    _ = Sample.submit(Sample.request(1, receivedOn: "2026-03-01", start: "2026-03-02"), answers: answers, in: &history)
    history.add(AttestationFact(request: RequestNumber(1), question: "single-agent", answer: "yes", source: nil, sequence: sequence(12)))
    if let request = history.requests.first {
      let note = NoteFact(subject: "R-000001", patient: Sample.patient, kind: .noticeMember, at: Instant(milliseconds: 1_772_463_600_000), text: "letter sent", sequence: sequence(30))
      show(
        ExplainReport.lines(
          of: .request(
            RequestExplanation(
              memberID: Sample.member, request: request, indication: Sample.relapsed, policy: Sample.policy,
              journal: [sequence(10): Sample.journal(10)], authorization: Sample.continued.authorizations.first,
              notes: [note])), style: .plain))
    }
    show(PolicyReport.lines(of: Sample.policy, references: nil, style: .plain))
    for section in PolicyReport.Section.allCases {
      show(PolicyReport.records(section, of: Sample.policy, references: nil).table())
    }
    show(Records([Sample.policy]).table())
    for kg in ["30", "60"] {
      let size = BodySize(weightKg: decimal(kg), heightCm: decimal("135"))
      let dose = DoseAnswer(
        memberID: Sample.member, indication: Sample.relapsed, policy: Sample.policy, cycle: CycleNumber(1),
        phase: "induction", size: size,
        days: DoseRules.schedule(Sample.relapsed, cycle: CycleNumber(1), size: size, policy: Sample.policy) ?? [],
        cycleDays: 42)
      show(DoseReport.lines(of: dose, style: .plain))
    }
    let flag = WorklistLine(
      flag: FlagNumber(1), cause: FlagCause(kind: .expiring, subject: "A-000001", dueOn: day("2026-09-27")),
      memberID: Sample.member, message: "ends on 2026-09-27; 0 granted cycles left; a renewal is possible",
      raisedAt: Instant(milliseconds: 0))
    show(Records([flag]).table())
    show(
      NightlyReport.lines(
        of: NightlyAnswer(
          today: day("2026-09-01"), withinDays: 30, isRepeat: false, raised: 1, resolved: 0, open: [flag]),
        style: .plain))
    let line = HistoryLine(
      kind: "administration", happenedOn: day("2026-03-02"), sequence: sequence(3),
      recordedAt: Instant(milliseconds: 1_772_377_200_000), actor: Actor(user: "kim", claimed: "Lee"),
      subject: "CLM1-1", text: "9 administered + 26 discarded in cycle 1", marks: ["denied"],
      voided: Voiding(reason: "entered twice", sequence: sequence(9)))
    show(HistoryReport.lines(of: HistoryAnswer(memberID: Sample.member, name: "Ada Example", lines: [line]), style: .plain))
    show(Records([line]).table())
    show(
      Records([
        AuthorizationLine(
          memberID: Sample.member, authorization: Sample.continued.authorizations[1], indication: Sample.relapsed,
          cyclesUsed: 1)
      ]).table())
    show(
      AuthorizationReport.lines(
        of:
          AuthorizationLine(
            memberID: Sample.member, authorization: Sample.continued.authorizations[1], indication: Sample.relapsed,
            cyclesUsed: 1), today: day("2026-11-01"), style: .plain))
  }
}
