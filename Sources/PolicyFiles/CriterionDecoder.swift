import Coverage

/// The policy's marks: how a use is supported.
enum SupportMark: String, CaseIterable {
  case fdaApproved = "fda-approved"
  case orphanDrug = "orphan-drug"
  case compendium
}

extension Fields {
  /// The marks under `support`; none when it is left out.
  var support: [String] { has("support") ? (words("support", as: SupportMark.self) ?? []).map(\.rawValue) : [] }
}

/// Reads criteria and what they require.
struct CriterionDecoder {
  let questions: ItemList<Question>
  let faults: FaultList

  /// A criterion; its key is noted among those asked beside it.
  ///
  /// It is placed at what it requires; one that can never be met or missed is a fault, and is not given.
  func criterion(_ node: DocumentNode, keys: inout UniqueNames) -> Placed<Criterion>? {
    guard let fields = Fields(node, keys: ["key", "text", "citation", "asked", "require"], faults) else { return nil }
    let key = fields.name("key")
    let text = fields.text("text")
    let citation = fields.text("citation")
    let asked = fields.words("asked", as: CoverageKind.self)
    keys.admit(key, at: fields.place(of: "key"), faults)
    let before = faults.count
    let requirement = fields.node("require").flatMap(self.requirement)
    guard let key, let text, let citation, let asked, let requirement else { return nil }
    let criterion = Placed(
      value: Criterion(key: key, text: text, citation: citation, asked: asked, requirement: requirement),
      place: fields.place(of: "require"))
    if faults.count == before { CriterionChecks(questions: questions, faults: faults).check(criterion) }
    return faults.count == before ? criterion : nil
  }

  private func requirement(_ node: DocumentNode) -> Requirement? {
    let known = ["all", "any", "age", "question", "is", "one_of", "at_least", "support"]
    guard let fields = Fields(node, keys: known, faults) else { return nil }
    let ofQuestion = ["is", "one_of", "at_least", "support"]
    switch fields.choice(of: [("all", []), ("any", []), ("age", []), ("question", ofQuestion)]) {
    case "all": return fields.list("all", requirement).all.map { .all($0) }
    case "any": return fields.list("any", requirement).all.map { .any($0) }
    case "age": return fields.node("age").flatMap(age)
    case "question": return answer(fields)
    default: return nil
    }
  }

  private func age(_ node: DocumentNode) -> Requirement? {
    guard let fields = Fields(node, keys: ["at_least"], faults), let node = fields.node("at_least") else { return nil }
    let rule = "an age such as 1 month or 18 years, of at most 120 years, 1440 months or 3660 days"
    guard let text = node.scalar(.key("at_least"), expected: rule, faults) else { return nil }
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    if parts.count == 2, parts[0].utf8.count <= 4, parts[0].utf8.first != UInt8(ascii: "+"), let count = Int(parts[0]),
      let unit = AgeSpan.Unit.allCases.first(where: { parts[1] == $0.rawValue || parts[1] == $0.rawValue + "s" }),
      (1...most(unit)).contains(count)
    {
      return .age(AgeSpan(count: count, unit: unit))
    }
    faults.add("\"at_least\" must be \(rule), not \(quoted(text))", at: node.place)
    return nil
  }

  private func most(_ unit: AgeSpan.Unit) -> Int {
    switch unit {
    case .day: 3660
    case .month: 1440
    case .year: 120
    }
  }

  /// What an answer must be.
  private enum Test {
    case oneOf([Placed<String>])
    case atLeast(DecimalNumber)
  }

  /// A requirement about the answer to a question, which must be one the question takes.
  private func answer(_ fields: Fields) -> Requirement? {
    let name = fields.node("question")?.scalar(.key("question"), faults)
    let chosen = fields.choice(of: [("is", []), ("one_of", []), ("at_least", [])])
    let test = chosen.flatMap { self.test($0, fields) }
    let support = fields.support
    guard let name,
      let question = questions.find(name, by: \.key, "question", at: fields.place(of: "question"), faults),
      let chosen, let test
    else { return nil }
    let place = fields.entry(chosen)?.place ?? fields.place
    switch (test, question.kind) {
    case (.oneOf, .decimal):
      faults.add("the answer to \(quoted(name)) is a number; test it with \"at_least\"", at: place)
      return nil
    case (.oneOf(let values), _):
      for value in values where !question.accepts(value.value) {
        faults.add(
          "\(quoted(value.value)) never answers \(quoted(name)); its answers are \(question.accepted)",
          at: value.place)
      }
      return .answer(question: name, oneOf: values.map(\.value), support: support)
    case (.atLeast(let least), .decimal(let lowest, let highest, _)):
      if !(lowest...highest).contains(least) {
        faults.add(
          "\(least) never answers \(quoted(name)); its answer is \(question.accepted)", at: fields.place(of: chosen))
      }
      return .atLeast(question: name, least, support: support)
    case (.atLeast, _):
      faults.add("the answer to \(quoted(name)) is no number; test it with \"is\" or \"one_of\"", at: place)
      return nil
    }
  }

  private func test(_ key: String, _ fields: Fields) -> Test? {
    switch key {
    case "at_least":
      return fields.decimal("at_least").map { .atLeast($0) }
    case "one_of":
      return fields.texts("one_of").all.map { .oneOf($0) }
    default:
      return fields.text("is").map { .oneOf([Placed(value: $0, place: fields.place(of: "is"))]) }
    }
  }
}
