import CivilTime
import Coverage
import TextFormats

/// The rules an initial authorization is granted by (policy I). No clinical judgement is involved.
enum IntakeRules {
  /// The codes of the rules an intake is judged by, beside the policy's criteria.
  static let codes: [FindingCode] = [.initialCyclesExhausted, .authorizationOverlap, .diagnosisNotCovered]

  /// What an initial request would be granted, and every reason why it may not be.
  static func judge(_ request: RequestFact, indication: Indication, course: Course) -> GrantVerdict {
    let span = indication.initial.length.span(from: request.wantedStart)
    let used = request.priorCycles + course.cycles.count
    let left = indication.lastPreContinued.value - used
    let cycles = min(indication.initial.cycles, left)
    var findings: [Finding] = []
    if cycles <= 0 {
      let last = indication.lastPreContinued
      let hint =
        indication.hasContinuedTherapy && CapRules.left(used: used, by: indication) > 0
        ? "continued therapy is asked for with `renew`" : "no further cycle of this indication can be covered"
      findings.append(
        Finding(
          .initialCyclesExhausted,
          "\(count(used, "cycle")) of \(indication.name) used; initial coverage ends with cycle \(last)",
          citation: indication.initial.citation, hint: hint,
          details: [JSONMember("used", .integer(used)), JSONMember("last_initial_cycle", .integer(last.value))]))
    }
    findings += OverlapRules.findings(for: span, in: course, citation: indication.initial.citation)
    return GrantVerdict(span: span, cycles: max(0, cycles), findings: findings)
  }
}
