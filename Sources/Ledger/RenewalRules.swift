import CivilTime
import Coverage
import TextFormats

/// The rules a continued authorization is granted by (policy I and IV).
public enum RenewalRules {
  /// The codes of the rules a renewal is judged by, beside the policy's criteria.
  public static func codes(for indication: Indication) -> [FindingCode] {
    var codes: [FindingCode] = [.renewalNotPermitted]
    if case .permitted(_, let times) = indication.continued, times != nil { codes.append(.renewalsExhausted) }
    codes += [.renewalTooEarly, .initialCyclesIncomplete, .totalCyclesExhausted]
    if indication.continuedCap != nil { codes.append(.continuedCyclesExhausted) }
    return codes + [.authorizationOverlap]
  }

  /// What a renewal would be granted, and every reason why it may not be.
  static func judge(_ request: RequestFact, indication: Indication, course: Course) -> GrantVerdict {
    let used = request.priorCycles + course.cycles.count
    var findings: [Finding] = []
    var terms: CoverageTerms?
    switch indication.continued {
    case .notPermitted(let citation):
      findings.append(
        Finding(
          .renewalNotPermitted, "coverage of \(indication.name) may not be renewed", citation: citation,
          hint: "use the cycles of the initial coverage; nothing continues it"))
    case .permitted(let permitted, let times):
      terms = permitted
      let granted = course.authorizations.filter { $0.fact.kind == .continued }.count
      if let times, granted >= times {
        findings.append(
          Finding(
            .renewalsExhausted, "\(count(granted, "renewal")) granted; the policy allows \(times)",
            citation: permitted.citation, hint: "no further renewal can be granted",
            details: [JSONMember("granted", .integer(granted)), JSONMember("most", .integer(times))]))
      }
    }
    let citation = terms?.citation ?? indication.initial.citation
    if let latest = course.authorizations.last, latest.span.startsOn > request.receivedOn {
      findings.append(
        Finding(
          .renewalTooEarly,
          "the latest authorization, \(latest.fact.number), begins on \(latest.span.startsOn), after the request was "
            + "received on \(request.receivedOn)",
          citation: citation, hint: "ask again from \(latest.span.startsOn) on",
          details: [
            JSONMember("authorization", .string(latest.fact.number.description)),
            JSONMember("earliest", .string(latest.span.startsOn.description)),
          ]))
    }
    let last = indication.lastPreContinued
    if used < last.value {
      findings.append(
        Finding(
          .initialCyclesIncomplete,
          "\(count(used, "cycle")) used; all \(last) cycles before continued therapy come first",
          citation: citation, hint: "start cycle \(used + 1) first, or take in the cycles left with `intake`",
          details: [JSONMember("used", .integer(used)), JSONMember("last_initial_cycle", .integer(last.value))]))
    }
    findings += CapRules.reached(used: used, by: indication)
    guard let terms else { return GrantVerdict(span: nil, cycles: 0, findings: findings) }
    let span = terms.length.span(from: request.wantedStart)
    findings += OverlapRules.findings(for: span, in: course, citation: terms.citation)
    return GrantVerdict(
      span: span, cycles: min(terms.cycles, CapRules.left(used: used, by: indication)), findings: findings)
  }
}
