import Coverage

/// Reads the indications of a policy.
struct IndicationDecoder {
  let billing: Billing
  let questions: ItemList<Question>
  /// The criteria asked of every indication, and their keys, which an indication's own must not repeat.
  let universalCriteria: [Placed<Criterion>]
  let universalKeys: UniqueNames
  let faults: FaultList

  /// An indication; its key is noted among the others, and its criteria are added to those `asked`.
  func indication(
    _ node: DocumentNode, keys: inout UniqueNames, asked: inout ItemList<Placed<Criterion>>
  ) -> Indication? {
    let known = [
      "key", "name", "text", "note", "support", "citation", "phases", "cycle_days", "caps", "initial", "continued",
      "limits", "criteria", "dosing",
    ]
    guard let fields = Fields(node, keys: known, faults) else {
      asked = .unreadable
      return nil
    }
    let key = fields.name("key")
    let name = fields.text("name")
    let text = fields.text("text")
    let note = fields.optionalText("note")
    let support = fields.support
    // The section that names the use is shown with the file only: what is granted cites the terms.
    _ = fields.text("citation")
    keys.admit(key, at: fields.place(of: "key"), faults)
    let cycles = CyclePlan(fields)
    let coverage = CoverageDecoder(cycles: cycles).coverage(fields)
    let limits = LimitDecoder(billing: billing, cycles: cycles).limits(fields)
    let criteria = self.criteria(fields)
    asked = asked + criteria
    if case .notPermitted? = coverage?.continued {
      for criterion in criteria.items where criterion.value.asked == [.continued] {
        faults.add(
          "\(quoted(criterion.value.key)) is asked at renewals alone, and this indication has none",
          at: criterion.place)
      }
    }
    let dosing = fields.node("dosing").flatMap { DosingDecoder(cycles: cycles, faults: faults).dosing($0) }
    if let dosing { DosingChecks(billing: billing, cycles: cycles).check(limits, against: dosing, faults) }
    guard let key, let name, let text, let coverage, let dosing else { return nil }
    return Indication(
      key: IndicationKey(key), name: name, text: text, note: note, support: support, phases: cycles.phases,
      cycleLengths: cycles.lengths, totalCap: coverage.totalCap, continuedCap: coverage.continuedCap,
      initial: coverage.initial, continued: coverage.continued, limits: limits.map(\.value),
      criteria: criteria.items.map(\.value), dosing: dosing)
  }

  private func criteria(_ fields: Fields) -> ItemList<Placed<Criterion>> {
    var keys = universalKeys
    let decoder = CriterionDecoder(questions: questions, faults: faults)
    let criteria = fields.optionalList("criteria") { decoder.criterion($0, keys: &keys) }
    CriterionChecks(questions: questions, faults: faults)
      .checkTogether(universalCriteria + criteria.items, own: universalCriteria.count)
    return criteria
  }
}
