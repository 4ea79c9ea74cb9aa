import CivilTime
import Coverage
import TextFormats

/// Criteria as three-valued trees over facts (policy III and IV).
struct CriteriaRules {
  /// The last answer given to each question.
  let answers: [String: String]
  /// The patient's day of birth.
  let birthDate: CivilDay
  /// The day coverage starts, at which age is taken.
  let startsOn: CivilDay

  /// A criterion's result with the facts it looked at.
  func evaluate(_ criterion: Criterion) -> CriterionResult {
    let result = evaluate(criterion.requirement)
    return CriterionResult(
      key: criterion.key, text: criterion.text, citation: criterion.citation, status: result.status,
      facts: result.facts)
  }

  /// The fewest questions whose answers could make every criterion met; empty when nothing is missing or can help.
  func fewestMissing(_ criteria: [Criterion]) -> [String] {
    waysToMeet(.all(criteria.map(\.requirement))).first ?? []
  }

  /// A requirement's result with that of each of its branches.
  func evaluate(_ requirement: Requirement) -> RequirementResult {
    switch requirement {
    case .all(let branches): return evaluate(requirement, branches, decidedBy: .notMet, otherwise: .met)
    case .any(let branches): return evaluate(requirement, branches, decidedBy: .met, otherwise: .notMet)
    case .age(let least):
      // Not the birth date, nor a day that gives it away: what is recorded here is hashed for good.
      let reached = reachedOn(least) <= startsOn
      return RequirementResult(
        requirement: requirement, status: reached ? .met : .notMet,
        fact: "age at the start on \(startsOn) is \(reached ? "at least" : "under") \(least)", branches: [])
    case .answer(let question, let oneOf, _):
      return evaluate(requirement, question) { oneOf.contains($0) }
    case .atLeast(let question, let least, _):
      return evaluate(requirement, question) { answer in DecimalNumber(answer).map { $0 >= least } ?? false }
    }
  }

  /// Kleene's `all` and `any`: one deciding branch decides, whatever is unknown; else one unknown branch leaves it so.
  private func evaluate(
    _ requirement: Requirement, _ branches: [Requirement], decidedBy deciding: CriterionStatus,
    otherwise: CriterionStatus
  ) -> RequirementResult {
    let results = branches.map { evaluate($0) }
    let statuses = results.map(\.status)
    let status =
      statuses.contains(deciding) ? deciding : statuses.contains(.unknown) ? CriterionStatus.unknown : otherwise
    return RequirementResult(requirement: requirement, status: status, fact: nil, branches: results)
  }

  private func evaluate(
    _ requirement: Requirement, _ question: String, holds: (String) -> Bool
  ) -> RequirementResult {
    guard let answer = answers[question] else {
      return RequirementResult(
        requirement: requirement, status: .unknown, fact: "\(question) not answered", branches: [])
    }
    return RequirementResult(
      requirement: requirement, status: holds(answer) ? .met : .notMet, fact: "\(question) = \(answer)", branches: [])
  }

  /// The days on which a patient reaches the ages some criteria ask for.
  static func daysReached(_ criteria: [Criterion], _ birthDate: CivilDay) -> [CivilDay] {
    let rules = CriteriaRules(answers: [:], birthDate: birthDate, startsOn: birthDate)
    func ages(_ requirement: Requirement) -> [AgeSpan] {
      switch requirement {
      case .all(let branches), .any(let branches): branches.flatMap(ages)
      case .age(let least): [least]
      case .answer, .atLeast: []
      }
    }
    return criteria.flatMap { ages($0.requirement) }.map(rules.reachedOn)
  }

  /// The day an age is reached; a month ends on its last day where it has no such day.
  private func reachedOn(_ age: AgeSpan) -> CivilDay {
    switch age.unit {
    case .day: birthDate + age.count
    case .month: birthDate.adding(months: age.count)
    case .year: birthDate.adding(months: 12 * age.count)
    }
  }

  /// Sets of unanswered questions that could meet a requirement, fewest first; none when it can no longer be met.
  ///
  /// Of equal sets the one the policy names first comes first. At most 64 sets are kept at each step.
  private func waysToMeet(_ requirement: Requirement) -> [[String]] {
    switch requirement {
    case .age(let least): return reachedOn(least) <= startsOn ? [[]] : []
    case .answer(let question, _, _), .atLeast(let question, _, _):
      switch evaluate(requirement).status {
      case .met: return [[]]
      case .unknown: return [[question]]
      case .notMet: return []
      }
    case .any(let branches):
      return fewest(branches.flatMap(waysToMeet))
    case .all(let branches):
      var ways: [[String]] = [[]]
      for branch in branches {
        let more = waysToMeet(branch)
        ways = fewest(ways.flatMap { way in more.map { way + $0.filter { !way.contains($0) } } })
      }
      return ways
    }
  }

  private func fewest(_ ways: [[String]]) -> [[String]] {
    let ordered = ways.enumerated().sorted { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }
    return Array(ordered.map(\.element).prefix(64))
  }
}
