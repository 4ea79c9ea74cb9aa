import CivilTime
import Coverage

/// How what was given compares with what the policy prescribes, for people to look at: nothing is denied for it.
///
/// What this file keeps true
/// (1) Every entry that stands counts, covered or denied: the drug was given either way.
/// (2) An entry past the last day of its cycle counts toward no cycle's units; its finding says so already.
public struct DoseReview: Sendable {
  /// Every cycle on file with its doses, in the order recorded.
  public let cycles: [CycleReview]
  /// Entries without vials whose cycle is under a limit on vials (policy II.A), which cannot see them, as recorded.
  public let withoutVials: [Administration]

  /// What was given to a patient, held against the policy.
  public init(of history: PatientHistory) {
    let standing = history.standing
    let given = Dictionary(grouping: standing, by: \.fact.cycle)
    cycles = history.cycles.map { cycle in
      let doses = DoseRules.planned(cycle, history: history)
      let entries = (given[cycle.fact.record] ?? []).map(\.fact.entry).filter { cycle.span.contains($0.on) }
      return CycleReview(
        cycle: cycle, dosingDays: min(cycle.span.days, doses.count),
        prescribed: doses.reduce(0) { $0 + $1.administered }, given: entries.reduce(0) { $0 + $1.administered })
    }
    let limited = Set(
      history.cycles.filter { $0.isLive && !$0.limits.allSatisfy(\.isOnUnits) }.map(\.fact.record))
    withoutVials = standing.filter { record in
      (record.fact.entry.vials ?? 0) == 0 && (record.fact.cycle.map(limited.contains) ?? false)
    }
  }
}

/// The doses a policy prescribes for a cycle (policy V), and the units given in it.
public struct CycleReview: Sendable {
  /// The cycle.
  public let cycle: Cycle
  /// The days a dose is prescribed for; the rest of the cycle is rest.
  public let dosingDays: Int
  /// Units to be given in all; for a patient whose size is not known, those of the heaviest dose.
  public let prescribed: Units
  /// Units given, those thrown away left out.
  public let given: Units

  /// Days without a dose.
  public var restDays: Int { cycle.span.days - dosingDays }

  /// Whether more was given than is prescribed.
  public var isAboveSchedule: Bool { cycle.isLive && dosingDays > 0 && given > prescribed }
}
