import CivilTime
import Coverage
import Ledger
import Storage
import TextFormats

/// Requests: taken in, answered, decided.
extension Sitting {
  func submit(_ submission: Submission) throws -> Answer {
    let history = try history(of: submission.memberID)
    let appealed = try submission.appeals.map { try request($0) }
    let receivedOn = submission.receivedOn ?? today
    let key = try self.indication(chosenBy: submission, on: receivedOn, history: history)
    let (policy, indication) = try indication(key, on: receivedOn)
    try notAfterToday(receivedOn, "the received date")
    if submission.kind == .initial, submission.diagnosis == nil {
      throw Fault(.invalid, "an intake needs a diagnosis code", hint: "give it, such as C91.02")
    }
    if let diagnosis = submission.diagnosis { try IdentifierText.check(diagnosis, "the diagnosis code") }
    try check(submission.attestations, against: policy)
    if let appealed { try checkAppeal(appealed, of: history) }
    let course = Course(of: key, in: history)
    let priorCycles = submission.priorCycles ?? course.priorOnFile ?? 0
    try checkPrior(priorCycles, of: course)

    let number = try transaction().nextRequest()
    let sequence = try transaction().nextSequence
    let fact = RequestFact(
      number: number, patient: history.patient, indication: key, kind: submission.kind,
      receivedOn: receivedOn, receivedAt: submission.receivedAt, urgency: submission.urgency,
      diagnosis: submission.diagnosis,
      wantedStart: submission.wantedStart
        ?? RequestRules.defaultStart(submission.kind, receivedOn: receivedOn, course: course),
      priorCycles: priorCycles,
      requester: submission.requester, appeals: appealed?.fact.number, policy: policy.version, sequence: sequence)
    let attestations = attestationFacts(submission.attestations, request: number, sequence: sequence)
    return try determine(
      fact, recorded: [.request(fact)] + attestations.map { .attestation($0) }, answers: answers(attestations),
      policy: policy, indication: indication, history: history,
      action: submission.kind == .initial ? "intake" : "renew")
  }

  func answer(_ given: AnswersGiven) throws -> Answer {
    let request = try request(given.request)
    let (policy, indication) = try terms(of: request.fact)
    try check(given.attestations, against: policy)
    guard request.outcome == .pended else {
      throw Fault(
        .conflict, "\(request.fact.number) is \(request.outcome.rawValue); only a pended request takes answers",
        hint: request.outcome == .referred ? "a clinician decides it with `decide`" : "take in a new request")
    }
    let history = try history(of: request.fact.patient)
    try checkPrior(request.fact.priorCycles, of: Course(of: request.fact.indication, in: history))
    let attestations = attestationFacts(
      given.attestations, request: request.fact.number, sequence: try transaction().nextSequence)
    return try determine(
      request.fact, recorded: attestations.map { .attestation($0) },
      answers: request.answers.merging(answers(attestations)) { _, later in later }, policy: policy,
      indication: indication, history: history, action: "answer")
  }

  func decide(_ decision: Decision) throws -> Answer {
    let request = try request(decision.request)
    let isFinal = decision.outcome == .approved || decision.outcome == .denied
    if isFinal, decision.review.rationale == nil {
      throw Fault(.invalid, "a decision needs a rationale", hint: "say why")
    }
    guard request.outcome.isOpen else {
      throw Fault(
        .conflict, "\(request.fact.number) is \(request.outcome.rawValue) already",
        hint: closed(request.outcome))
    }
    let history = try history(of: request.fact.patient)
    if decision.outcome == .approved {
      try checkPrior(request.fact.priorCycles, of: Course(of: request.fact.indication, in: history))
    }
    if isFinal, !RequestRules.isPhysician(decision.review.credential) {
      throw Fault(
        .notPermitted, "only a physician, MD or DO, approves or denies on clinical grounds",
        hint: "let a physician decide, or pend the request")
    }
    let (policy, indication) = try terms(of: request.fact)
    let grant = RequestRules.grant(request.fact, indication: indication, history: history)
    let against = RequestRules.approvalFindings(request.fact, grant: grant, policy: policy)
    if decision.outcome == .approved, !against.isEmpty {
      // The ledger's rules are not a clinician's to waive; the request stays open.
      try refuse("decide", request.fact.number.description, against, of: history.patient)
      return Answer(
        outcome: .refused,
        subject: .request(
          try answer(
            request.fact, determination: nil, time: nil, authorization: nil, indication: indication, history: history)),
        findings: against)
    }
    let missing =
      decision.outcome == .pended
      ? RequestRules.fewestMissing(
        request.fact, answers: request.answers, policy: policy, indication: indication, history: history) : []
    let determination = DeterminationFact(
      request: request.fact.number, outcome: decision.outcome, basis: basis(of: decision.outcome), findings: [],
      criteria: request.determinations.last?.criteria ?? [], missing: missing,
      review: decision.review, sequence: try transaction().nextSequence)
    let authorization = decision.outcome == .approved ? try authorization(for: request.fact, grant: grant) : nil
    let time = try time(of: request.fact)
    try append(
      "decide", request.fact.number.description,
      [.determination(determination), .decisionTime(time)]
        + (authorization.map { [.authorization($0)] } ?? []), of: history.patient)
    return Answer(
      outcome: outcome(decision.outcome),
      subject: .request(
        try answer(
          request.fact, determination: determination, time: time, authorization: authorization,
          indication: indication, history: history)), findings: [])
  }

  // MARK: The parts

  /// What may be done about a request that is decided already.
  private func closed(_ outcome: RequestOutcome) -> String {
    switch outcome {
    case .denied: "a decided request is closed; an appeal is a new request with --appeals"
    case .approved: "a decided request is closed; its authorization can be extended, terminated or voided"
    default: "a decided request is closed; take in a new one"
    }
  }

  /// Lets the rules answer, and records the answer with whatever came with it.
  private func determine(
    _ fact: RequestFact, recorded: [Fact], answers: [String: String], policy: Policy, indication: Indication,
    history: PatientHistory, action: String
  ) throws -> Answer {
    let verdict = RequestRules.evaluate(
      fact, answers: answers, policy: policy, indication: indication, history: history)
    let determination = DeterminationFact(
      request: fact.number, outcome: verdict.outcome, basis: verdict.basis, findings: verdict.findings,
      criteria: verdict.criteria, missing: verdict.missing, review: nil, sequence: try transaction().nextSequence)
    let authorization =
      verdict.outcome == .approved ? try self.authorization(for: fact, grant: verdict.grant) : nil
    let granted: [Fact] = authorization.map { [.authorization($0)] } ?? []
    let time = try time(of: fact)
    try append(
      action, fact.number.description, recorded + [.determination(determination), .decisionTime(time)] + granted,
      of: history.patient)
    return Answer(
      outcome: outcome(verdict.outcome),
      subject: .request(
        try answer(
          fact, determination: determination, time: time, authorization: authorization, indication: indication,
          history: history)),
      findings: verdict.findings)
  }

  /// When the request is answered, against the clock it runs under.
  ///
  /// An answer entered for another day than the one it is on the plan's clock counts as given at that day's end: when
  /// in the day it was given is not known, and a late answer must not pass for one in time.
  private func time(of request: RequestFact) throws -> DecisionTimeFact {
    DecisionTimeFact(
      request: request.number, decidedAt: try now() ?? WallMoment(endOf: today),
      dueAt: DecisionClock(of: request, settings: settings).dueAt, sequence: try transaction().nextSequence)
  }

  private func authorization(for fact: RequestFact, grant: GrantVerdict) throws -> AuthorizationFact? {
    guard let span = grant.span else { return nil }
    return AuthorizationFact(
      number: try transaction().nextAuthorization(), request: fact.number, patient: fact.patient,
      indication: fact.indication, kind: fact.kind, span: span, cyclesGranted: grant.cycles,
      priorCycles: fact.priorCycles, policy: fact.policy, sequence: try transaction().nextSequence)
  }

  private func answer(
    _ fact: RequestFact, determination: DeterminationFact?, time: DecisionTimeFact?,
    authorization: AuthorizationFact?, indication: Indication, history: PatientHistory
  ) throws -> RequestAnswer {
    let course = Course(of: fact.indication, in: history)
    let renewals = course.authorizations.filter { $0.fact.kind == .continued }.count
    let latest = course.authorizations.last
    return RequestAnswer(
      memberID: history.identity?.memberID ?? MemberID(""), request: fact, determination: determination,
      authorization: authorization, indication: indication,
      renewalsGranted: renewals + (authorization?.kind == .continued ? 1 : 0),
      cyclesUsed: fact.priorCycles + course.cycles.count,
      replaced: fact.kind == .continued && latest?.fact.policy != fact.policy ? latest?.fact : nil,
      deadline: try deadline(of: fact), time: time, warnings: SlipRules.warnings(on: fact, today: today))
  }

  /// The request with that number, with its answers.
  func request(_ text: String) throws -> Request {
    guard let number = RequestNumber(text), let patient = try reading.patient(of: number),
      let request = try history(of: patient).requests.first(where: { $0.fact.number == number })
    else { throw IdentifierText.notFound("request", text, hint: "look in `authledger history MEMBER`") }
    return request
  }

  func terms(of fact: RequestFact) throws -> (policy: Policy, indication: Indication) {
    guard let policy = book.policy(fact.policy), let indication = policy.indication(fact.indication) else {
      throw Fault(.configuration, "policy \(fact.policy) of \(fact.number) is not installed")
    }
    return (policy, indication)
  }

  private func attestationFacts(
    _ attestations: [Attestation], request: RequestNumber, sequence: JournalNumber
  ) -> [AttestationFact] {
    attestations.map {
      AttestationFact(
        request: request, question: $0.question, answer: $0.answer, source: $0.source, sequence: sequence)
    }
  }

  private func answers(_ attestations: [AttestationFact]) -> [String: String] {
    Dictionary(attestations.map { ($0.question, $0.answer) }) { _, later in later }
  }

  private func basis(of outcome: RequestOutcome) -> DeterminationBasis? {
    switch outcome {
    case .approved: .exception
    case .denied: .clinical
    default: nil
    }
  }

  private func outcome(_ outcome: RequestOutcome) -> Outcome {
    switch outcome {
    case .approved: .approved
    case .pended: .pended
    case .referred: .referred
    case .denied: .denied
    case .withdrawn: .withdrawn
    }
  }
}
