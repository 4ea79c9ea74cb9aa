import CivilTime
import Coverage
import Ledger
import Testing

/// A story stopped because the rules answered otherwise than it says.
struct Surprise: Error, CustomStringConvertible {
  let description: String

  init(_ what: String, _ findings: [Finding]) {
    description = "\(what): " + findings.map { "\($0.code.rawValue), \($0.message)" }.joined(separator: "; ")
  }
}

/// One patient's story, told by really asking the rules.
///
/// A step puts on file what the rules allow and throws when they refuse it; a question, named after what it returns,
/// leaves the file alone. Requests are received on the first day they name and want coverage from `start`, which left
/// out is the day the rules propose.
struct CourseBuilder {
  /// Everything on file.
  var history: PatientHistory
  /// The indication the story is about; it may turn to another.
  var indication: IndicationKey
  private var entries = 0

  /// The story of a patient of whom nothing but their identity is on file.
  init(
    _ indication: IndicationKey = .relapsed, born birthDate: String = "1990-05-17",
    under policies: [Policy] = [Shipped.policy]
  ) {
    self.indication = indication
    history = PatientHistory(patient: PatientNumber(1), book: PolicyBook(policies))
    history.add(
      IdentityFact(
        patient: history.patient, memberID: MemberID("M-77120"), name: "Ada Example", birthDate: day(birthDate),
        reason: nil, sequence: nextEntry()))
  }

  /// The course of the indication as it stands.
  var course: Course { Course(of: indication, in: history) }

  /// The number of the journal's next entry; every step takes one.
  mutating func nextEntry() -> JournalNumber {
    entries += 1
    return JournalNumber(entries)
  }

  /// Puts a weight and height on file.
  mutating func measure(kg: String?, cm: String?, on: any Dated) {
    history.add(
      MeasurementFact(
        patient: history.patient, on: on.day, weightKg: kg.flatMap { DecimalNumber($0) },
        heightCm: cm.flatMap { DecimalNumber($0) }, sequence: nextEntry()))
  }
}

extension CourseBuilder: CustomTestStringConvertible {
  var testDescription: String {
    "the story of \(history.cycles.count) cycles and \(history.administrations.count) lines"
  }
}

// MARK: Requests

extension CourseBuilder {
  /// A request as the desk would put it together.
  func request(
    _ kind: CoverageKind, on received: any Dated, at time: String = "00:00", start: (any Dated)? = nil,
    prior: Int? = nil, diagnosis: String? = "C91.02", urgency: Urgency = .standard, appeals: RequestNumber? = nil
  ) -> RequestFact {
    let policy = history.book.inForce(for: indication, on: received.day) ?? Shipped.policy
    return RequestFact(
      number: RequestNumber(history.requests.count + 1), patient: history.patient, indication: indication, kind: kind,
      receivedOn: received.day, receivedAt: TimeOfDay(time) ?? .midnight, urgency: urgency, diagnosis: diagnosis,
      wantedStart: start?.day ?? RequestRules.defaultStart(kind, receivedOn: received.day, course: course),
      priorCycles: prior ?? course.priorOnFile ?? 0, requester: nil, appeals: appeals, policy: policy.version,
      sequence: JournalNumber(0))
  }

  /// What the rules answer to a request; without answers of its own it comes with good ones.
  func verdict(on request: RequestFact, answers: [String: String]? = nil) -> RequestVerdict {
    let policy = history.book.policy(request.policy) ?? Shipped.policy
    let indication = policy.indication(request.indication) ?? Shipped.relapsed
    return RequestRules.evaluate(
      request, answers: answers ?? Answers.good(request.kind, request.indication), policy: policy,
      indication: indication, history: history)
  }

  /// What the rules answer to an intake.
  func intakeVerdict(
    _ received: any Dated, start: (any Dated)? = nil, prior: Int? = nil, diagnosis: String = "C91.02",
    appeals: RequestNumber? = nil, answers: [String: String]? = nil
  ) -> RequestVerdict {
    verdict(
      on: request(.initial, on: received, start: start, prior: prior, diagnosis: diagnosis, appeals: appeals),
      answers: answers)
  }

  /// What the rules answer to a renewal.
  func renewalVerdict(
    _ received: any Dated, start: (any Dated)? = nil, prior: Int? = nil, answers: [String: String]? = nil
  ) -> RequestVerdict {
    verdict(on: request(.continued, on: received, start: start, prior: prior, diagnosis: nil), answers: answers)
  }

  /// Puts a request on file with its answers, what the rules say to it, and what they grant.
  @discardableResult
  mutating func submit(_ asked: RequestFact, answers: [String: String]? = nil) -> RequestVerdict {
    let entry = nextEntry()
    let answers = answers ?? Answers.good(asked.kind, asked.indication)
    let verdict = verdict(on: asked, answers: answers)
    history.add(asked.recorded(by: entry))
    for (question, answer) in answers.sorted(by: { $0.key < $1.key }) {
      history.add(
        AttestationFact(request: asked.number, question: question, answer: answer, source: nil, sequence: entry))
    }
    history.add(
      DeterminationFact(
        request: asked.number, outcome: verdict.outcome, basis: verdict.basis, findings: verdict.findings,
        criteria: verdict.criteria, missing: verdict.missing, review: nil, sequence: entry))
    if verdict.outcome == .approved { grant(asked, verdict.grant, entry: entry) }
    return verdict
  }

  /// A physician approves an open request, if the ledger's own rules let them.
  mutating func approve(_ number: RequestNumber) throws {
    guard let asked = history.requests.first(where: { $0.fact.number == number })?.fact,
      let policy = history.book.policy(asked.policy), let terms = policy.indication(asked.indication)
    else { throw Surprise("no request \(number)", []) }
    let grant = RequestRules.grant(asked, indication: terms, history: history)
    let against = RequestRules.approvalFindings(asked, grant: grant, policy: policy)
    guard against.isEmpty else { throw Surprise("\(number) is not approved", against) }
    let entry = nextEntry()
    history.add(
      DeterminationFact(
        request: number, outcome: .approved, basis: .exception, findings: [], criteria: [], missing: [],
        review: Review(reviewer: "Dr. Example", credential: "MD", rationale: "compassionate"), sequence: entry))
    self.grant(asked, grant, entry: entry)
  }

  private mutating func grant(_ asked: RequestFact, _ grant: GrantVerdict, entry: JournalNumber) {
    guard let span = grant.span else { return }
    history.add(
      AuthorizationFact(
        number: AuthorizationNumber(history.authorizations.count + 1), request: asked.number, patient: history.patient,
        indication: asked.indication, kind: asked.kind, span: span, cyclesGranted: grant.cycles,
        priorCycles: asked.priorCycles, policy: asked.policy, sequence: entry))
  }

  /// Takes in a request for initial coverage, which is approved.
  @discardableResult
  mutating func intake(
    _ received: any Dated, start: (any Dated)? = nil, prior: Int? = nil, answers: [String: String]? = nil
  ) throws -> RequestVerdict {
    let verdict = submit(request(.initial, on: received, start: start, prior: prior), answers: answers)
    guard verdict.outcome == .approved else { throw Surprise("intake \(verdict.outcome)", verdict.findings) }
    return verdict
  }

  /// Takes in a request for continued coverage, which is approved.
  @discardableResult
  mutating func renew(_ received: any Dated, start: (any Dated)? = nil, prior: Int? = nil) throws -> RequestVerdict {
    let verdict = submit(request(.continued, on: received, start: start, prior: prior, diagnosis: nil))
    guard verdict.outcome == .approved else { throw Surprise("renewal \(verdict.outcome)", verdict.findings) }
    return verdict
  }
}

extension RequestFact {
  /// The request as an entry of the journal records it.
  func recorded(by entry: JournalNumber) -> RequestFact {
    RequestFact(
      number: number, patient: patient, indication: indication, kind: kind, receivedOn: receivedOn,
      receivedAt: receivedAt, urgency: urgency, diagnosis: diagnosis, wantedStart: wantedStart,
      priorCycles: priorCycles, requester: requester, appeals: appeals, policy: policy, sequence: entry)
  }
}
