import Coverage

/// Reads the prescribed doses of an indication (policy V).
struct DosingDecoder {
  let cycles: CyclePlan
  let faults: FaultList

  /// The doses, for patients of every weight and for every cycle.
  func dosing(_ node: DocumentNode) -> Dosing? {
    guard let fields = Fields(node, keys: ["citation", "note", "schedules"], faults) else { return nil }
    let citation = fields.text("citation")
    let note = fields.optionalText("note")
    let schedules = fields.list("schedules", schedule)
    if let all = schedules.all { checkBands(all.map(\.band), at: fields.place(of: "schedules")) }
    return citation.map { Dosing(citation: $0, note: note, schedules: schedules.items) }
  }

  private func schedule(_ node: DocumentNode) -> DoseSchedule? {
    guard let fields = Fields(node, keys: ["weight", "cycles"], faults) else { return nil }
    let band = fields.entry("weight").map { self.band($0.value) } ?? .any
    let runs = fields.list("cycles", doses)
    if let all = runs.all { _ = checkRuns(all.map(\.place), to: cycles.last, faults) }
    guard let band, let all = runs.all else { return nil }
    return DoseSchedule(band: band, cycles: all.map(\.doses))
  }

  private func band(_ node: DocumentNode) -> DoseSchedule.Band? {
    guard let fields = Fields(node, keys: ["at_least_kg", "under_kg"], faults),
      let key = fields.choice(of: [("at_least_kg", []), ("under_kg", [])]), let weight = fields.amount(key)
    else { return nil }
    return key == "under_kg" ? .under(weight) : .atLeast(weight)
  }

  private func doses(_ node: DocumentNode) -> (doses: CycleDoses, place: Placed<CycleRange>)? {
    guard let fields = Fields(node, keys: ["cycles", "steps"], faults) else { return nil }
    let range = fields.cycles("cycles")
    let steps = fields.list("steps", step).all
    guard let range, let steps else { return nil }
    checkLength(steps, in: range, at: fields.place(of: "steps"))
    return (CycleDoses(cycles: range, steps: steps), Placed(value: range, place: fields.place(of: "cycles")))
  }

  private func step(_ node: DocumentNode) -> DoseStep? {
    guard let fields = Fields(node, keys: ["days", "dose", "dose_per_m2", "at_most"], faults) else { return nil }
    let days = fields.count("days", in: Bounds.days)
    let amount: DoseStep.Amount?
    switch fields.choice(of: [("dose", []), ("dose_per_m2", ["at_most"])]) {
    case "dose": amount = fields.amount("dose").map { .fixed($0) }
    case "dose_per_m2":
      let most = fields.has("at_most") ? fields.amount("at_most") : nil
      amount = fields.amount("dose_per_m2").map { .perSquareMetre($0, atMost: most) }
    default: amount = nil
    }
    guard let days, let amount else { return nil }
    return DoseStep(days: days, amount: amount)
  }

  /// Checks that the steps end with the cycle.
  private func checkLength(_ steps: [DoseStep], in range: CycleRange, at place: Place) {
    let dosed = steps.reduce(0) { $0 + $1.days }
    for number in range.first.value...range.last.value {
      guard let days = cycles.days(of: CycleNumber(number)), days < dosed else { continue }
      faults.add("the steps last \(dosed) days, and cycle \(number) only \(days)", at: place)
      return
    }
  }

  /// Checks that every weight has one schedule: one for all, or one under a weight and one from it on.
  private func checkBands(_ bands: [DoseSchedule.Band], at place: Place) {
    switch (bands.first, bands.dropFirst().first, bands.count) {
    case (.any, nil, 1): return
    case (.atLeast(let least), .under(let limit), 2) where least == limit: return
    case (.under(let limit), .atLeast(let least), 2) where least == limit: return
    default:
      faults.add(
        "every weight must have one schedule: one without \"weight\", or two with \"under_kg\" and \"at_least_kg\" of "
          + "one number", at: place)
    }
  }
}
