import CivilTime
import Coverage
import Ledger
import Testing
import TextFormats

@testable import Desk
@testable import Reports

/// Whatever a name, a reason, a note or a policy says, no screen is wider than a terminal or acts on it.
struct HostileTextTests {
  private func expectHarmless(_ lines: [String], width: Int = 80, _ location: SourceLocation = #_sourceLocation) {
    #expect(!lines.isEmpty, sourceLocation: location)
    for line in lines {
      #expect(DisplayWidth.columns(line) <= width, "\(line)", sourceLocation: location)
      // A line that its own escaping would change holds something that acts.
      #expect(TerminalText.visible(line) == line, sourceLocation: location)
    }
  }

  private var texts: [String] { [hostile, long, hostile + long] }

  private func findings(_ text: String) -> [Finding] {
    [
      Finding(.unitLimit, text, citation: text, hint: text),
      Finding(.continuedCyclesExhausted, text, citation: "IV", hint: nil),
    ]
  }

  @Test func answers() {
    for text in texts {
      let member = MemberID(text)
      let note = NoteFact(
        subject: text, patient: Sample.patient, kind: .outreach, at: Instant(milliseconds: 0), text: text,
        sequence: sequence(1))
      var history = Sample.nearlyFull
      let entry = Sample.administer(Sample.entry("2026-03-30", 100, 7, vials: nil), text, in: &history)
      let subjects: [Answer.Subject] = [
        .patient(member), .voidedEntry(reference: text), .note(note),
        .entry(EntryAnswer(memberID: member, fact: entry.fact, cycle: entry.cycle, isReplay: true)),
        .check(
          CheckAnswer(
            memberID: member, entry: entry.fact.entry, verdict: UnitRules.judge(entry.fact.entry, history: history))),
        .request(request(text)),
        .cycle(
          CycleAnswer(
            memberID: member, indication: indication(text), number: CycleNumber(1), phase: text,
            span: DaySpan(from: day("2026-03-02"), days: 42), authorization: nil, firstUnfitDay: nil)),
      ]
      for subject in subjects {
        for outcome in Outcome.allCases {
          for columns in [20, 40, 64, 100] {
            expectHarmless(
              AnswerText.lines(
                of: Answer(outcome: outcome, subject: subject, findings: findings(text)), today: day("2026-03-02"),
                style: Style(isColoured: false, columns: columns)), width: min(max(columns, 40), 80))
          }
        }
      }
    }
  }

  @Test func statuses() {
    for text in texts {
      let status = Sample.status(of: Sample.continued, on: "2026-11-23")
      expectHarmless(
        StatusText.lines(
          of: StatusAnswer(
            memberID: MemberID(text), today: status.today, timeZone: text, courses: status.courses, openRequests: []),
          style: .plain), width: 100)
    }
  }

  @Test func reports() {
    for text in texts {
      let actor = Actor(user: text, claimed: text)
      let line = HistoryLine(
        kind: "administration", happenedOn: day("2026-03-02"), sequence: sequence(3),
        recordedAt: Instant(milliseconds: 0), actor: actor, subject: text, text: text, marks: ["denied", text],
        voided: Voiding(reason: text, sequence: sequence(9)))
      let history = HistoryAnswer(memberID: MemberID(text), name: text, lines: [line])
      expectHarmless(HistoryReport.lines(of: history, style: .plain))
      expectHarmless(Records([line]).table())
      let flag = WorklistLine(
        flag: FlagNumber(1), cause: FlagCause(kind: .coverageTooShort, subject: text, dueOn: day("2026-09-27")),
        memberID: MemberID(text), message: text, raisedOn: day("2026-09-01"), raisedAt: Instant(milliseconds: 0))
      expectHarmless(WorklistReport.lines(of: [flag], today: day("2026-09-01"), style: .plain))
      expectHarmless(Records([flag]).table())
      let patient = PatientAnswer(
        memberID: MemberID(text), name: text, birthDate: day("1990-05-17"), measurements: [],
        corrections: [
          IdentityFact(
            patient: Sample.patient, memberID: MemberID(text), name: text, birthDate: day("1990-05-17"), reason: text,
            sequence: sequence(2))
        ])
      expectHarmless(PatientReport.lines(of: patient, style: .plain))
      expectHarmless(
        VerifyReport.lines(
          of: VerifyAnswer(
            isQuick: false, entries: 1, facts: 2, head: String(repeating: "a", count: 64), erasedIdentities: 0,
            breaks: [VerifyBreak(sequence: sequence(1), check: text, message: text)]), style: .plain))
      expectHarmless(
        DoctorReport.lines(of: [DoctorLine(check: text, isWell: false, detail: text)], style: .plain))
    }
  }

  @Test func explanations() {
    for text in texts {
      var history = Sample.nearlyFull
      Sample.administer(Sample.entry("2026-03-29", 15, 0), text, in: &history)
      let entry = Sample.administer(Sample.entry("2026-03-30", 28, 7), text, in: &history)
      expectHarmless(ExplainReport.lines(of: .entry(Sample.explain(entry, in: history)), style: .plain))
      history = Sample.blank
      _ = Sample.submit(
        Sample.request(1, receivedOn: "2026-03-01", start: "2026-03-02", diagnosis: text),
        answers: ["single-agent": text, text: text], in: &history)
      for request in history.requests {
        expectHarmless(
          ExplainReport.lines(
            of: .request(
              RequestExplanation(
                memberID: MemberID(text), request: request, indication: Sample.relapsed, policy: Sample.policy,
                journal: [sequence(10): Sample.journal(10, by: Actor(user: text, claimed: nil))], authorization: nil,
                notes: [], deadline: Sample.deadline(of: request.fact, on: day("2026-03-01")), times: [:])),
            style: .plain))
      }
    }
  }

  @Test func policies() {
    for text in texts {
      let policy = Policy(
        version: Sample.version, effectiveOn: day("2021-03-01"), title: text, drug: text, source: text,
        billingCodes: [
          BillingCode(code: text, system: text, measure: text, perUnit: decimal("1"), text: text, citation: text)
        ],
        products: [], diagnoses: DiagnosisList(citation: text, codes: [Diagnosis(code: text, text: text)]),
        questions: [Question(key: text, kind: .choice([text, text]), text: text, note: text)],
        criteria: [Sample.yes(text, text)], indications: [indication(text)],
        notes: [PolicyNote(citation: text, text: text)])
      let tables = ReferenceTables(
        jurisdictions: [Jurisdiction(jurisdiction: text, area: text, states: [text], contractor: text, note: text)],
        literature: [
          LiteratureEntry(
            disease: text, regimen: text, nccnCategory: text, fdaApproved: text, trialDesign: text, comparator: text,
            primaryEndPoint: text, lineOfTherapy: text, conclusion: text, links: [text])
        ],
        bibliography: [BibliographyEntry(number: 1, text: text)], notes: [(reference: "references", text: text)])
      expectHarmless(
        PolicyReport.lines(
          of: policy, references: tables, sections: PolicyReport.Section.allCases, style: .plain))
      for section in PolicyReport.Section.allCases {
        expectHarmless(PolicyReport.records(section, of: policy, references: tables).table())
      }
      let size = BodySize(weightKg: decimal("30"), heightCm: decimal("135"))
      expectHarmless(
        DoseReport.lines(
          of: DoseAnswer(
            memberID: MemberID(text), indication: indication(text), policy: policy, cycle: CycleNumber(1), phase: text,
            size: size,
            days: DoseRules.schedule(Sample.relapsed, cycle: CycleNumber(1), size: size, policy: Sample.policy) ?? [],
            cycleDays: 42), style: .plain))
    }
  }

  private func indication(_ text: String) -> Indication {
    let known = Sample.relapsed
    return Indication(
      key: IndicationKey(text), name: text, text: text, note: text, support: [text],
      phases: [Phase(name: text, cycles: cycles(1, 9), coverage: .initial)], cycleLengths: known.cycleLengths,
      totalCap: CycleCap(cycles: 9, citation: text), continuedCap: nil,
      initial: CoverageTerms(length: .weeks(30), cycles: 5, citation: text), continued: .notPermitted(citation: text),
      limits: [
        Limit(subject: .units(code: text), cycles: cycles(1, 9), most: 980, days: 42, basis: .cycle, citation: text)
      ],
      criteria: [
        Criterion(
          key: text, text: text, citation: text, asked: [.initial],
          requirement: .any([.all([.any([.answer(question: text, oneOf: [text], support: [text])])])]))
      ], dosing: Dosing(citation: text, note: text, schedules: known.dosing.schedules))
  }

  private func request(_ text: String) -> RequestAnswer {
    let results = CriterionStatus.allCases.map {
      CriterionResult(key: text, text: text, citation: text, status: $0, facts: [text, text])
    }
    return RequestAnswer(
      memberID: MemberID(text), request: Sample.request(1, receivedOn: "2026-03-01", start: "2026-03-02"),
      determination: DeterminationFact(
        request: RequestNumber(1), outcome: .pended, basis: .clinical, findings: findings(text), criteria: results,
        missing: [text, text],
        review: Review(reviewer: text, credential: text, rationale: text), sequence: sequence(1)),
      authorization: Sample.authorization(1, from: "2026-03-02"), indication: indication(text), renewalsGranted: 0,
      cyclesUsed: 0, replaced: nil,
      deadline: Sample.deadline(
        of: Sample.request(1, receivedOn: "2026-03-01", start: "2026-03-02"), on: day("2026-03-01")),
      time: nil)
  }
}
