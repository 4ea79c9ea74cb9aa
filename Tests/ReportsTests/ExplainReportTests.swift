import CivilTime
import Coverage
import Testing
import TextFormats

@testable import Desk
@testable import Reports

struct ExplainReportTests {
  private var explained: RequestExplanation? {
    var history = Sample.blank
    var answers = Sample.allYes
    answers["single-agent"] = "no"
    answers["complete-response"] = "yes"
    _ = Sample.submit(
      Sample.request(1, receivedOn: "2026-03-01", start: "2026-03-02"), answers: answers, in: &history)
    history.add(
      AttestationFact(
        request: RequestNumber(1), question: "single-agent", answer: "yes", source: nil, sequence: sequence(12)))
    history.add(
      DeterminationFact(
        request: RequestNumber(1), outcome: .approved, basis: .exception, findings: [], criteria: [], missing: [],
        review: Review(reviewer: "R. Example", credential: "MD", rationale: "no other option"),
        sequence: sequence(14)))
    let note = NoteFact(
      subject: "R-000001", patient: Sample.patient, kind: .noticeMember, at: Instant(milliseconds: 1_772_463_600_000),
      text: "letter sent", sequence: sequence(30))
    return history.requests.first.map {
      RequestExplanation(
        memberID: Sample.member, request: $0, indication: Sample.relapsed, policy: Sample.policy,
        journal: [sequence(10): Sample.journal(10), sequence(14): Sample.journal(14)],
        authorization: Sample.continued.authorizations.first, notes: [note],
        deadline: Sample.deadline(of: $0.fact, on: day("2026-03-01")),
        times: [
          sequence(14): DecisionTimeFact(
            request: RequestNumber(1), decidedAt: WallMoment(endOf: day("2026-03-04")),
            dueAt: WallMoment(endOf: day("2026-03-03")), sequence: sequence(14))
        ])
    }
  }

  @Test func aRequestShowsWhoAnsweredWhatAndWhoDecided() {
    guard let explained else { return }
    let lines = ExplainReport.lines(of: .request(explained), style: .plain)
    let wanted = [
      "R-000001   initial coverage, relapsed or refractory B-ALL   M-77120",
      "  stands    approved",
      "  not met   Used as single agent therapy  [III]",
      "            single-agent = no, from chart note; 2026-03-01 15:00:00 UTC by kim,",
      "            entry 10; replaced by a later answer",
      "            single-agent = yes; entry 12",
      "            age at the start on 2026-03-02 is at least 1 month",
      "other answers",
      "  complete-response = yes, from chart note; 2026-03-01 15:00:00 UTC by kim,",
      "  due       2026-03-04 00:00 America/Chicago, 72 hours after receipt (standard)",
      "  REFERRED  answered by the ledger, 2026-03-01 15:00:00 UTC by kim, entry 10",
      "  worked on 2026-03-01",
      "  criteria  6 of 7 met",
      "  APPROVED  decided, exception, 2026-03-01 15:00:00 UTC by kim, entry 14",
      "  late      given at 2026-03-04 23:59, due at 2026-03-03 23:59",
      "  reviewer  R. Example, MD",
      "  because   no other option",
      "  number    A-000001, initial coverage",
      "  notice-member  2026-03-02 15:00:00 UTC: letter sent (entry 30)",
    ]
    for line in wanted { #expect(lines.contains(line), "\(line)") }
  }

  @Test func aRequestAsJSONHasEveryCriterionAnswerAndDetermination() {
    guard let explained else { return }
    let value = ExplainReport.value(of: .request(explained))
    guard case .array(let criteria)? = value["criteria"], case .array(let answers)? = value["attestations"],
      case .array(let determinations)? = value["determinations"]
    else {
      Issue.record("a list is missing")
      return
    }
    #expect(criteria.count == 7)
    #expect(answers.count == 8)
    #expect(answers.last?["recorded"] == ["sequence": 12])
    #expect(determinations.map { $0["outcome"] } == ["referred", "approved"])
    #expect(determinations.last?["credential"] == "MD")
    #expect(value["authorization"]?["authorization"] == "A-000001")
  }

  @Test func anEntryShowsEveryLineAndTheSum() {
    var history = Sample.nearlyFull
    Sample.administer(Sample.entry("2026-03-29", 15, 0), "CLM1-28", in: &history)
    let entry = Sample.administer(
      Sample.entry("2026-03-30", 18, 17, vials: nil), "CLM1-29", cutBack: true, in: &history)
    let explanation = Sample.explain(entry, in: history)
    let lines = ExplainReport.lines(of: .entry(explanation), style: .plain)
    #expect(
      lines.prefix(8) == [
        "CUT BACK  CLM1-29   35 billable units for M-77120 on 2026-03-30 (cycle 1)",
        "  recorded  2026-03-01 15:00:00 UTC by kim, entry 1029, working on 2026-03-01",
        "  cycle     1 (induction), 2026-03-02 to 2026-04-12, under A-000001",
        "  units     18 administered + 17 discarded = 35 billable",
        "  covered   18 administered + 2 discarded = 20",
        "  denied    0 administered + 15 discarded = 15",
        "  limit     980 billable units (J9039) per 42 days  [II.B]",
        "  window    2026-02-17 to 2026-03-30 (42 days)",
      ])
    #expect(lines.contains("            day         reference  units  vials"))
    #expect(lines.contains("            2026-03-29  CLM1-28       15      1"))
    #expect(lines.contains("  sum       used 960 + asked 35 = 995 > 980"))
    let value = ExplainReport.value(of: .entry(explanation))
    #expect(value["citation"] == "II.B")
    #expect(value["covered"] == ["administered": 18, "discarded": 2, "vials": 0])
    guard case .array(let window)? = value["lines"] else { return }
    #expect(window.count == 28)
  }
}
