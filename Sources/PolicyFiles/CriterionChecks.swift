import Coverage
import TextFormats

/// Checks what criteria mean: that they can be met and missed, alone and together, and that every question matters.
///
/// While a question cannot be read, nothing is known of what its answers may be, and nothing is checked.
struct CriterionChecks {
  let questions: ItemList<Question>
  let faults: FaultList

  /// Checks that a criterion can be met, and can be missed.
  func check(_ criterion: Placed<Criterion>) {
    guard faults.checksMeaning, let questions = questions.all else { return }
    let requirement = criterion.value.requirement
    let space = AnswerSpace(questions, [requirement])
    if !space.admits([Goal(requirement: requirement, holds: true)]) {
      faults.add("\(quoted(criterion.value.key)) can never be met: no answers meet it", at: criterion.place)
    } else if !space.admits([Goal(requirement: requirement, holds: false)]) {
      faults.add("\(quoted(criterion.value.key)) is always met: every answer meets it", at: criterion.place)
    }
  }

  /// Checks that some answers meet all of the criteria asked at a kind of request, those of every indication first.
  ///
  /// The fault is laid at the first criterion that goes too far; where `own` starts, those before it were checked alone.
  func checkTogether(_ criteria: [Placed<Criterion>], own: Int) {
    guard faults.checksMeaning, let questions = questions.all else { return }
    for kind in CoverageKind.allCases {
      let asked = criteria.enumerated().filter { $0.element.value.asked.contains(kind) }
      let requirements = asked.map(\.element.value.requirement)
      let space = AnswerSpace(questions, requirements)
      guard !space.admitsAll(requirements) else { continue }
      let last = requirements.indices.first { !space.admitsAll(Array(requirements[...$0])) }
      guard let last, asked[last].offset >= own, space.admitsAll([requirements[last]]) else { continue }
      let other = requirements[..<last].firstIndex { !space.admitsAll([$0, requirements[last]]) }
      let others = other.map { quoted(asked[$0].element.value.key) } ?? "all of those before it"
      let culprit = asked[last].element
      faults.add(
        "\(quoted(culprit.value.key)) can never be met together with \(others), so no \(kind.rawValue) request is "
          + "ever approved", at: culprit.place)
      return
    }
  }

  /// Checks that every question is named somewhere in the file, or may be what a misspelled name means.
  ///
  /// It asks the file itself, not what could be read of it, so that no other fault hides a question nothing looks at.
  func checkMentions(of placed: [Placed<Question>], in root: DocumentNode) {
    guard faults.checksMeaning else { return }
    let keys = placed.map(\.value.key)
    var mentioned: Set<String> = []
    var isOpen = false
    func note(_ node: DocumentNode, isName: Bool, isRequired: Bool) {
      switch node.content {
      // What should stand in an empty place nobody knows.
      case .sequence(let items) where items.isEmpty && isRequired: isOpen = true
      case .mapping(let entries) where entries.isEmpty && isRequired: isOpen = true
      case .scalar(let name) where isName:
        mentioned.insert(name)
        if !keys.contains(name), let near = Nearest.word(to: name, in: keys) { mentioned.insert(near) }
      case .scalar: break
      case .sequence(let items): for item in items { note(item, isName: isName, isRequired: isRequired) }
      case .mapping(let entries):
        for entry in entries {
          let isQuestion = entry.key == "question" || Nearest.word(to: entry.key, in: ["question"]) != nil
          note(entry.value, isName: isName || isQuestion, isRequired: isRequired || entry.key == "require")
        }
      }
    }
    guard case .mapping(let sections) = root.content else { return }
    for section in sections where section.key != "questions" { note(section.value, isName: false, isRequired: false) }
    guard !isOpen else { return }
    for question in placed where !mentioned.contains(question.value.key) {
      faults.add("no criterion looks at the answer to \(quoted(question.value.key))", at: question.place)
    }
  }

  /// Checks that the answer to every question some criterion looks at can change what one comes to.
  func checkUse(of placed: [Placed<Question>], by criteria: [Criterion]) {
    guard faults.checksMeaning, let questions = questions.all else { return }
    var asking: [String: [Requirement]] = [:]
    for criterion in criteria {
      for question in criterion.requirement.questions { asking[question, default: []].append(criterion.requirement) }
    }
    for question in placed {
      let key = question.value.key
      guard let requirements = asking[key] else { continue }
      let isDecisive = requirements.contains { AnswerSpace(questions, [$0]).isDecisive(key, for: $0) }
      if !isDecisive { faults.add("no answer to \(quoted(key)) changes what a criterion comes to", at: question.place) }
    }
  }
}

extension Requirement {
  /// The questions a requirement looks at, each once.
  fileprivate var questions: Set<String> {
    switch self {
    case .all(let branches), .any(let branches): branches.reduce(into: []) { $0.formUnion($1.questions) }
    case .answer(let question, _, _), .atLeast(let question, _, _): [question]
    case .age: []
    }
  }
}
