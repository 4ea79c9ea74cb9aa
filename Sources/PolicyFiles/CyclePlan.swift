import Coverage

// What this file keeps true
// (1) The phases of a plan that is `isOrdered` hold every cycle from 1 to `last` once, initial ones first.
// (2) The lengths of a plan that is `isMeasured` hold every cycle of the phases once.

/// The numbered cycles of an indication: the phases they belong to and how long they last.
struct CyclePlan {
  let phases: [Phase]
  let lengths: [CycleLength]
  /// Whether the phases have no fault, so that other parts can be checked against them.
  let isOrdered: Bool
  /// Whether the lengths have none either.
  let isMeasured: Bool

  /// Reads `phases` and `cycle_days` of an indication.
  init(_ fields: Fields) {
    let faults = fields.faults
    let phases = fields.list("phases") { Self.phase($0, faults) }
    let follow = phases.all.map { checkRuns($0.map(\.cycles), to: nil, faults) } ?? false
    let initialFirst = Self.checkCoverage(phases, faults)
    isOrdered = follow && initialFirst
    self.phases = phases.items.map(\.phase)
    let last = isOrdered ? self.phases.last?.cycles.last : nil
    let lengths = fields.list("cycle_days") { Self.length($0, faults) }
    let cover = lengths.all.map { checkRuns($0.map(\.cycles), to: last, faults) } ?? false
    isMeasured = cover && isOrdered
    self.lengths = lengths.items.map(\.length)
  }

  /// The last cycle of the phases; nil while they have faults.
  var last: CycleNumber? { isOrdered ? phases.last?.cycles.last : nil }

  /// The cycles of the phases with a kind of coverage; nil when there are none, or while the phases have faults.
  func cycles(of kind: CoverageKind) -> CycleRange? {
    guard isOrdered, let first = phases.first(where: { $0.coverage == kind })?.cycles.first,
      let last = phases.last(where: { $0.coverage == kind })?.cycles.last
    else { return nil }
    return CycleRange(first, last)
  }

  /// The days of a cycle; nil for a cycle outside the phases, or while there are faults.
  func days(of number: CycleNumber) -> Int? {
    isMeasured ? lengths.first { $0.cycles.contains(number) }?.days : nil
  }

  private static func phase(
    _ node: DocumentNode, _ faults: FaultList
  ) -> (phase: Phase, cycles: Placed<CycleRange>, coverage: Place)? {
    guard let fields = Fields(node, keys: ["name", "cycles", "coverage"], faults) else { return nil }
    let name = fields.text("name")
    let cycles = fields.cycles("cycles")
    let coverage = fields.word("coverage", as: CoverageKind.self)
    guard let name, let cycles, let coverage else { return nil }
    return (
      Phase(name: name, cycles: cycles, coverage: coverage),
      Placed(value: cycles, place: fields.place(of: "cycles")), fields.place(of: "coverage")
    )
  }

  private static func length(
    _ node: DocumentNode, _ faults: FaultList
  ) -> (length: CycleLength, cycles: Placed<CycleRange>)? {
    guard let fields = Fields(node, keys: ["cycles", "days", "citation"], faults) else { return nil }
    let cycles = fields.cycles("cycles")
    let days = fields.count("days", in: Bounds.days)
    let citation = fields.text("citation")
    guard let cycles, let days, let citation else { return nil }
    return (
      CycleLength(cycles: cycles, days: days, citation: citation),
      Placed(value: cycles, place: fields.place(of: "cycles"))
    )
  }

  /// Whether initial phases come first; a course starts with initial coverage and does not return to it.
  private static func checkCoverage(
    _ phases: ItemList<(phase: Phase, cycles: Placed<CycleRange>, coverage: Place)>, _ faults: FaultList
  ) -> Bool {
    guard let all = phases.all, let first = all.first else { return false }
    if first.phase.coverage != .initial {
      faults.add("the first phase must be initial, for a course starts with initial coverage", at: first.coverage)
      return false
    }
    let continued = all.drop { $0.phase.coverage == .initial }
    let late = continued.filter { $0.phase.coverage == .initial }
    for item in late {
      faults.add("an initial phase must come before every continued one", at: item.coverage)
    }
    return late.isEmpty
  }
}

/// Whether runs of cycles follow one another from cycle 1, without gap or overlap, and end where the phases do.
///
/// `last` is nil where the runs are the phases, or where the phases have faults.
func checkRuns(_ runs: [Placed<CycleRange>], to last: CycleNumber?, _ faults: FaultList) -> Bool {
  let before = faults.count
  var next = 1
  for (index, run) in runs.enumerated() {
    if run.value.first.value != next {
      let reason = index == 0 ? "as the first" : "as those before end at \(next - 1)"
      faults.add("\"cycles\" must start at \(next), \(reason)", at: run.place)
    }
    next = run.value.last.value + 1
  }
  if let last, let end = runs.last, end.value.last != last {
    faults.add("\"cycles\" must end at \(last), as the phases do", at: end.place)
  }
  return faults.count == before
}

/// The bounds of counts, wide enough for any policy and small enough that no arithmetic on them overflows.
enum Bounds {
  static let weeks = 1...520
  static let months = 1...120
  static let days = 1...3660
  static let cycles = 1...999
  static let times = 1...999
  static let most = 1...100_000
}
