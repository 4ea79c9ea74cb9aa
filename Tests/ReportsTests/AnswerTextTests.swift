import Coverage
import Ledger
import Testing

@testable import Desk
@testable import Reports

struct AnswerTextTests {
  private func text(_ answer: Answer) -> [String] {
    AnswerText.lines(of: answer, today: day("2026-03-01"), style: .plain)
  }

  private func intake(_ answers: [String: String], in history: inout PatientHistory) -> Answer {
    let number = history.requests.count + 1
    return Sample.submit(
      Sample.request(number, receivedOn: "2026-03-01", start: "2026-03-02"), answers: answers, in: &history)
  }

  @Test func anApprovalIsTheScreenOfTheSpecification() {
    var history = Sample.blank
    #expect(
      text(intake(Sample.allYes, in: &history)) == [
        "APPROVED  R-000001 → A-000001   initial coverage, relapsed or refractory B-ALL",
        "  period    2026-03-02 to 2026-09-27, last day included (30 weeks)",
        "  cycles    1–5 (2 induction, 3 consolidation), 42 days each",
        "  limits    980 billable units (J9039) per 42 days; 28 vials per 42 days",
        "  criteria  7 of 7 met            authledger explain R-000001",
        "  next      authledger cycle start M-77120 --on 2026-03-02",
      ])
  }

  @Test func aDenialNamesTheRuleAndWhatWouldWork() {
    var history = Sample.blank
    _ = intake(Sample.allYes, in: &history)
    #expect(
      text(intake(Sample.allYes, in: &history)) == [
        "DENIED  R-000002   initial coverage, relapsed or refractory B-ALL",
        "  authorization-overlap  2026-03-02 to 2026-09-27 shares days with A-000001",
        "      (2026-03-02 to 2026-09-27)  [I]",
        "      hint: coverage is held already; the next could start on 2026-09-28",
        "  basis     administrative: the ledger's own rules, no clinical judgement",
        "  criteria  7 of 7 met            authledger explain R-000002",
      ])
  }

  @Test func aPendedRequestAsksForTheFewestAnswers() {
    var history = Sample.blank
    var answers = Sample.allYes
    answers["ph-status"] = "positive"
    answers["single-agent"] = nil
    #expect(
      text(intake(answers, in: &history)) == [
        "PENDED  R-000001   initial coverage, relapsed or refractory B-ALL",
        "  unknown   Used as single agent therapy (single-agent not answered)  [III]",
        "            Ph-negative, or a Ph-positive patient is TKI intolerant or",
        "            refractory (ph-status = positive; tki-intolerant-or-refractory not",
        "            answered)  [III]",
        "  criteria  5 of 7 met, 2 unknown   authledger explain R-000001",
        "  due       2026-03-04 00:00 America/Chicago, 72 hours after receipt (standard);",
        "            in 3 days",
        "  missing   single-agent, tki-intolerant-or-refractory",
        #"  next      authledger answer R-000001 --attest single-agent=… \"#,
        "              --attest tki-intolerant-or-refractory=…",
      ])
  }

  @Test func aReferralNamesTheCriterionAndTheDecisionToMake() {
    var history = Sample.blank
    var answers = Sample.allYes
    answers["single-agent"] = "no"
    #expect(
      text(intake(answers, in: &history)) == [
        "REFERRED  R-000001   initial coverage, relapsed or refractory B-ALL",
        "  not met   Used as single agent therapy (single-agent = no)  [III]",
        "  criteria  6 of 7 met, 1 not met   authledger explain R-000001",
        "  due       2026-03-04 00:00 America/Chicago, 72 hours after receipt (standard);",
        "            in 3 days",
        #"  next      authledger decide R-000001 --outcome … --reviewer … --credential … \"#,
        "              --rationale …",
      ])
  }

  @Test func aCoveredEntryShowsItsSum() {
    var history = Sample.nearlyFull
    let entry = Sample.administer(Sample.entry("2026-03-29", 28, 7), "CLM1-28", in: &history)
    #expect(
      text(Sample.answer(entry)) == [
        "COVERED  CLM1-28   35 billable units for M-77120 on 2026-03-29 (cycle 1)",
        "  units     28 administered + 7 discarded = 35 billable, 1 vial",
        "  window    2026-02-16 to 2026-03-29 (42 days)",
        "  sum       used 945 + asked 35 = 980 ≤ 980, 0 left",
      ])
  }

  @Test func aDeniedEntryShowsWhatWouldHaveFitted() {
    var history = Sample.nearlyFull
    Sample.administer(Sample.entry("2026-03-29", 15, 0), "CLM1-28", in: &history)
    let entry = Sample.administer(Sample.entry("2026-03-30", 28, 7, vials: nil), "CLM1-29", in: &history)
    #expect(
      text(Sample.answer(entry)) == [
        "DENIED  CLM1-29   35 billable units for M-77120 on 2026-03-30 (cycle 1)",
        "  units     28 administered + 7 discarded = 35 billable",
        "  window    2026-02-17 to 2026-03-30 (42 days)",
        "  sum       used 960 + asked 35 = 995 > 980",
        "  unit-limit  960 billable units used from 2026-02-17 to 2026-03-30; 35 more",
        "      would make 995, past the limit of 980 per 42 days  [II.B]",
        "      hint: 20 more would still fit",
        "  fits      20 of the 35 fit on 2026-03-30; on no later day of the cycle would",
        "            all 35 be covered",
        "  effect    recorded as denied; it counts in no sum",
        #"  cut back  authledger administer M-77120 --on 2026-03-30 --units 28 \"#,
        "              --discarded 7 --reference CLM1-29 --again --cut-back",
      ])
  }

  @Test func aCutBackEntryShowsBothParts() {
    var history = Sample.nearlyFull
    Sample.administer(Sample.entry("2026-03-29", 15, 0), "CLM1-28", in: &history)
    let entry = Sample.administer(
      Sample.entry("2026-03-30", 18, 17, vials: nil), "CLM1-29", cutBack: true, in: &history)
    let lines = text(Sample.answer(entry))
    #expect(lines.first == "CUT BACK  CLM1-29   20 of 35 units covered for M-77120 on 2026-03-30 (cycle 1)")
    #expect(lines.contains("  covered   18 administered + 2 discarded = 20"))
    #expect(lines.contains("  denied    0 administered + 15 discarded = 15"))
  }

  @Test func aCheckSaysThatNothingWasWritten() {
    let history = Sample.nearlyFull
    for (on, heading) in [("2026-03-29", "FITS  35"), ("2026-05-01", "DOES NOT FIT  35")] {
      let entry = Sample.entry(on, 28, 7)
      let verdict = UnitRules.judge(entry, history: history)
      let lines = text(
        Answer(
          outcome: verdict.isCovered ? .fits : .doesNotFit,
          subject: .check(CheckAnswer(memberID: Sample.member, entry: entry, verdict: verdict)),
          findings: verdict.findings))
      #expect(lines.first?.hasPrefix(heading) == true)
      #expect(lines.last == "  effect    only looked at; nothing was written")
    }
  }

  @Test func aReplayIsSaidToBeOne() {
    var history = Sample.nearlyFull
    let entry = Sample.administer(Sample.entry("2026-03-29", 28, 7), "CLM1-28", in: &history)
    let replay = EntryAnswer(memberID: entry.memberID, fact: entry.fact, cycle: entry.cycle, isReplay: true)
    #expect(
      text(Sample.answer(replay)).contains("  replay    on file already with this answer; nothing was written"))
  }
}
