import Coverage

/// What a requirement should come to.
struct Goal {
  let requirement: Requirement
  /// Whether it should hold, or should not.
  let holds: Bool
  /// An answer taken for a question here, whatever it is elsewhere.
  var assumed: (question: String, answer: String)?
}

/// Whether requirements can hold, or fail to hold, together: a search through the answers their questions take.
///
/// One decimal stands for all that pass the same tests, and so does one age. The search gives up after a number of steps
/// and then takes for possible what it has not excluded: it never blames a criterion that can be met.
struct AnswerSpace {
  private static let mostSteps = 4_000
  /// Questions of more answers than this are taken to matter.
  private static let mostAnswers = 64

  /// What an answer is about.
  private enum Fact: Hashable {
    case question(String)
    case age
  }

  /// What is still to be reached.
  private indirect enum Goals {
    case none
    case goal(Goal, Goals)
  }

  private let answers: [Fact: [String]]

  /// The answers that some requirements may meet or miss.
  init(_ questions: [Question], _ requirements: [Requirement]) {
    var tests: [Fact: [String]] = [:]
    func note(_ requirement: Requirement) {
      switch requirement {
      case .all(let branches), .any(let branches): branches.forEach(note)
      case .age(let age): tests[.age, default: ["0"]].append(String(Self.days(age)))
      case .answer(let question, _, _): tests[.question(question), default: []] += []
      case .atLeast(let question, let least, _): tests[.question(question), default: []].append(least.description)
      }
    }
    requirements.forEach(note)
    var answers = tests
    for question in questions {
      guard let tested = tests[.question(question.key)] else { continue }
      answers[.question(question.key)] =
        switch question.kind {
        case .yesNo: ["yes", "no"]
        case .choice(let values): values
        case .decimal(let least, _, _): [least.description] + tested
        }
    }
    self.answers = answers
  }

  /// Whether some answers bring every requirement to its goal.
  func admits(_ goals: [Goal]) -> Bool {
    var (left, steps) = (answers, Self.mostSteps)
    return Self.admits(goals.reduce(Goals.none) { .goal($1, $0) }, &left, &steps)
  }

  /// Whether all of some requirements can hold together.
  func admitsAll(_ requirements: [Requirement]) -> Bool {
    admits(requirements.map { Goal(requirement: $0, holds: true) })
  }

  /// Whether the answer to a question can change what a requirement comes to.
  func isDecisive(_ question: String, for requirement: Requirement) -> Bool {
    guard let answers = answers[.question(question)] else { return false }
    return answers.count > Self.mostAnswers
      || answers.contains { good in
        answers.contains { bad in
          good != bad
            && admits([
              Goal(requirement: requirement, holds: true, assumed: (question, good)),
              Goal(requirement: requirement, holds: false, assumed: (question, bad)),
            ])
        }
      }
  }

  private static func admits(_ goals: Goals, _ left: inout [Fact: [String]], _ steps: inout Int) -> Bool {
    steps -= 1
    guard steps > 0, case .goal(let goal, let rest) = goals else { return true }
    func adding(_ branch: Requirement, to goals: Goals) -> Goals {
      .goal(Goal(requirement: branch, holds: goal.holds, assumed: goal.assumed), goals)
    }
    switch goal.requirement {
    case .all(let branches) where goal.holds, .any(let branches) where !goal.holds:
      return admits(branches.reduce(rest) { adding($1, to: $0) }, &left, &steps)
    case .all(let branches), .any(let branches):
      return branches.contains { admits(adding($0, to: rest), &left, &steps) }
    case .age(let age):
      return admits(rest, .age, &left, &steps) { (Int($0) ?? 0 >= days(age)) == goal.holds }
    case .answer(let question, let oneOf, _):
      return admits(rest, goal, question, &left, &steps) { oneOf.contains($0) == goal.holds }
    case .atLeast(let question, let least, _):
      return admits(rest, goal, question, &left, &steps) { answer in
        (DecimalNumber(answer).map { $0 >= least } ?? false) == goal.holds
      }
    }
  }

  /// Goes on if the answer to a question fits: the one assumed for the goal, or one of those left.
  private static func admits(
    _ rest: Goals, _ goal: Goal, _ question: String, _ left: inout [Fact: [String]], _ steps: inout Int,
    _ fits: (String) -> Bool
  ) -> Bool {
    if let assumed = goal.assumed, assumed.question == question {
      return fits(assumed.answer) && admits(rest, &left, &steps)
    }
    return admits(rest, .question(question), &left, &steps, fits)
  }

  /// Goes on with those answers about a fact that fit.
  private static func admits(
    _ rest: Goals, _ fact: Fact, _ left: inout [Fact: [String]], _ steps: inout Int, _ fits: (String) -> Bool
  ) -> Bool {
    let before = left[fact]
    defer { left[fact] = before }
    let fitting = before?.filter(fits) ?? []
    left[fact] = fitting
    return !fitting.isEmpty && admits(rest, &left, &steps)
  }

  /// An age in days, near enough to put ages in order.
  private static func days(_ age: AgeSpan) -> Int {
    switch age.unit {
    case .day: age.count
    case .month: age.count * 3044 / 100
    case .year: age.count * 36_525 / 100
    }
  }
}
