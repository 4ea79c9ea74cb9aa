import CivilTime
import Coverage

// The cases of a course under way: when a cycle may start, and what its windows hold.
extension ScenarioRules {
  /// Cycles: the length of the one before, those granted, and the days covered.
  static func cycles(_ policy: Policy, _ indication: Indication) -> [Scenario] {
    var cases: [Scenario] = []
    func add(_ rule: String, _ citation: String, _ text: String, _ story: ScenarioStory, on day: CivilDay) {
      cases.append(
        scenario(
          rule, citation, text, of: indication, good: "started", bad: "refused",
          story.cycleVerdict(on: day).findings))
    }
    for length in indication.cycleLengths {
      guard var story = under(policy, indication, cycle: length.cycles.first) else { continue }
      let span = Course(of: indication.key, in: story.history).authorizations.last?.span
      let first = length.cycles.first
      add("start", length.citation, "cycle \(first) on the first day covered", story, on: story.start)
      if let span {
        add("coverage", length.citation, "cycle \(first) on the last day covered", story, on: span.endsOn)
        add("coverage", length.citation, "cycle \(first) on the day after the end", story, on: span.endsOn + 1)
      }
      guard story.startCycle(on: story.start) else { continue }
      let next = first.value + 1
      add(
        "cycle length", length.citation, "cycle \(next) on day \(length.days) of cycle \(first)", story,
        on: story.start + length.days - 1)
      add(
        "cycle length", length.citation, "cycle \(next) on the day after the \(length.days) of cycle \(first)", story,
        on: story.start + length.days)
    }
    return cases
  }

  /// Units and vials: the most a window of each limit holds, one more, and the days around a cycle.
  static func units(_ policy: Policy, _ indication: Indication) -> [Scenario] {
    var cases: [Scenario] = []
    for (index, limit) in indication.limits.enumerated() {
      guard var story = under(policy, indication, cycle: limit.cycles.first), story.startCycle(on: story.start) else {
        continue
      }
      let start = story.start
      let noun = limit.isOnUnits ? "units" : "vials"
      func add(_ rule: String, _ text: String, _ amount: Int, on day: CivilDay) {
        let entry = story.entry(amount, of: limit.subject, on: day)
        cases.append(
          scenario(
            rule, limit.citation, text, of: indication, good: "covered", bad: "denied",
            UnitRules.judge(entry, history: story.history).findings))
      }
      let name = "\(limit.most) \(noun) in \(limit.days) days, cycle \(limit.cycles.first)"
      let days = indication.cycleDays(of: limit.cycles.first)
      if index == 0 {
        add("cycle", "1 unit the day before cycle \(limit.cycles.first)", 1, on: start - 1)
        add("cycle", "1 unit on the last day of cycle \(limit.cycles.first)", 1, on: start + days - 1)
        add("cycle", "1 unit the day after the last of cycle \(limit.cycles.first)", 1, on: start + days)
      }
      add(name, "\(limit.most) \(noun) on its first day", limit.most, on: start)
      add(name, "\(limit.most + 1) \(noun) on its first day", limit.most + 1, on: start)
      story.give(story.entry(limit.most, of: limit.subject, on: start))
      if limit.days > 1, limit.days <= days {
        add(name, "1 more on day \(limit.days), \(limit.most) used on day 1", 1, on: start + limit.days - 1)
      }
      if limit.days < days {
        add(name, "1 more on day \(limit.days + 1), \(limit.most) used on day 1", 1, on: start + limit.days)
      }
      if story.startCycle(on: start + days) {
        add(name, "1 more on the first day of the next cycle, \(limit.most) used on day 1", 1, on: start + days)
      }
    }
    return cases
  }

  /// A story with coverage under which a cycle may start, all before it received elsewhere.
  private static func under(_ policy: Policy, _ indication: Indication, cycle: CycleNumber) -> ScenarioStory? {
    var story = ScenarioStory(policy, indication)
    let kind = indication.phase(of: cycle)?.coverage ?? .initial
    return story.grant(story.request(kind, prior: cycle.value - 1)) ? story : nil
  }
}
