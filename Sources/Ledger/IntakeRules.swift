import CivilTime
import Coverage
import TextFormats

/// The rules an initial authorization is granted by (policy I; SPEC 4). No clinical judgement is involved.
enum IntakeRules {
  /// What an initial request would be granted, and every reason why it may not be.
  static func judge(_ request: RequestFact, indication: Indication, course: Course) -> GrantVerdict {
    let span = DaySpan(from: request.wantedStart, days: 7 * indication.initial.weeks)
    let used = request.priorCycles + course.cycles.count
    let left = indication.lastPreContinued.value - used
    let cycles = min(indication.initial.cycles, left)
    var findings: [Finding] = []
    if cycles <= 0 {
      let last = indication.lastPreContinued
      let hint =
        indication.hasContinuedTherapy
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

/// What a request would be granted, and every reason of the ledger's own against it.
public struct GrantVerdict: Sendable {
  /// The days it would cover; nil when the indication knows no such coverage.
  public let span: DaySpan?
  /// The cycles it would grant.
  public let cycles: Int
  /// Every reason against it.
  public let findings: [Finding]
}

/// Two live authorizations of a course never share a day (SPEC 4).
enum OverlapRules {
  /// A finding when a span shares a day with a live authorization of the course.
  static func findings(for span: DaySpan, in course: Course, citation: String) -> [Finding] {
    let met = course.overlapping(span)
    guard let last = met.last else { return [] }
    let held = met.map { "\($0.fact.number) (\($0.span.startsOn) to \($0.span.endsOn))" }.joined(separator: ", ")
    return [
      Finding(
        .authorizationOverlap, "\(span.startsOn) to \(span.endsOn) shares days with \(held)", citation: citation,
        hint: "coverage is held already; the next could start on \(last.span.endsOn + 1)",
        details: [
          JSONMember("authorizations", .array(met.map { .string($0.fact.number.description) })),
          JSONMember("earliest", .string((last.span.endsOn + 1).description)),
        ])
    ]
  }
}
