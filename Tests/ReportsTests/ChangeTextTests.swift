import CivilTime
import Coverage
import Ledger
import Testing

@testable import Desk
@testable import Reports

struct ChangeTextTests {
  private func text(_ outcome: Outcome, _ subject: Answer.Subject, _ findings: [Finding]? = nil) -> [String] {
    AnswerText.lines(
      of: Answer(outcome: outcome, subject: subject, findings: findings), today: day("2026-09-01"), style: .plain)
  }

  private func cycleAnswer(_ history: PatientHistory, on start: String, unfit: String? = nil) -> CycleAnswer {
    let verdict = CycleRules.judge(
      CycleStart(indication: Sample.relapsed.key, on: day(start), exception: nil), indication: Sample.relapsed,
      history: history)
    return CycleAnswer(
      memberID: Sample.member, indication: Sample.relapsed, number: verdict.number, phase: verdict.phase,
      span: verdict.span, authorization: verdict.authorization?.fact.number, firstUnfitDay: unfit.map(day))
  }

  @Test func aStartedCycleShowsItsDaysAndLimits() {
    var history = Sample.blank
    history.add(Sample.authorization(1, from: "2026-03-02"))
    #expect(
      text(.started, .cycle(cycleAnswer(history, on: "2026-03-02", unfit: "2026-03-20")), []) == [
        "STARTED  cycle 1 of M-77120   induction, relapsed or refractory B-ALL",
        "  period    2026-03-02 to 2026-04-12, last day included (42 days)",
        "  under     A-000001",
        "  limits    980 billable units (J9039) per 42 days; 28 vials per 42 days",
        "  warning   started before its day; 2026-03-20 is the first dosing day whose",
        "            whole vials will not fit",
        #"  next      authledger administer M-77120 --on 2026-03-02 --units … \"#,
        "              --discarded … --reference …",
      ])
  }

  @Test func aRefusedCycleNamesTheEarliestDay() {
    let history = Sample.nearlyFull
    let verdict = CycleRules.judge(
      CycleStart(indication: Sample.relapsed.key, on: day("2026-04-10"), exception: nil),
      indication: Sample.relapsed, history: history)
    let lines = text(.refused, .cycle(cycleAnswer(history, on: "2026-04-10")), verdict.findings)
    #expect(lines.first == "REFUSED  cycle 2 of M-77120   induction, relapsed or refractory B-ALL")
    #expect(lines.dropFirst().first?.hasPrefix("  cycle-too-early  cycle 1 began on 2026-03-02") == true)
    #expect(lines.contains { $0.hasPrefix("      hint: start on 2026-04-13") })
  }

  @Test func anExtensionIsMarkedAsAnException() {
    var history = Sample.blank
    history.add(Sample.authorization(1, from: "2026-03-02"))
    history.add(
      AuthorizationChangeFact(
        authorization: AuthorizationNumber(1), kind: .extended, endsOn: day("2026-10-31"), reason: "late cycle",
        approvedBy: "Dr Example", sequence: sequence(40)))
    for authorization in history.authorizations {
      #expect(
        text(
          .extended,
          .authorization(AuthorizationAnswer(memberID: Sample.member, authorization: authorization)), []) == [
            "EXTENDED  A-000001   initial coverage, rr-all, M-77120",
            "  period    2026-03-02 to 2026-10-31, last day included (244 days), 60 days left",
            "  before    ended on 2026-09-27",
            "  exception late cycle (approved by Dr Example)",
            "  cycles    5 granted",
          ])
    }
  }

  @Test func whatHasNoRulesIsShortAndSaysItsEffect() {
    #expect(text(.recorded, .patient(Sample.member)) == ["RECORDED  patient M-77120"])
    #expect(text(.voided, .voidedEntry(reference: "CLM1-1")).first == "VOIDED  CLM1-1")
    #expect(text(.recorded, .flag(FlagNumber(3))).first == "RECORDED  F-000003 acknowledged")
    let note = NoteFact(
      subject: "R-000001", patient: Sample.patient, kind: .noticeMember, at: Instant(milliseconds: 1_772_377_200_000),
      text: "letter sent", sequence: sequence(3))
    #expect(
      text(.recorded, .note(note)) == [
        "RECORDED  notice-member on R-000001, 2026-03-01 15:00:00 UTC", "  text      letter sent",
      ])
  }
}
