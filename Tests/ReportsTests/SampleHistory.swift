import CivilTime
import Coverage
import Ledger

@testable import Desk

extension Sample {
  static func request(
    _ number: Int, kind: CoverageKind = .initial, receivedOn: String, start: String, diagnosis: String? = "C91.02"
  ) -> RequestFact {
    RequestFact(
      number: RequestNumber(number), patient: patient, indication: relapsed.key, kind: kind,
      receivedOn: day(receivedOn), receivedAt: .midnight, urgency: .standard, diagnosis: diagnosis,
      wantedStart: day(start), priorCycles: 0, requester: nil, appeals: nil, policy: version,
      sequence: sequence(10 * number))
  }

  static func authorization(
    _ number: Int, kind: CoverageKind = .initial, from start: String, weeks: Int = 30, cycles: Int = 5
  ) -> AuthorizationFact {
    AuthorizationFact(
      number: AuthorizationNumber(number), request: RequestNumber(number), patient: patient,
      indication: relapsed.key, kind: kind, span: DaySpan(from: day(start), days: 7 * weeks), cyclesGranted: cycles,
      priorCycles: 0, policy: version, sequence: sequence(10 * number))
  }

  static func cycle(_ number: Int, on start: String, under authorization: Int) -> CycleFact {
    CycleFact(
      record: CycleRecordNumber(number), patient: patient, indication: relapsed.key, number: CycleNumber(number),
      startsOn: day(start), authorization: AuthorizationNumber(authorization), exception: nil,
      sequence: sequence(100 + number))
  }

  static func entry(_ on: String, _ administered: Int, _ discarded: Int, vials: Int? = 1) -> UnitEntry {
    UnitEntry(
      on: day(on), administered: Units(administered), discarded: Units(discarded), vials: vials.map { Vials($0) },
      indication: nil, code: nil)
  }

  /// A patient on whose file nothing stands but who they are.
  static var blank: PatientHistory {
    var history = PatientHistory(patient: patient, book: book)
    history.add(
      IdentityFact(
        patient: patient, memberID: member, name: "Ada Example", birthDate: day("1990-05-17"), reason: nil,
        sequence: sequence(1)))
    return history
  }

  /// A patient on 2026-11-23: six cycles started, the sixth with 28 vials.
  static var continued: PatientHistory {
    var history = blank
    history.add(authorization(1, from: "2026-03-02"))
    history.add(authorization(2, kind: .continued, from: "2026-09-28", weeks: 24, cycles: 2))
    for number in 1...5 {
      history.add(cycle(number, on: (day("2026-03-02") + 42 * (number - 1)).description, under: 1))
    }
    history.add(cycle(6, on: "2026-09-28", under: 2))
    for number in 0..<28 {
      administer(entry((day("2026-09-28") + number).description, 28, 0), "CLM6-\(number + 1)", in: &history)
    }
    return history
  }

  /// The patient in cycle 1 with 27 whole vials of it given.
  static var nearlyFull: PatientHistory {
    var history = blank
    history.add(authorization(1, from: "2026-03-02"))
    history.add(cycle(1, on: "2026-03-02", under: 1))
    for number in 0..<27 {
      administer(entry((day("2026-03-02") + number).description, 28, 7), "CLM1-\(number + 1)", in: &history)
    }
    return history
  }

  /// Judges an entry and puts it on file, as the desk does.
  @discardableResult
  static func administer(
    _ entry: UnitEntry, _ reference: String, cutBack: Bool = false, in history: inout PatientHistory
  ) -> EntryAnswer {
    let verdict = UnitRules.judge(entry, history: history)
    let part = cutBack ? UnitRules.cutBack(entry, by: verdict) : nil
    let outcome: EntryOutcome = verdict.isCovered ? .covered : part == nil ? .denied : .cutBack
    let number = history.administrations.count + 1
    let fact = AdministrationFact(
      number: AdministrationNumber(number), patient: patient, reference: reference, attempt: 1, entry: entry,
      cycle: verdict.cycle?.fact.record, outcome: outcome, covered: verdict.isCovered ? entry.whole : part ?? .nothing,
      window: verdict.window, fitsThen: verdict.fitsThen, fitsOn: verdict.fitsOn, findings: verdict.findings,
      sequence: sequence(1000 + number))
    history.add(fact)
    return EntryAnswer(memberID: member, fact: fact, cycle: verdict.cycle?.fact.number, isReplay: false)
  }

  static func answer(_ entry: EntryAnswer) -> Answer {
    let outcome: Outcome =
      switch entry.fact.outcome {
      case .covered: .covered
      case .denied: .denied
      case .cutBack: .cutBack
      }
    return Answer(outcome: outcome, subject: .entry(entry), findings: entry.fact.findings)
  }

  /// Takes in a request with its answers and puts it on file, as the desk does.
  static func submit(
    _ request: RequestFact, answers: [String: String], in history: inout PatientHistory
  ) -> Answer {
    history.add(request)
    for (question, answer) in answers.sorted(by: { $0.key < $1.key }) {
      history.add(
        AttestationFact(
          request: request.number, question: question, answer: answer, source: "chart note",
          sequence: request.sequence))
    }
    let verdict = RequestRules.evaluate(
      request, answers: answers, policy: policy, indication: relapsed, history: history)
    let determination = DeterminationFact(
      request: request.number, outcome: verdict.outcome, basis: verdict.basis, findings: verdict.findings,
      criteria: verdict.criteria, missing: verdict.missing, review: nil, sequence: request.sequence)
    let used = Course(of: relapsed.key, in: history).used
    history.add(determination)
    var granted: AuthorizationFact?
    if verdict.outcome == .approved, let span = verdict.grant.span {
      granted = AuthorizationFact(
        number: AuthorizationNumber(history.authorizations.count + 1), request: request.number, patient: patient,
        indication: relapsed.key, kind: request.kind, span: span, cyclesGranted: verdict.grant.cycles, priorCycles: 0,
        policy: version, sequence: request.sequence)
    }
    if let granted { history.add(granted) }
    let outcomes: [RequestOutcome: Outcome] = [
      .approved: .approved, .pended: .pended, .referred: .referred, .denied: .denied, .withdrawn: .withdrawn,
    ]
    return Answer(
      outcome: outcomes[verdict.outcome] ?? .refused,
      subject: .request(
        RequestAnswer(
          memberID: member, request: request, determination: determination, authorization: granted,
          indication: relapsed, renewalsGranted: request.kind == .continued ? 1 : 0, cyclesUsed: used, replaced: nil,
          deadline: deadline(of: request, on: request.receivedOn), time: nil)),
      findings: verdict.findings)
  }

  static let allYes = [
    "b-cell-precursor": "yes", "single-agent": "yes", "relapsed-or-refractory": "yes", "ph-status": "negative",
    "live-vaccine-within-2-weeks": "no", "concurrent-live-vaccine": "no",
  ]

  static func status(of history: PatientHistory, on today: String) -> StatusAnswer {
    StatusAnswer(
      memberID: member, today: day(today), timeZone: "America/Chicago",
      courses: StatusRules.courses(of: history, on: day(today)),
      openRequests: history.requests.filter(\.outcome.isOpen).map {
        OpenRequest(request: $0, deadline: deadline(of: $0.fact, on: day(today)))
      })
  }

  /// By when a request is due, seen on a day that is not the present one.
  static func deadline(of request: RequestFact, on today: CivilDay) -> DecisionDeadline {
    DecisionDeadline(
      of: request, on: today, now: nil,
      settings: PlanSettings(timeZone: "America/Chicago", standardHours: 72, expeditedHours: 24))
  }

  static let kim = Actor(user: "kim", claimed: nil)

  /// The journal's word on an entry.
  static func journal(_ number: Int, by actor: Actor = kim) -> JournalLine {
    JournalLine(
      sequence: sequence(number), recordedAt: Instant(milliseconds: 1_772_377_200_000), actor: actor, action: "intake",
      workedOn: day("2026-03-01"))
  }

  /// Why an entry was answered so, with every line its window held.
  static func explain(_ answer: EntryAnswer, in history: PatientHistory) -> EntryExplanation {
    let lines = answer.fact.window.map { history.coveredLines(in: $0.span) } ?? []
    return EntryExplanation(
      memberID: member, fact: answer.fact, cycle: history.cycles.first { $0.fact.record == answer.fact.cycle },
      voided: nil,
      journal: journal(answer.fact.sequence.value),
      lines: lines.filter { $0.administration != answer.fact.number }.map {
        WindowLine(on: $0.on, reference: $0.reference, billable: $0.part.billable, vials: $0.part.vials)
      }, warnings: answer.warnings, notes: [])
  }
}
