extension Indication {
  /// The last cycle before continued therapy; the last of all where there is none.
  public var lastPreContinued: CycleNumber {
    phases.last { $0.coverage == .initial }?.cycles.last ?? CycleNumber(0)
  }

  /// Whether some phase is continued therapy.
  public var hasContinuedTherapy: Bool { phases.contains { $0.coverage == .continued } }

  /// The phase of a cycle; nil past the last phase.
  public func phase(of number: CycleNumber) -> Phase? { phases.first { $0.cycles.contains(number) } }

  /// The length of a cycle in days; past the last phase it is that of the last cycle.
  public func cycleDays(of number: CycleNumber) -> Int {
    (cycleLengths.first { $0.cycles.contains(number) } ?? cycleLengths.last)?.days ?? 0
  }

  /// The section that sets the length of a cycle.
  public func cycleDaysCitation(of number: CycleNumber) -> String {
    (cycleLengths.first { $0.cycles.contains(number) } ?? cycleLengths.last)?.citation ?? ""
  }

  /// The limits a cycle is under; past the last phase they are those of the last cycle.
  public func limits(of number: CycleNumber) -> [Limit] {
    let last = phases.last?.cycles.last ?? number
    let known = min(number, last)
    return limits.filter { $0.cycles.contains(known) }
  }
}
