import CivilTime
import Coverage
import Ledger
import Testing
import TextFormats

@testable import Desk
@testable import Reports

struct HistoryReportTests {
  @Test func bothDatesWhoAndWhatWasVoided() {
    let line = HistoryLine(
      kind: "administration", happenedOn: day("2026-03-02"), sequence: sequence(3),
      recordedAt: Instant(milliseconds: 1_772_377_200_000), actor: Actor(user: "kim", claimed: "Lee"),
      subject: "CLM1-1", text: "9 administered + 26 discarded in cycle 1", marks: ["denied"],
      voided: Voiding(reason: "entered twice", sequence: sequence(9)))
    #expect(
      HistoryReport.lines(
        of: HistoryAnswer(memberID: Sample.member, name: "Ada Example", lines: [line]), style: .plain) == [
          "M-77120   Ada Example   1 line",
          "",
          "2026-03-02  administration CLM1-1   DENIED, VOIDED",
          "            9 administered + 26 discarded in cycle 1",
          "            voided by entry 9: entered twice",
          "            recorded 2026-03-01 15:00:00 UTC by kim as Lee, entry 3",
        ])
  }
}

struct NightlyReportTests {
  private let flag = WorklistLine(
    flag: FlagNumber(1), cause: FlagCause(kind: .expiring, subject: "A-000001", dueOn: day("2026-09-27")),
    memberID: Sample.member, message: "ends on 2026-09-27", raisedOn: day("2026-09-01"),
    raisedAt: Instant(milliseconds: 0))

  @Test func countsThenOpenFlags() {
    let answer = NightlyAnswer(
      today: day("2026-09-01"), withinDays: 30, isRepeat: true, raised: 1, resolved: 2, open: 1)
    #expect(
      NightlyReport.lines(of: answer, open: [flag], style: .plain) == [
        "nightly run of 2026-09-01, looking 30 days ahead: 1 raised, 2 resolved, 1 open;",
        "this day had been run before",
        "",
        "F-000001  expiring  A-000001  M-77120   due 2026-09-27, in 26 days",
        "          ends on 2026-09-27",
        "",
        "  close     authledger acknowledge F-000001 --note …",
      ])
    #expect(NightlyReport.value(of: answer, open: [flag])["repeated"] == true)
  }

  @Test func anEmptyWorklistIsGoodNews() {
    #expect(WorklistReport.lines(of: [], today: day("2026-09-01"), style: .plain) == ["no open flags"])
  }
}

struct VerifyReportTests {
  @Test func saysWhatWasLookedAtAndEveryBreak() {
    let broken = VerifyAnswer(
      isQuick: false, entries: 1, facts: 4, head: "ab12", erasedIdentities: 1,
      breaks: [VerifyBreak(sequence: sequence(7), check: "chain", message: "the hash does not follow")])
    #expect(
      VerifyReport.lines(of: broken, style: .plain) == [
        "BROKEN  1 entry, 4 facts, 1 break, the first at entry 7",
        "  head      ab12",
        "  erased    1 identity; the chain holds without them",
        "  chain  entry 7: the hash does not follow",
      ])
    func well(isQuick: Bool) -> VerifyAnswer {
      VerifyAnswer(isQuick: isQuick, entries: 2, facts: 4, head: "ab12", erasedIdentities: 0, breaks: [])
    }
    #expect(
      VerifyReport.lines(of: well(isQuick: false), style: .plain).first == "VERIFIED  2 entries, 4 facts, no breaks")
    #expect(
      VerifyReport.lines(of: well(isQuick: true), style: .plain).first
        == "VERIFIED  2 entries, 4 facts, no breaks in the chain; nothing judged anew")
  }
}

struct DoseReportTests {
  private func dose(_ kg: String) -> DoseAnswer {
    let size = BodySize(weightKg: decimal(kg), heightCm: decimal("135"))
    return DoseAnswer(
      memberID: Sample.member, indication: Sample.relapsed, policy: Sample.policy, cycle: CycleNumber(1),
      phase: "induction", size: size,
      days: DoseRules.schedule(Sample.relapsed, cycle: CycleNumber(1), size: size, policy: Sample.policy) ?? [],
      cycleDays: 42)
  }

  @Test func stepsAndTotals() {
    #expect(
      DoseReport.lines(of: dose("30"), style: .plain) == [
        "cycle 1 (induction)   relapsed or refractory B-ALL   M-77120  [V]",
        "  weight    30 kg",
        "  surface   1.06 m² (135 cm, after Mosteller: √(cm × kg ÷ 3600))",
        "",
        "  days  mcg a day    vials a day  units a day",
        "   1–7        5.3              1           35",
        "  8–28       15.9              1           35",
        "",
        "  total     371.2 mcg, 28 vials, 980 billable units in 28 days of a cycle of 42",
        "            days",
        "",
        "  bag       bags  vials  units  wasted",
        "  24 hours    28     28    980     602",
        "  48 hours    15     15    525     150",
        "  72 hours    10     17    595     221",
        "  96 hours     8     13    455      81",
        "  7 days       4     14    490     116",
        "",
        "  advice    doses are the policy's advice; only units and vials are limited",
      ])
    #expect(!DoseReport.lines(of: dose("60"), style: .plain).contains { $0.contains("Mosteller") })
    #expect(
      DoseReport.value(of: dose("60"))["totals"] == [
        "days": 28, "dose": .decimal("651"), "vials": 28, "billable": 980,
      ])
  }
}

struct PolicyReportTests {
  private func lines(_ section: PolicyReport.Section) -> [String] {
    Array(PolicyReport.lines(of: Sample.policy, references: nil, sections: [section], style: .plain).dropFirst(3))
  }

  @Test func aCriterionIsATree() {
    let tree = [
      "  - MRD of at least 0.1 %, or MRD+ after consolidation  [III]",
      "      - any of",
      "        - all of",
      "          - complete-response = yes (fda-approved)",
      "          - mrd-percent at least 0.1",
      "          - mrd-method = flow-cytometry or pcr",
      "        - mrd-after-consolidation = yes (compendium)",
    ]
    #expect(Array(lines(.criteria).suffix(7)) == tree)
  }

  @Test func lengthsLimitsAndDosesReadAsInThePolicy() {
    #expect(lines(.authorizationLengths).contains("  - initial coverage: 30 weeks, 5 cycles  [I]"))
    #expect(
      lines(.authorizationLengths).contains(
        "  - continued coverage: 24 weeks and 2 cycles each time, at most 2 times  [I]"))
    #expect(lines(.limits).contains("  - 980 billable units (J9039) per 84 days, cycles 6–9  [II.B]"))
    #expect(lines(.renewal).contains("  - at most 4 cycles of continued therapy  [IV]"))
    #expect(
      lines(.dosing).contains(
        "      cycles 2–9: 28 mcg a day for 28 days, in cycles of 42 days (2–5), 84 days"))
  }

  @Test func asJSONEverySectionIsAListOfItsRows() {
    let value = PolicyReport.value(of: Sample.policy, references: nil, sections: [.authorizationLengths, .diagnoses])
    guard case .object(let members) = value else {
      Issue.record("not an object")
      return
    }
    #expect(members.map(\.name) == ["policy", "version", "effective_on", "authorization_lengths", "diagnoses"])
    #expect(
      value["diagnoses"] == [
        [
          "code": "C83.51", "text": "Lymphoblastic (diffuse) lymphoma, lymph nodes of head, face, and neck",
          "citation": "Appendix 1", "from": nil, "through": nil,
        ],
        [
          "code": "C91.02", "text": "Acute lymphoblastic leukemia, in relapse", "citation": "Appendix 1", "from": nil,
          "through": nil,
        ],
      ])
  }

  @Test func everySectionButTheReferenceTablesIsShownByDefault() {
    let all = PolicyReport.lines(of: Sample.policy, references: nil, style: .plain)
    for section in PolicyReport.Section.allCases {
      #expect(all.contains(section.heading) == !section.isReference)
    }
  }
}
