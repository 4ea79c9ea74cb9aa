import CivilTime
import Coverage

/// A case made up to show what a policy means, with the answer the rules give.
public struct Scenario: Equatable, Sendable {
  /// The indication it is about.
  public let indication: IndicationKey
  /// The rule it tries: a criterion's key, or what a rule of the ledger looks at.
  public let rule: String
  /// The section of the policy.
  public let citation: String
  /// What is the case.
  public let text: String
  /// What the rules answer, such as `approved`, with its figures.
  public let answer: String
  /// The codes of every reason against it.
  public let findings: [FindingCode]
}

/// The cases of a policy: one for each rule and each edge of it, answered by the rules themselves.
public enum ScenarioRules {
  /// The cases of every indication, requests first, then cycles, then units.
  public static func scenarios(of policy: Policy) -> [Scenario] {
    policy.indications.flatMap { indication in
      requests(policy, indication) + renewals(policy, indication) + cycles(policy, indication)
        + units(policy, indication)
    }
  }

  /// A request's case with its answer: what is granted, or what is missing.
  static func scenario(
    _ rule: String, _ citation: String, _ text: String, of indication: Indication, _ verdict: RequestVerdict
  ) -> Scenario {
    var answer = verdict.outcome.rawValue
    if verdict.outcome == .approved, let span = verdict.grant.span {
      answer += ": \(count(span.days, "day")), \(count(verdict.grant.cycles, "cycle"))"
    }
    if !verdict.missing.isEmpty { answer += ": asks \(verdict.missing.joined(separator: ", "))" }
    return Scenario(
      indication: indication.key, rule: rule, citation: citation, text: text, answer: answer,
      findings: verdict.findings.map(\.code))
  }

  /// A case of cycles or units with its answer.
  static func scenario(
    _ rule: String, _ citation: String, _ text: String, of indication: Indication, good: String, bad: String,
    _ findings: [Finding]
  ) -> Scenario {
    Scenario(
      indication: indication.key, rule: rule, citation: citation, text: text, answer: findings.isEmpty ? good : bad,
      findings: findings.map(\.code))
  }

  // MARK: Criteria

  /// Every criterion asked at a kind of request: met in each of its ways, not met, not answered, and at each age.
  static func criteria(
    _ kind: CoverageKind, _ policy: Policy, _ indication: Indication, prior: Int, diagnosis: String?
  ) -> [Scenario] {
    let asked = policy.criteria(for: kind, of: indication)
    let all = asked.map(\.requirement)
    guard let good = ScenarioAnswers.meeting(all) else { return [] }
    let story = ScenarioStory(policy, indication)
    func verdict(_ answers: [String: String], born birthDate: CivilDay? = nil) -> RequestVerdict {
      let story = birthDate.map { ScenarioStory(policy, indication, born: $0) } ?? story
      return story.verdict(story.request(kind, prior: prior, diagnosis: diagnosis), answers)
    }
    var cases: [Scenario] = []
    for criterion in asked {
      let rest = asked.filter { $0.key != criterion.key }.map(\.requirement)
      let questions = ScenarioAnswers.questions(of: criterion.requirement)
      func add(_ what: String, _ answers: [String: String], born birthDate: CivilDay? = nil) {
        cases.append(
          scenario(criterion.key, criterion.citation, what, of: indication, verdict(answers, born: birthDate)))
      }
      if case .any(let branches) = criterion.requirement {
        for branch in branches {
          // The other branches' questions stay unanswered where nothing else asks them.
          guard let answers = ScenarioAnswers.meeting([branch] + rest) else { continue }
          add("met by \(words(answers, ScenarioAnswers.questions(of: branch)))", answers)
        }
      }
      if let opposite = ScenarioAnswers.opposite(criterion.requirement, policy),
        let bad = ScenarioAnswers.meeting([opposite] + rest) ?? ScenarioAnswers.meeting([opposite])
      {
        let answers = good.merging(bad) { $1 }
        add("not met: \(words(answers, questions))", answers)
      }
      if !questions.isEmpty { add("not answered", good.filter { !questions.contains($0.key) }) }
      for age in ScenarioAnswers.ages(of: criterion.requirement) {
        for (birthDate, what) in births(reaching: age, on: story.start) { add(what, good, born: birthDate) }
      }
    }
    return cases
  }

  /// The latest day of birth with which an age is reached on a day, and the day after it.
  private static func births(reaching age: AgeSpan, on day: CivilDay) -> [(CivilDay, String)] {
    let criterion = Criterion(key: "", text: "", citation: "", asked: [], requirement: .age(age))
    func isReached(_ birthDate: CivilDay) -> Bool {
      CriteriaRules.daysReached([criterion], birthDate).allSatisfy { $0 <= day }
    }
    let months = age.unit == .day ? 0 : (age.unit == .year ? 12 : 1) * age.count
    var born = age.unit == .day ? day - age.count : day.adding(months: -months)
    while isReached(born + 1) { born = born + 1 }
    while !isReached(born) { born = born - 1 }
    return [(born, "\(age) old on the first day"), (born + 1, "\(age) old the day after the first")]
  }

  private static func words(_ answers: [String: String], _ questions: [String]) -> String {
    var seen: Set<String> = []
    return questions.filter { seen.insert($0).inserted }
      .map { question in "\(question) = \(answers[question] ?? "not answered")" }.joined(separator: ", ")
  }
}
