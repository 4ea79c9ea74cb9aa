import CivilTime
import Coverage

/// A made-up patient's file on which a scenario asks the rules.
struct ScenarioStory {
  let policy: Policy
  let indication: Indication
  /// Everything on file.
  private(set) var history: PatientHistory
  private var entries = 1

  /// The day the policy takes effect, on which the stories begin.
  var start: CivilDay { policy.effectiveOn }

  init(_ policy: Policy, _ indication: Indication, born birthDate: CivilDay? = nil) {
    self.policy = policy
    self.indication = indication
    history = PatientHistory(patient: PatientNumber(1), book: PolicyBook([policy]))
    history.add(
      IdentityFact(
        patient: history.patient, memberID: MemberID("M-1"), name: "",
        birthDate: birthDate ?? policy.effectiveOn.adding(months: -12 * 60), reason: nil, sequence: JournalNumber(1)))
  }

  /// A request nobody has made.
  func request(
    _ kind: CoverageKind, receivedOn: CivilDay? = nil, from first: CivilDay? = nil, prior: Int = 0,
    diagnosis: String? = nil
  ) -> RequestFact {
    let course = Course(of: indication.key, in: history)
    let day = receivedOn ?? start
    return RequestFact(
      number: RequestNumber(entries), patient: history.patient, indication: indication.key, kind: kind,
      receivedOn: day, receivedAt: .midnight, urgency: .standard, diagnosis: diagnosis,
      wantedStart: first ?? RequestRules.defaultStart(kind, receivedOn: day, course: course),
      priorCycles: course.priorOnFile ?? prior, requester: nil, appeals: nil, policy: policy.version,
      sequence: JournalNumber(entries))
  }

  /// What the rules answer to a request.
  func verdict(_ request: RequestFact, _ answers: [String: String]) -> RequestVerdict {
    RequestRules.evaluate(request, answers: answers, policy: policy, indication: indication, history: history)
  }

  /// Puts an authorization on file as the rules would grant it; false when they grant none.
  mutating func grant(_ request: RequestFact) -> Bool {
    let grant = RequestRules.grant(request, indication: indication, history: history)
    guard grant.findings.isEmpty, let span = grant.span else { return false }
    entries += 1
    history.add(request)
    history.add(
      AuthorizationFact(
        number: AuthorizationNumber(history.authorizations.count + 1), request: request.number,
        patient: history.patient, indication: indication.key, kind: request.kind, span: span,
        cyclesGranted: grant.cycles, priorCycles: request.priorCycles, policy: policy.version,
        sequence: JournalNumber(entries)))
    return true
  }

  /// What the rules answer to the next cycle on a day.
  func cycleVerdict(on day: CivilDay) -> CycleVerdict {
    CycleRules.judge(
      CycleStart(indication: indication.key, on: day, exception: nil), indication: indication, history: history)
  }

  /// Starts the next cycle; false when the rules refuse it.
  mutating func startCycle(on day: CivilDay) -> Bool {
    let verdict = cycleVerdict(on: day)
    guard verdict.findings.isEmpty, let authorization = verdict.authorization else { return false }
    entries += 1
    history.add(
      CycleFact(
        record: CycleRecordNumber(history.cycles.count + 1), patient: history.patient, indication: indication.key,
        number: verdict.number, startsOn: day, authorization: authorization.fact.number, exception: nil,
        sequence: JournalNumber(entries)))
    return true
  }

  /// An entry of units or vials under a limit.
  func entry(_ amount: Int, of subject: Limit.Subject, on day: CivilDay) -> UnitEntry {
    switch subject {
    case .units(let code):
      UnitEntry(
        on: day, administered: Units(amount), discarded: 0, vials: nil, indication: indication.key, code: code)
    case .vials(_, let code):
      UnitEntry(
        on: day, administered: 1, discarded: 0, vials: Vials(amount), indication: indication.key, code: code)
    }
  }

  /// Puts an entry on file as covered.
  mutating func give(_ entry: UnitEntry) {
    guard let cycle = history.cycles.last else { return }
    entries += 1
    history.add(
      AdministrationFact(
        number: AdministrationNumber(entries), patient: history.patient, reference: "", attempt: 1, entry: entry,
        cycle: cycle.fact.record, outcome: .covered, covered: entry.whole, window: nil, fitsThen: nil, fitsOn: nil,
        findings: [], sequence: JournalNumber(entries)))
  }
}
