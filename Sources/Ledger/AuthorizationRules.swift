import CivilTime
import Coverage
import TextFormats

/// When an authorization's last day may move, and when it may be voided.
public enum AuthorizationRules {
  /// Every reason against moving the last day later.
  public static func extend(_ authorization: Authorization, to day: CivilDay, history: PatientHistory) -> [Finding] {
    let course = Course(of: authorization.fact.indication, in: history)
    let span = DaySpan(from: authorization.span.startsOn, to: day)
    guard
      let met = course.authorizations.first(where: {
        $0.fact.number != authorization.fact.number && $0.span.overlaps(span)
      })
    else { return [] }
    let latest = met.span.startsOn - 1
    return [
      Finding(
        .authorizationOverlap,
        "\(met.fact.number) covers \(met.span.startsOn) to \(met.span.endsOn)", citation: "",
        hint: latest > authorization.span.endsOn ? "extend to \(latest) at the latest" : nil,
        details: [JSONMember("authorizations", .array([.string(met.fact.number.description)]))])
    ]
  }

  /// Every reason against moving the last day earlier, to `day`.
  public static func terminate(_ authorization: Authorization, on day: CivilDay, history: PatientHistory) -> [Finding] {
    let course = Course(of: authorization.fact.indication, in: history)
    let givenUp = DaySpan(from: day + 1, to: authorization.span.endsOn)
    let later = course.cycles(under: authorization.fact.number).filter { $0.fact.startsOn > day }
    return held(
      lines: course.coveredLines(in: givenUp, of: history), cycles: later, what: "after \(day)",
      hint: "terminate on a later day, or void what was entered in error")
  }

  /// Every reason against voiding an authorization.
  public static func void(_ authorization: Authorization, history: PatientHistory) -> [Finding] {
    let course = Course(of: authorization.fact.indication, in: history)
    return held(
      lines: course.coveredLines(in: authorization.span, of: history),
      cycles: course.cycles(under: authorization.fact.number), what: "under \(authorization.fact.number)",
      hint: "void the administrations and the cycles first, the latest before the earlier")
  }

  private static func held(lines: [CoveredLine], cycles: [Cycle], what: String, hint: String) -> [Finding] {
    var findings: [Finding] = []
    if !lines.isEmpty {
      findings.append(
        Finding(
          .authorizationHasUnits,
          "\(count(lines.count, "covered administration")) \(what): \(listed(lines.map(\.reference)))", citation: "",
          hint: hint,
          details: [
            JSONMember("references", .array(lines.map { .string($0.reference) }))
          ]))
    }
    if !cycles.isEmpty {
      findings.append(
        Finding(
          .authorizationHasCycles,
          "\(count(cycles.count, "cycle")) \(what): " + cycles.map(\.fact.number.description).joined(separator: ", "),
          citation: "", hint: lines.isEmpty ? hint : nil,
          details: [JSONMember("cycles", .array(cycles.map { .integer($0.fact.number.value) }))]))
    }
    return findings
  }
}
