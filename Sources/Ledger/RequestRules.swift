import CivilTime
import Coverage
import TextFormats

/// The answer a request gets, before it is recorded.
public struct RequestVerdict: Sendable {
  /// The outcome.
  public let outcome: RequestOutcome
  /// What it rests on, where that is not simply the criteria.
  public let basis: DeterminationBasis?
  /// Every reason, with its citation: the ledger's own first, then the criteria.
  public let findings: [Finding]
  /// Every criterion's result.
  public let criteria: [CriterionResult]
  /// The fewest answers that could complete an approval.
  public let missing: [String]
  /// What is granted on approval, and the reasons against it.
  public let grant: GrantVerdict
}

/// How a request is answered. The ledger never denies on a clinical criterion: it approves, pends, refers,
/// or denies on arithmetic alone.
public enum RequestRules {
  /// Evaluates a request with every answer given so far, in one pass.
  public static func evaluate(
    _ request: RequestFact, answers: [String: String], policy: Policy, indication: Indication,
    history: PatientHistory
  ) -> RequestVerdict {
    let grant = grant(request, indication: indication, history: history)
    let covered = diagnosisFindings(request, policy: policy)
    let asked = policy.criteria(for: request.kind, of: indication)
    let rules = criteriaRules(request, answers: answers, history: history)
    let results = asked.map { rules.evaluate($0) }
    let unmet = results.filter { $0.status == .notMet }
    let unknown = results.filter { $0.status == .unknown }

    let outcome: RequestOutcome
    if !grant.findings.isEmpty || (!covered.isEmpty && request.appeals == nil) {
      outcome = .denied
    } else if !covered.isEmpty || !unmet.isEmpty {
      // An appeal against a diagnosis goes to a person.
      outcome = .referred
    } else {
      outcome = unknown.isEmpty ? .approved : .pended
    }
    return RequestVerdict(
      outcome: outcome, basis: outcome == .denied ? .administrative : nil,
      findings: grant.findings + covered + results.compactMap(finding), criteria: results,
      missing: outcome == .pended ? rules.fewestMissing(asked) : [], grant: grant)
  }

  /// Every criterion asked, as a tree of what it requires and the facts it looked at.
  public static func trees(
    _ request: RequestFact, answers: [String: String], policy: Policy, indication: Indication,
    history: PatientHistory
  ) -> [(criterion: Criterion, result: RequirementResult)] {
    let rules = criteriaRules(request, answers: answers, history: history)
    return policy.criteria(for: request.kind, of: indication).map { ($0, rules.evaluate($0.requirement)) }
  }

  /// The fewest answers that could meet every criterion not known yet, whatever becomes of the others.
  public static func fewestMissing(
    _ request: RequestFact, answers: [String: String], policy: Policy, indication: Indication,
    history: PatientHistory
  ) -> [String] {
    let rules = criteriaRules(request, answers: answers, history: history)
    let asked = policy.criteria(for: request.kind, of: indication)
    return rules.fewestMissing(asked.filter { rules.evaluate($0).status == .unknown })
  }

  private static func criteriaRules(
    _ request: RequestFact, answers: [String: String], history: PatientHistory
  ) -> CriteriaRules {
    CriteriaRules(
      answers: answers, birthDate: history.identity?.birthDate ?? request.receivedOn, startsOn: request.wantedStart)
  }

  /// Whether a credential is a physician's: MD or DO, dots and letter case ignored.
  public static func isPhysician(_ credential: String?) -> Bool {
    let plain = credential?.uppercased().filter { $0 != "." }
    return plain == "MD" || plain == "DO"
  }

  /// The start of a request that wants none in particular: the received date, or for a renewal the day after the last
  /// authorization's end when that is later.
  public static func defaultStart(_ kind: CoverageKind, receivedOn: CivilDay, course: Course) -> CivilDay {
    guard kind == .continued, let last = course.authorizations.map(\.span.endsOn).max() else { return receivedOn }
    return max(last + 1, receivedOn)
  }

  /// A request nobody has made, to ask the rules about.
  public static func supposed(
    _ kind: CoverageKind, for indication: IndicationKey, receivedOn: CivilDay, beginningOn: CivilDay,
    policy: PolicyVersion, history: PatientHistory
  ) -> RequestFact {
    RequestFact(
      number: RequestNumber(0), patient: history.patient, indication: indication, kind: kind, receivedOn: receivedOn,
      receivedAt: .midnight, urgency: .standard, diagnosis: nil, wantedStart: beginningOn,
      priorCycles: Course(of: indication, in: history).priorOnFile ?? 0, requester: nil, appeals: nil, policy: policy,
      sequence: JournalNumber(0))
  }

  /// What stands against a physician's approval: every finding of the ledger's own, a diagnosis that is not covered
  /// included. An appeal may be approved when that is the only one.
  public static func approvalFindings(
    _ request: RequestFact, grant: GrantVerdict, policy: Policy
  ) -> [Finding] {
    let diagnosis = diagnosisFindings(request, policy: policy)
    return grant.findings.isEmpty && request.appeals != nil ? [] : grant.findings + diagnosis
  }

  /// What the ledger's own rules grant, on the facts as they are now.
  public static func grant(
    _ request: RequestFact, indication: Indication, history: PatientHistory
  ) -> GrantVerdict {
    let course = Course(of: request.indication, in: history)
    return switch request.kind {
    case .initial: IntakeRules.judge(request, indication: indication, course: course)
    case .continued: RenewalRules.judge(request, indication: indication, course: course)
    }
  }

  /// Diagnosis is asked at an initial request alone (policy Appendix 1).
  private static func diagnosisFindings(_ request: RequestFact, policy: Policy) -> [Finding] {
    guard request.kind == .initial, let code = request.diagnosis else { return [] }
    let diagnosis = policy.diagnoses.diagnosis(code)
    if let diagnosis, diagnosis.counts(on: request.wantedStart) { return [] }
    return [
      Finding(
        .diagnosisNotCovered,
        diagnosis == nil
          ? "diagnosis \(code) is not among the covered codes"
          : "diagnosis \(code) is not among the codes covered for a start on \(request.wantedStart)",
        citation: policy.diagnoses.citation,
        hint: "see `policy show \(policy.version.policy) --section diagnoses`"
          + (request.appeals == nil ? ", or appeal with `intake --appeals`" : "; a clinician decides the appeal"),
        details: [JSONMember("diagnosis", .string(code))])
    ]
  }

  private static func finding(_ result: CriterionResult) -> Finding? {
    let facts = result.facts.joined(separator: "; ")
    let details = [JSONMember("criterion", .string(result.key))]
    switch result.status {
    case .met: return nil
    case .notMet:
      return Finding(
        .criterionNotMet, "not met: \(result.text) (\(facts))", citation: result.citation, details: details)
    case .unknown:
      return Finding(
        .informationMissing, "not known: \(result.text) (\(facts))", citation: result.citation, details: details)
    }
  }
}
