import Coverage

/// Answers that meet or miss requirements: what a reviewer would try out.
enum ScenarioAnswers {
  /// The first answers that meet every requirement, ages left aside; nil when none do.
  static func meeting(
    _ requirements: [Requirement], with answers: [String: String] = [:]
  ) -> [String: String]? {
    guard let first = requirements.first else { return answers }
    let rest = Array(requirements.dropFirst())
    switch first {
    case .age: return meeting(rest, with: answers)
    case .all(let branches): return meeting(branches + rest, with: answers)
    case .any(let branches):
      for branch in branches {
        if let found = meeting([branch] + rest, with: answers) { return found }
      }
      return nil
    case .answer(let question, let oneOf, _):
      if let given = answers[question] { return oneOf.contains(given) ? meeting(rest, with: answers) : nil }
      for value in oneOf {
        if let found = meeting(rest, with: answers.merging([question: value]) { $1 }) { return found }
      }
      return nil
    case .atLeast(let question, let least, _):
      if let given = answers[question] {
        return DecimalNumber(given).map { $0 >= least } == true ? meeting(rest, with: answers) : nil
      }
      return meeting(rest, with: answers.merging([question: least.description]) { $1 })
    }
  }

  /// What holds exactly when a requirement does not; nil where that cannot be, or an age decides it.
  static func opposite(_ requirement: Requirement, _ policy: Policy) -> Requirement? {
    switch requirement {
    case .age: return nil
    case .all(let branches):
      let opposites = branches.compactMap { opposite($0, policy) }
      return opposites.isEmpty ? nil : .any(opposites)
    case .any(let branches):
      let opposites = branches.compactMap { opposite($0, policy) }
      return opposites.count == branches.count ? .all(opposites) : nil
    case .answer(let question, let oneOf, _):
      let others = values(of: question, policy).filter { !oneOf.contains($0) }
      return others.isEmpty ? nil : .answer(question: question, oneOf: others, support: [])
    case .atLeast(let question, let least, _):
      guard case .decimal(let lowest, _, _)? = policy.question(question)?.kind, lowest < least else { return nil }
      return .answer(question: question, oneOf: [max(lowest, least.justBelow).description], support: [])
    }
  }

  /// The questions a requirement asks.
  static func questions(of requirement: Requirement) -> [String] {
    switch requirement {
    case .all(let branches), .any(let branches): branches.flatMap(questions)
    case .answer(let question, _, _), .atLeast(let question, _, _): [question]
    case .age: []
    }
  }

  /// The ages a requirement asks for.
  static func ages(of requirement: Requirement) -> [AgeSpan] {
    switch requirement {
    case .all(let branches), .any(let branches): branches.flatMap(ages)
    case .age(let age): [age]
    case .answer, .atLeast: []
    }
  }

  private static func values(of question: String, _ policy: Policy) -> [String] {
    switch policy.question(question)?.kind {
    case .yesNo: ["yes", "no"]
    case .choice(let values): values
    case .decimal, nil: []
    }
  }
}
