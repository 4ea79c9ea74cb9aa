import Coverage

/// Reads the limits of an indication (policy II).
struct LimitDecoder {
  let billing: Billing
  let cycles: CyclePlan

  /// The limits, which leave no cycle without one on units.
  ///
  /// Each is placed at the most it allows.
  func limits(_ fields: Fields) -> [Placed<Limit>] {
    let limits = fields.list("limits") { limit($0, fields.faults) }
    if let all = limits.all { checkCover(all.map(\.value), at: fields.place(of: "limits"), fields.faults) }
    return limits.items
  }

  private func limit(_ node: DocumentNode, _ faults: FaultList) -> Placed<Limit>? {
    let known = ["code", "ndc", "cycles", "most", "days", "basis", "citation"]
    guard let fields = Fields(node, keys: known, faults) else { return nil }
    let subject = self.subject(fields)
    let range = fields.cycles("cycles")
    if let range, let last = cycles.last, range.last > last {
      faults.add("\"cycles\" must end by \(last), as the phases do", at: fields.place(of: "cycles"))
    }
    let most = fields.count("most", in: Bounds.most)
    let days = fields.count("days", in: Bounds.days)
    let basis = fields.has("basis") ? fields.word("basis", as: Limit.Basis.self) : .rolling
    let citation = fields.text("citation")
    if let range, let days, basis == .cycle { check(days, reach: range, at: fields.place(of: "days"), faults) }
    guard let subject, let range, let most, let days, let basis, let citation else { return nil }
    return Placed(
      value: Limit(subject: subject, cycles: range, most: most, days: days, basis: basis, citation: citation),
      place: fields.place(of: "most"))
  }

  /// Checks that the one window of a limit by cycle leaves none of the cycle's days without a limit.
  private func check(_ days: Int, reach range: CycleRange, at place: Place, _ faults: FaultList) {
    let longest = (range.first.value...range.last.value).compactMap { cycles.days(of: CycleNumber($0)) }.max()
    guard let longest, longest > days else { return }
    faults.add(
      "\"days\" must be at least \(longest), for a limit of basis cycle ends with its days, and a cycle lasts "
        + "\(longest)", at: place)
  }

  private func subject(_ fields: Fields) -> Limit.Subject? {
    guard let key = fields.choice(of: [("code", []), ("ndc", [])]), let node = fields.node(key),
      let name = node.scalar(.key(key), fields.faults)
    else { return nil }
    if key == "code" {
      return billing.codes.find(name, by: \.code, "billing code", at: node.place, fields.faults)
        .map { .units(code: $0.code) }
    }
    return billing.products.find(name, by: \.ndc, "product", at: node.place, fields.faults)
      .map { .vials(ndc: $0.ndc, billedAs: $0.billedAs) }
  }

  /// Checks that the units of one billing code at least are limited in every cycle.
  private func checkCover(_ limits: [Limit], at place: Place, _ faults: FaultList) {
    guard let last = cycles.last, let codes = billing.codes.all else { return }
    var gaps: [String] = []
    for code in codes {
      let own = limits.filter { $0.subject == .units(code: code.code) }
      let bare = (1...last.value).first { number in !own.contains { $0.cycles.contains(CycleNumber(number)) } }
      guard let bare else { return }
      gaps.append("\(code.code) lacks one in cycle \(bare)")
    }
    faults.add("every cycle must have a limit on the units of one billing code; \(listed(gaps))", at: place)
  }
}
