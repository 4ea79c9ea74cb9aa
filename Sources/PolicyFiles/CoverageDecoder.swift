import Coverage

/// What is covered of an indication's cycles: the caps, and what an authorization grants.
struct IndicationCoverage {
  let totalCap: CycleCap
  let continuedCap: CycleCap?
  let initial: CoverageTerms
  let continued: Renewal
}

/// Reads the caps and terms of an indication and checks them against its cycles.
struct CoverageDecoder {
  let cycles: CyclePlan

  /// The coverage of an indication.
  func coverage(_ fields: Fields) -> IndicationCoverage? {
    let caps = fields.node("caps").flatMap { Fields($0, keys: ["total", "continued"], fields.faults) }
    let total = caps?.node("total").flatMap { cap($0, fields.faults) }
    let continuedCap = caps.flatMap(self.continuedCap)
    let initial = fields.node("initial").flatMap { self.initial($0, fields.faults) }
    let continued = fields.node("continued").flatMap { self.continued($0, fields.faults) }
    if let total, let initial, total.value.cycles < initial.cycles {
      fields.faults.add(
        "the cap on all cycles must be at least \(initial.cycles), which initial coverage grants", at: total.place)
    }
    if let total, let last = cycles.last, total.value.cycles > last.value {
      fields.faults.add("the cap on all cycles must be at most \(last), where the phases end", at: total.place)
    }
    if let total, let continuedCap, continuedCap.value.cycles > total.value.cycles {
      fields.faults.add(
        "the cap on continued cycles must be at most \(total.value.cycles), the cap on all", at: continuedCap.place)
    }
    if let continuedCap, case .permitted(let terms, _)? = continued, continuedCap.value.cycles < terms.cycles,
      let range = cycles.cycles(of: .continued), range.first.value + terms.cycles - 1 <= range.last.value
    {
      fields.faults.add(
        "the cap on continued cycles must be at least \(terms.cycles), which continued coverage grants",
        at: continuedCap.place)
    }
    guard let total, let initial, let continued else { return nil }
    return IndicationCoverage(
      totalCap: total.value, continuedCap: continuedCap?.value, initial: initial, continued: continued)
  }

  /// The cap on continued cycles, which stands exactly where there are such cycles.
  private func continuedCap(_ caps: Fields) -> Placed<CycleCap>? {
    if cycles.isOrdered, cycles.cycles(of: .continued) == nil {
      caps.refuse(["continued"], because: "belongs only to an indication with continued phases")
      return nil
    }
    // Phases with faults leave open whether the cap is needed.
    guard cycles.isOrdered || caps.has("continued") else { return nil }
    return caps.node("continued").flatMap { cap($0, caps.faults) }
  }

  /// A cap, placed at its number.
  private func cap(_ node: DocumentNode, _ faults: FaultList) -> Placed<CycleCap>? {
    guard let fields = Fields(node, keys: ["cycles", "citation"], faults) else { return nil }
    let count = fields.count("cycles", in: Bounds.cycles)
    let citation = fields.text("citation")
    guard let count, let citation else { return nil }
    return Placed(value: CycleCap(cycles: count, citation: citation), place: fields.place(of: "cycles"))
  }

  private func initial(_ node: DocumentNode, _ faults: FaultList) -> CoverageTerms? {
    guard let fields = Fields(node, keys: ["weeks", "months", "cycles", "citation"], faults) else { return nil }
    return terms(fields, lasting: fields.choice(of: [("weeks", []), ("months", [])]), of: .initial)
  }

  private func continued(_ node: DocumentNode, _ faults: FaultList) -> Renewal? {
    let known = ["renewable", "weeks", "months", "cycles", "times", "citation"]
    guard let fields = Fields(node, keys: known, faults) else { return nil }
    let hasCycles = cycles.cycles(of: .continued) != nil
    let chosen = fields.choice(of: [("renewable", []), ("weeks", []), ("months", [])])
    switch chosen {
    case "renewable":
      fields.refuse(["cycles", "times"], because: "cannot stand beside \"renewable\"")
      let word = fields.node("renewable")?.scalar(.key("renewable"), expected: "false", faults)
      if let word, word != "false" {
        faults.add(
          "\"renewable\" must be false, not \(quoted(word)); coverage that may be renewed has weeks and cycles instead",
          at: fields.place(of: "renewable"))
      }
      if hasCycles {
        faults.add("coverage with continued phases must be renewable, or they could never start", at: node.place)
      }
      return fields.text("citation").map { .notPermitted(citation: $0) }
    case "weeks", "months":
      if cycles.isOrdered, !hasCycles {
        faults.add("coverage without continued phases must have renewable: false here", at: node.place)
      }
      let terms = terms(fields, lasting: chosen, of: .continued)
      let times = fields.has("times") ? fields.count("times", in: Bounds.times) : nil
      return terms.map { .permitted($0, times: times) }
    default:
      return nil
    }
  }

  /// Terms whose length stands under `key`: weeks or calendar months.
  private func terms(_ fields: Fields, lasting key: String?, of kind: CoverageKind) -> CoverageTerms? {
    let length: CoverageLength? =
      switch key {
      case "weeks": fields.count("weeks", in: Bounds.weeks).map { .weeks($0) }
      case "months": fields.count("months", in: Bounds.months).map { .months($0) }
      default: nil
      }
    let count = fields.count("cycles", in: Bounds.cycles)
    let citation = fields.text("citation")
    if let count, let range = cycles.cycles(of: kind) {
      let available = range.last.value - range.first.value + 1
      if count > available {
        fields.faults.add(
          "\"cycles\" must be at most \(available), the number of cycles in \(kind.rawValue) phases",
          at: fields.place(of: "cycles"))
      } else if let length {
        check(length, holds: count, of: range, kind, fields)
      }
    }
    guard let length, let count, let citation else { return nil }
    return CoverageTerms(length: length, cycles: count, citation: citation)
  }

  /// Checks that a length holds the cycles it is granted for, whichever of the kind's cycles those are.
  private func check(
    _ length: CoverageLength, holds count: Int, of range: CycleRange, _ kind: CoverageKind, _ fields: Fields
  ) {
    let held = length.leastDays
    // Initial coverage starts at cycle 1; a renewal may come at any of the continued cycles.
    let lastStart = kind == .initial ? range.first.value : range.last.value - count + 1
    let days = (range.first.value...range.last.value).map { cycles.days(of: CycleNumber($0)) ?? 0 }
    var sum = days[..<(count - 1)].reduce(0, +)
    for start in range.first.value...lastStart {
      let index = start - range.first.value
      sum += days[index + count - 1]
      if sum > held {
        let granted = CycleRange(CycleNumber(start), CycleNumber(start + count - 1))
        switch length {
        case .weeks(let weeks):
          fields.faults.add(
            "\(weeks) weeks are \(held) days, and cycles \(granted) last \(sum); \((sum + 6) / 7) weeks hold them",
            at: fields.place(of: "weeks"))
        case .months:
          fields.faults.add(
            "\(length) may be no more than \(held) days, and cycles \(granted) last \(sum)",
            at: fields.place(of: "months"))
        }
        return
      }
      sum -= days[index]
    }
  }
}
