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
    if let total, let continuedCap, continuedCap.value.cycles > total.value.cycles {
      fields.faults.add(
        "the cap on continued cycles must be at most \(total.value.cycles), the cap on all", at: continuedCap.place)
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
    guard let fields = Fields(node, keys: ["weeks", "cycles", "citation"], faults) else { return nil }
    return terms(fields, of: .initial)
  }

  private func continued(_ node: DocumentNode, _ faults: FaultList) -> Renewal? {
    let known = ["renewable", "weeks", "cycles", "times", "citation"]
    guard let fields = Fields(node, keys: known, faults) else { return nil }
    let hasCycles = cycles.cycles(of: .continued) != nil
    switch fields.choice(of: [("renewable", []), ("weeks", ["cycles", "times"])]) {
    case "renewable":
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
    case "weeks":
      if cycles.isOrdered, !hasCycles {
        faults.add("coverage without continued phases must have renewable: false here", at: node.place)
      }
      let terms = terms(fields, of: .continued)
      let times = fields.has("times") ? fields.count("times", in: Bounds.times) : nil
      return terms.map { .permitted($0, times: times) }
    default:
      return nil
    }
  }

  private func terms(_ fields: Fields, of kind: CoverageKind) -> CoverageTerms? {
    let weeks = fields.count("weeks", in: Bounds.weeks)
    let count = fields.count("cycles", in: Bounds.cycles)
    let citation = fields.text("citation")
    if let count, let range = cycles.cycles(of: kind) {
      let available = range.last.value - range.first.value + 1
      if count > available {
        fields.faults.add(
          "\"cycles\" must be at most \(available), the number of cycles in \(kind.rawValue) phases",
          at: fields.place(of: "cycles"))
      } else if let weeks {
        checkLength(weeks: weeks, holds: count, of: range, kind, fields)
      }
    }
    guard let weeks, let count, let citation else { return nil }
    return CoverageTerms(weeks: weeks, cycles: count, citation: citation)
  }

  /// Checks that the weeks hold the cycles they are granted for, whichever of the kind's cycles those are.
  private func checkLength(
    weeks: Int, holds count: Int, of range: CycleRange, _ kind: CoverageKind, _ fields: Fields
  ) {
    // Initial coverage starts at cycle 1; a renewal may come at any of the continued cycles.
    let lastStart = kind == .initial ? range.first.value : range.last.value - count + 1
    let days = (range.first.value...range.last.value).map { cycles.days(of: CycleNumber($0)) ?? 0 }
    var sum = days[..<(count - 1)].reduce(0, +)
    for start in range.first.value...lastStart {
      let index = start - range.first.value
      sum += days[index + count - 1]
      if sum > weeks * 7 {
        let granted = CycleRange(CycleNumber(start), CycleNumber(start + count - 1))
        fields.faults.add(
          "\(weeks) weeks are \(weeks * 7) days, and cycles \(granted) last \(sum); \((sum + 6) / 7) weeks hold them",
          at: fields.place(of: "weeks"))
        return
      }
      sum -= days[index]
    }
  }
}
