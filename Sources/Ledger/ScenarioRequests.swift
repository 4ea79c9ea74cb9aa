import CivilTime
import Coverage

// The cases of requests: what coverage is asked for, when, and after how many cycles.
extension ScenarioRules {
  /// Initial requests: the criteria, the diagnoses with dates, the cycles left, and a second authorization.
  static func requests(_ policy: Policy, _ indication: Indication) -> [Scenario] {
    let start = policy.effectiveOn
    let criteria = policy.criteria(for: .initial, of: indication).map(\.requirement)
    guard let good = ScenarioAnswers.meeting(criteria),
      let code = policy.diagnoses.codes.first(where: { $0.counts(on: start) })?.code
    else { return [] }
    let story = ScenarioStory(policy, indication)
    let initial = indication.initial
    var cases = [
      scenario(
        "initial coverage", initial.citation, "every criterion met", of: indication,
        story.verdict(story.request(.initial, diagnosis: code), good))
    ]
    cases += self.criteria(.initial, policy, indication, prior: 0, diagnosis: code)

    var days: [(code: String, on: CivilDay)] = [("Z99.9", start)]
    for diagnosis in policy.diagnoses.codes {
      if let first = diagnosis.startsOn { days += [(diagnosis.code, first - 1), (diagnosis.code, first)] }
      if let last = diagnosis.endsOn { days += [(diagnosis.code, last), (diagnosis.code, last + 1)] }
    }
    for (code, day) in days {
      cases.append(
        scenario(
          "diagnosis", policy.diagnoses.citation, "\(code) for a start on \(day)", of: indication,
          story.verdict(story.request(.initial, receivedOn: day, from: day, diagnosis: code), good)))
    }

    let last = indication.lastPreContinued.value
    for prior in Set([last - 1, last]).sorted() where prior > 0 {
      cases.append(
        scenario(
          "cycles used", initial.citation, "\(count(prior, "cycle")) received elsewhere, of \(last) in initial phases",
          of: indication,
          story.verdict(story.request(.initial, prior: prior, diagnosis: code), good)))
    }

    var held = story
    let first = initial.length.span(from: start)
    if held.grant(story.request(.initial, diagnosis: code)) {
      for (day, what) in [(first.endsOn, "on the last day"), (first.endsOn + 1, "on the day after the end")] {
        cases.append(
          scenario(
            "overlap", initial.citation, "a second one begins \(what) of the first, no cycle used", of: indication,
            held.verdict(held.request(.initial, from: day, diagnosis: code), good)))
      }
    }
    return cases
  }

  /// Renewals: whether there are any, how often, after how many cycles, and the criteria they ask.
  static func renewals(_ policy: Policy, _ indication: Indication) -> [Scenario] {
    let last = indication.lastPreContinued.value
    let criteria = policy.criteria(for: .continued, of: indication).map(\.requirement)
    guard let good = ScenarioAnswers.meeting(criteria) else { return [] }
    let story = ScenarioStory(policy, indication)
    func verdict(prior: Int) -> RequestVerdict { story.verdict(story.request(.continued, prior: prior), good) }
    guard case .permitted(let terms, let times) = indication.continued else {
      guard case .notPermitted(let citation) = indication.continued else { return [] }
      return [
        scenario("renewal", citation, "asked for, \(count(last, "cycle")) used", of: indication, verdict(prior: last))
      ]
    }
    var cases = [
      scenario(
        "renewal", terms.citation, "all \(last) cycles before continued therapy used", of: indication,
        verdict(prior: last))
    ]
    cases += self.criteria(.continued, policy, indication, prior: last, diagnosis: nil)
    if last > 0 {
      cases.append(
        scenario(
          "cycles used", terms.citation, "\(last - 1) of \(last) cycles before continued therapy used",
          of: indication, verdict(prior: last - 1)))
    }
    let total = indication.totalCap
    var edges = [(total.cycles - 1, total.citation), (total.cycles, total.citation)]
    if let cap = indication.continuedCap {
      edges += [(last + cap.cycles - 1, cap.citation), (last + cap.cycles, cap.citation)]
    }
    var seen: Set<Int> = []
    for (used, citation) in edges where used > last && seen.insert(used).inserted {
      cases.append(scenario("caps", citation, "\(used) cycles used", of: indication, verdict(prior: used)))
    }

    var held = story
    guard held.grant(story.request(.continued, from: story.start + 1, prior: last)) else { return cases }
    cases.append(
      scenario(
        "too early", terms.citation, "received the day before the latest authorization begins", of: indication,
        held.verdict(held.request(.continued), good)))
    guard let times else { return cases }
    var granted = story
    for number in 1...times {
      let day = Course(of: indication.key, in: granted.history).authorizations.last?.span.startsOn ?? story.start
      guard granted.grant(granted.request(.continued, receivedOn: day, prior: last)) else { return cases }
      let now = Course(of: indication.key, in: granted.history).authorizations.last?.span.startsOn ?? story.start
      cases.append(
        scenario(
          "renewals", terms.citation, "\(number) of \(times) granted, no cycle of them used", of: indication,
          granted.verdict(granted.request(.continued, receivedOn: now), good)))
    }
    return cases
  }
}
