import Coverage

/// Reads the questions of a policy.
struct QuestionDecoder {
  let faults: FaultList

  /// What may be answered, as files write it.
  private enum KindWord: String, CaseIterable {
    case yesNo = "yes-no"
    case choice
    case decimal
  }

  /// A question; its key is noted among the others.
  func question(_ node: DocumentNode, keys: inout UniqueNames) -> Question? {
    let known = ["key", "type", "values", "unit", "least", "most", "text", "note"]
    guard let fields = Fields(node, keys: known, faults) else { return nil }
    let key = fields.name("key")
    keys.admit(key, at: fields.place(of: "key"), faults)
    let before = faults.count
    let kind = fields.word("type", as: KindWord.self).flatMap { self.kind($0, fields) }
    let text = fields.text("text")
    let note = fields.optionalText("note")
    guard let key, let kind, let text, faults.count == before else { return nil }
    return Question(key: key, kind: kind, text: text, note: note)
  }

  private func kind(_ word: KindWord, _ fields: Fields) -> Question.Kind? {
    if word != .choice { fields.refuse(["values"], because: "belongs to a question of type choice") }
    if word != .decimal {
      fields.refuse(["unit", "least", "most"], because: "belongs to a question of type decimal")
    }
    switch word {
    case .yesNo:
      return .yesNo
    case .choice:
      let values = fields.texts("values")
      if let all = values.all, all.count < 2 {
        faults.add("\"values\" must list two answers or more", at: fields.place(of: "values"))
        return nil
      }
      return values.all.map { .choice($0.map(\.value)) }
    case .decimal:
      return bounds(fields)
    }
  }

  private func bounds(_ fields: Fields) -> Question.Kind? {
    let least = fields.decimal("least")
    let most = fields.decimal("most")
    let unit = fields.optionalText("unit")
    guard let least, let most else { return nil }
    guard least <= most else {
      faults.add("\"most\" must be at least \(least), which is \"least\"", at: fields.place(of: "most"))
      return nil
    }
    return .decimal(least: least, most: most, unit: unit)
  }
}
