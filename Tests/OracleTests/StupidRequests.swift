import Foundation

/// Requests and determinations and the rules that grant an authorization.
extension StupidOracle {
  /// A request as it was read, before it has a number.
  struct Intake {
    let patient: Patient
    let indication: StupidPolicy.Indication
    let isRenewal: Bool
    let received: Int
    let start: Int
    let prior: Int
    let diagnosis: String?
    let appeals: String?
    let answers: [String: String]
  }

  func liveAuthorizations(_ patient: Patient, _ indication: StupidPolicy.Indication) -> [Authorization] {
    patient.authorizations.filter { !$0.voided && $0.indication.key == indication.key }
  }

  func liveCycles(_ patient: Patient, _ indication: StupidPolicy.Indication) -> [Cycle] {
    patient.cycles.filter { !$0.voided && $0.indication.key == indication.key }
  }

  /// The prior cycles on file, which stay there while any authorization of the course is live.
  func priorOnFile(_ patient: Patient, _ indication: StupidPolicy.Indication) -> Int? {
    liveAuthorizations(patient, indication).first?.prior
  }

  func takeIn(_ operation: StupidOperation, isRenewal: Bool) throws -> OracleAnswer {
    let patient = try patient(operation)
    let appeals = operation.object["appeals"] == nil ? nil : try request(operation, key: "appeals").number
    let indication = try operation.indication()
    let received = try operation.pastDay("received")
    guard received >= StupidPolicy.effective else { throw Failure.invalid }
    let wanted = try operation.optionalDay("start")
    let answers = try operation.attestations()
    let diagnosis = isRenewal ? try operation.optionalText("diagnosis") : try operation.text("diagnosis")
    if let urgency = try operation.optionalText("urgency"), !["standard", "expedited"].contains(urgency) {
      throw Failure.invalid
    }
    let attested = operation.object["prior_cycles"] == nil ? nil : try operation.count("prior_cycles")
    let onFile = priorOnFile(patient, indication)
    if let attested, let onFile, attested != onFile { throw Failure.conflict }
    var usual = received
    if isRenewal {
      for authorization in liveAuthorizations(patient, indication) { usual = max(usual, authorization.end + 1) }
    }
    let intake = Intake(
      patient: patient, indication: indication, isRenewal: isRenewal, received: received, start: wanted ?? usual,
      prior: attested ?? onFile ?? 0, diagnosis: diagnosis, appeals: appeals, answers: answers)
    let request = Request(intake, number: Self.number("R", requests.count + 1))
    requests.append(request)
    return determine(request)
  }

  func answerRequest(_ operation: StupidOperation) throws -> OracleAnswer {
    let request = try request(operation)
    let answers = try operation.attestations()
    guard request.status == "pended" else { throw Failure.conflict }
    try refuseAnotherPrior(request)
    for (question, value) in answers { request.answers[question] = value }
    return determine(request)
  }

  func decide(_ operation: StupidOperation) throws -> OracleAnswer {
    let request = try request(operation)
    let outcome = try operation.text("outcome")
    guard ["approved", "denied", "pended", "withdrawn"].contains(outcome) else { throw Failure.invalid }
    _ = try operation.text("reviewer")
    let isDecision = outcome == "approved" || outcome == "denied"
    if isDecision { _ = try operation.text("rationale") }
    guard ["pended", "referred"].contains(request.status) else { throw Failure.conflict }
    if outcome == "approved" { try refuseAnotherPrior(request) }
    if isDecision {
      let credential = operation.object["credential"] as? String
      guard credential == "MD" || credential == "DO" else { throw Failure.notPermitted }
    }
    if outcome == "approved" {
      let findings = ledgerFindings(request)
      guard findings.isEmpty || isDiagnosisAppeal(request, findings) else { return .plain("refused", codes: findings) }
      return approve(request)
    }
    request.status = outcome
    return .plain(outcome)
  }

  private func refuseAnotherPrior(_ request: Request) throws {
    if let onFile = priorOnFile(request.patient, request.indication), onFile != request.prior {
      throw Failure.conflict
    }
  }

  /// An appeal whose only ledger finding is the diagnosis goes to a person, who may approve it.
  private func isDiagnosisAppeal(_ request: Request, _ findings: Set<String>) -> Bool {
    request.appeals != nil && findings == ["diagnosis-not-covered"]
  }

  private func determine(_ request: Request) -> OracleAnswer {
    let findings = ledgerFindings(request)
    let criteria = StupidCriteria(answers: request.answers, birth: request.patient.birth, start: request.start)
    let truth = request.isRenewal ? criteria.renewal() : criteria.initial(request.indication.key)
    if findings.isEmpty && truth == .met { return approve(request) }
    if !findings.isEmpty {
      request.status = isDiagnosisAppeal(request, findings) ? "referred" : "denied"
    } else {
      request.status = truth == .unknown ? "pended" : "referred"
    }
    var answer = OracleAnswer.plain(request.status, codes: findings)
    answer.request = request.number
    return answer
  }

  private func approve(_ request: Request) -> OracleAnswer {
    let weeks = request.isRenewal ? StupidPolicy.renewalWeeks : request.indication.initialWeeks
    let authorization = Authorization(
      number: Self.number("A", authorizations.count + 1), request: request, end: request.start + 7 * weeks - 1,
      granted: cyclesToGrant(request))
    authorizations.append(authorization)
    request.patient.authorizations.append(authorization)
    request.status = "approved"
    var answer = OracleAnswer.plain("approved")
    answer.request = request.number
    answer.authorization = authorization.number
    answer.startsOn = StupidCalendar.text(authorization.start)
    answer.endsOn = StupidCalendar.text(authorization.end)
    answer.cyclesGranted = authorization.granted
    return answer
  }

  private func cyclesUsed(_ request: Request) -> Int {
    request.prior + liveCycles(request.patient, request.indication).count
  }

  private func cyclesToGrant(_ request: Request) -> Int {
    let used = cyclesUsed(request)
    let indication = request.indication
    guard request.isRenewal else { return min(indication.initialCycles, indication.lastPreContinued - used) }
    let continuedUsed = max(0, used - indication.lastPreContinued)
    return min(StupidPolicy.cyclesPerRenewal, indication.totalCap - used, StupidPolicy.continuedCap - continuedUsed)
  }

  /// The arithmetic findings of a grant and the diagnosis list, all at once.
  func ledgerFindings(_ request: Request) -> Set<String> {
    var findings: Set<String> = []
    let indication = request.indication
    let used = cyclesUsed(request)
    let live = liveAuthorizations(request.patient, indication)
    if request.isRenewal {
      if !indication.renewable {
        findings.insert("renewal-not-permitted")
      } else {
        if live.filter(\.isRenewal).count >= StupidPolicy.renewalsAtMost { findings.insert("renewals-exhausted") }
        if used - indication.lastPreContinued >= StupidPolicy.continuedCap {
          findings.insert("continued-cycles-exhausted")
        }
      }
      if let latest = live.map(\.start).max(), latest > request.received { findings.insert("renewal-too-early") }
      if used < indication.lastPreContinued { findings.insert("initial-cycles-incomplete") }
      if used >= indication.totalCap { findings.insert("total-cycles-exhausted") }
    } else {
      if cyclesToGrant(request) < 1 { findings.insert("initial-cycles-exhausted") }
      if !StupidPolicy.covers(diagnosis: request.diagnosis ?? "") { findings.insert("diagnosis-not-covered") }
    }
    if !request.isRenewal || indication.renewable {
      let weeks = request.isRenewal ? StupidPolicy.renewalWeeks : indication.initialWeeks
      for day in request.start..<(request.start + 7 * weeks) where live.contains(where: { $0.covers(day) }) {
        findings.insert("authorization-overlap")
      }
    }
    return findings
  }

  static func number(_ letter: String, _ count: Int) -> String {
    let digits = String(count)
    return letter + "-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}
