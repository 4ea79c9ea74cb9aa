import CivilTime
import Coverage

/// A recorded answer the rules would not give on the facts that were on file then.
public struct Discrepancy: Sendable {
  /// The entry that recorded it.
  public let sequence: JournalNumber
  /// What is wrong, in a sentence.
  public let message: String
}

/// Judges everything on file once more, in the order of the journal, each answer on the facts before it.
public struct AuditRules {
  private var before: PatientHistory
  private var found: [Discrepancy] = []

  private init(_ history: PatientHistory) {
    before = PatientHistory(patient: history.patient, book: history.book)
  }

  /// Every recorded answer of a patient's that the rules would not give.
  public static func discrepancies(in history: PatientHistory) -> [Discrepancy] {
    var rules = AuditRules(history)
    for (sequence, fact) in history.facts {
      rules.judge(fact, sequence)
      rules.before.add(fact)
    }
    return rules.found
  }

  private mutating func report(_ sequence: JournalNumber, _ message: String) {
    found.append(Discrepancy(sequence: sequence, message: message))
  }

  private mutating func judge(_ fact: Fact, _ sequence: JournalNumber) {
    switch fact {
    case .determination(let fact): judge(fact)
    case .authorization(let fact): judge(fact)
    case .authorizationChange(let fact): judge(fact)
    case .authorizationVoid(let number, _):
      guard let held = before.authorizations.first(where: { $0.fact.number == number }) else { return }
      reportFindings(AuthorizationRules.void(held, history: before), sequence, "\(number) was voided")
    case .cycle(let fact): judge(fact)
    case .cycleVoid(let record, _):
      guard let cycle = before.cycles.first(where: { $0.fact.record == record }) else { return }
      reportFindings(
        CorrectionRules.void(cycle, history: before), sequence, "cycle \(cycle.fact.number) was voided")
    case .administration(let fact): judge(fact)
    default: break
    }
  }

  private mutating func reportFindings(_ findings: [Finding], _ sequence: JournalNumber, _ what: String) {
    guard let first = findings.first else { return }
    report(sequence, "\(what) although \(first.message) (\(first.code.rawValue))")
  }

  /// A determination without a reviewer is the ledger's own, and must come out the same.
  private mutating func judge(_ fact: DeterminationFact) {
    guard let request = before.requests.last(where: { $0.fact.number == fact.request }),
      let policy = before.book.policy(request.fact.policy),
      let indication = policy.indication(request.fact.indication)
    else { return report(fact.sequence, "\(fact.request) is answered under a policy that is not installed") }
    guard fact.review == nil else {
      if fact.outcome == .approved || fact.outcome == .denied, !RequestRules.isPhysician(fact.review?.credential) {
        report(fact.sequence, "\(fact.request) was \(fact.outcome.rawValue) without a physician's credential")
      }
      if !request.outcome.isOpen { report(fact.sequence, "\(fact.request) was decided already") }
      guard fact.outcome == .approved else { return }
      let grant = RequestRules.grant(request.fact, indication: indication, history: before)
      let against = RequestRules.approvalFindings(request.fact, grant: grant, policy: policy)
      return reportFindings(against, fact.sequence, "\(fact.request) was approved")
    }
    let verdict = RequestRules.evaluate(
      request.fact, answers: request.answers, policy: policy, indication: indication, history: before)
    if verdict.outcome != fact.outcome {
      report(
        fact.sequence,
        "\(fact.request) was \(fact.outcome.rawValue); its facts give \(verdict.outcome.rawValue)")
    }
  }

  private mutating func judge(_ fact: AuthorizationFact) {
    guard let request = before.requests.last(where: { $0.fact.number == fact.request }),
      let indication = before.book.policy(fact.policy)?.indication(fact.indication)
    else { return report(fact.sequence, "\(fact.number) answers no request on file") }
    if let other = before.authorizations.first(where: { $0.fact.request == fact.request }) {
      report(fact.sequence, "\(fact.request) was granted \(other.fact.number) already")
    }
    if let onFile = Course(of: fact.indication, in: before).priorOnFile, onFile != fact.priorCycles {
      report(fact.sequence, "\(fact.number) rests on other prior cycles than the \(onFile) on file")
    }
    let grant = RequestRules.grant(request.fact, indication: indication, history: before)
    if request.outcome != .approved || request.fact.kind != fact.kind || grant.span != fact.span
      || grant.cycles != fact.cyclesGranted || request.fact.priorCycles != fact.priorCycles
    {
      report(fact.sequence, "\(fact.number) is not what \(fact.request) was granted")
    }
  }

  private mutating func judge(_ fact: AuthorizationChangeFact) {
    guard let held = before.authorizations.first(where: { $0.fact.number == fact.authorization }) else { return }
    let findings =
      fact.kind == .extended
      ? AuthorizationRules.extend(held, to: fact.endsOn, history: before)
      : AuthorizationRules.terminate(held, on: fact.endsOn, history: before)
    reportFindings(findings, fact.sequence, "\(fact.authorization) was \(fact.kind.rawValue)")
  }

  private mutating func judge(_ fact: CycleFact) {
    let start = CycleStart(indication: fact.indication, on: fact.startsOn, exception: fact.exception)
    guard let verdict = CycleRules.judge(start, history: before) else {
      return report(fact.sequence, "no policy knows \(fact.indication)")
    }
    reportFindings(verdict.findings, fact.sequence, "cycle \(fact.number) was started")
    if verdict.number != fact.number || verdict.authorization?.fact.number != fact.authorization {
      report(fact.sequence, "cycle \(fact.number) would be cycle \(verdict.number)")
    }
  }

  private mutating func judge(_ fact: AdministrationFact) {
    let verdict = UnitRules.judge(fact.entry, history: before)
    let isSame =
      verdict.findings.map(\.code) == fact.findings.map(\.code) && verdict.window == fact.window
      && verdict.fitsThen == fact.fitsThen && verdict.fitsOn == fact.fitsOn
      && verdict.cycle?.fact.record == fact.cycle
    if !isSame || !holds(fact, verdict) {
      report(
        fact.sequence,
        "\(fact.reference) was \(fact.outcome.rawValue); its facts give "
          + (verdict.isCovered ? "covered" : verdict.findings.map(\.code.rawValue).joined(separator: ", ")))
    }
  }

  /// Whether the covered part is what the verdict allows.
  private func holds(_ fact: AdministrationFact, _ verdict: UnitVerdict) -> Bool {
    switch fact.outcome {
    case .covered:
      verdict.isCovered && fact.covered.administered == fact.entry.administered
        && fact.covered.discarded == fact.entry.discarded && fact.covered.vials == fact.entry.vials ?? 0
    case .denied: !verdict.isCovered && fact.covered == .nothing
    case .cutBack: fact.covered == UnitRules.cutBack(fact.entry, by: verdict)
    }
  }
}
