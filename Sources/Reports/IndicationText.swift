import Coverage

extension Indication {
  /// `1–5 (2 induction, 3 consolidation), 42 days each`.
  func text(of cycles: CycleRange) -> String {
    let phases = runs(of: cycles) { self.phase(of: $0)?.name ?? "past the last phase" }
      .map { "\($0.cycles.count) \($0.value)" }
    return "\(cycles) (\(phases.joined(separator: ", "))), \(daysText(of: cycles, each: true))"
  }

  /// How long cycles last: `42 days`, or `42 days (1–5), 84 days (6–9)` where their lengths differ.
  func daysText(of cycles: CycleRange, each: Bool = false) -> String {
    let lengths = runs(of: cycles) { self.cycleDays(of: $0) }
    if lengths.count == 1, let days = lengths.first?.value {
      return count(days, "day") + (each && cycles.count > 1 ? " each" : "")
    }
    return lengths.map { "\(count($0.value, "day")) (\($0.cycles))" }.joined(separator: ", ")
  }

  /// The limits that some cycles are under: `980 billable units (J9039) per 42 days; 28 vials per 42 days`.
  func limitsText(of cycles: CycleRange) -> String {
    let last = phases.last?.cycles.last ?? cycles.last
    // A cycle past the last phase is under the limits of the last one.
    let known = CycleRange(min(cycles.first, last), min(cycles.last, last))
    return limits.filter { $0.cycles.first <= known.last && known.first <= $0.cycles.last }.map { limit in
      let isWhole = limit.cycles.first <= known.first && known.last <= limit.cycles.last
      return limit.text + (isWhole ? "" : " (cycles \(limit.cycles))")
    }.joined(separator: "; ")
  }

  /// Neighbouring cycles with the same value, as runs.
  private func runs<Value: Equatable>(
    of cycles: CycleRange, by value: (CycleNumber) -> Value
  ) -> [(cycles: CycleRange, value: Value)] {
    var runs: [(cycles: CycleRange, value: Value)] = []
    var number = cycles.first
    while number <= cycles.last {
      let here = value(number)
      if let run = runs.last, run.value == here {
        runs[runs.count - 1] = (CycleRange(run.cycles.first, number), here)
      } else {
        runs.append((CycleRange(number, number), here))
      }
      number = CycleNumber(number.value + 1)
    }
    return runs
  }
}

extension CycleRange {
  /// How many cycles it is.
  var count: Int { last.value - first.value + 1 }
}

extension Limit {
  /// `980 billable units (J9039) per 42 days`.
  var text: String {
    let window = basis == .rolling ? "per \(days) days" : "per \(days) days from a cycle's first day"
    switch subject {
    case .units(let code): return "\(most) billable units (\(code)) \(window)"
    case .vials: return "\(count(most, "vial")) \(window)"
    }
  }
}
