import CivilTime
import Coverage

/// A prescribed day of a cycle as an entry of units, with what stands against it.
public struct PlannedDose: Sendable {
  /// The entry staff would send: the dose, and what its whole vials waste.
  public let entry: UnitEntry
  /// The fullest window of the limit on units that leaves least; nil without a cycle.
  public let window: WindowUse?
  /// Every reason against it.
  public let findings: [Finding]

  /// Whether a limit on units or vials stands against it.
  public var isPastLimit: Bool { findings.contains { $0.code == .unitLimit || $0.code == .vialLimit } }
  /// Whether coverage is lacking on its day.
  public var isOutsideCoverage: Bool { findings.contains { $0.code == .outsideCoverage } }
}

/// What the windows leave for the prescribed days of a cycle.
public enum FitRules {
  /// The first dosing day whose whole vials would pass a limit; nil when every day fits.
  public static func firstUnfitDay(of fact: CycleFact, history: PatientHistory) -> CivilDay? {
    guard let cycle = history.cycles.last(where: { $0.fact.record == fact.record }) else { return nil }
    var planned = history
    let doses = layOut(DoseRules.planned(cycle, history: history), of: fact, into: &planned)
    return doses.first(where: \.isPastLimit)?.entry.on
  }

  /// The first of some dosing days whose units would pass a limit, whatever becomes of its vials; nil when all fit.
  static func firstPastUnitLimit(
    _ doses: [DoseDay], of fact: CycleFact, history: PatientHistory
  ) -> PlannedDose? {
    var planned = history
    for dose in doses {
      let unfit = layOut([dose.withoutVials], of: fact, into: &planned).first { $0.isPastLimit }
      if let unfit { return unfit }
    }
    return nil
  }

  /// The dosing days of a cycle that no coverage on file reaches.
  public static func daysOutsideCoverage(of fact: CycleFact, history: PatientHistory) -> [CivilDay] {
    guard let cycle = history.cycles.last(where: { $0.fact.record == fact.record }) else { return [] }
    let course = Course(of: fact.indication, in: history)
    // Only a cycle that outlasts its coverage can have such days.
    guard course.authorization(covering: fact.startsOn)?.span.contains(cycle.span.endsOn) != true else { return [] }
    return DoseRules.planned(cycle, history: history).filter { $0.billable.count > 0 }
      .map { fact.startsOn + ($0.day - 1) }.filter { course.authorization(covering: $0) == nil }
  }

  /// Judges each dosing day of a cycle in turn, and puts it into the history.
  ///
  /// Each takes the vials its dose needs, and they stay in the windows of the days after it. A day that coverage alone
  /// is lacking for stays in them too: it is given all the same, and an extension would cover it.
  static func layOut(
    _ doses: [DoseDay], of fact: CycleFact, into history: inout PatientHistory
  ) -> [PlannedDose] {
    doses.filter { $0.billable.count > 0 }.map { dose in
      let entry = UnitEntry(
        on: fact.startsOn + (dose.day - 1), administered: dose.administered,
        discarded: dose.billable - dose.administered, vials: dose.vials, indication: fact.indication, code: nil)
      let verdict = UnitRules.judge(entry, history: history)
      let planned = PlannedDose(entry: entry, window: verdict.window, findings: verdict.findings)
      if !planned.isPastLimit { history.add(counted(entry, in: fact)) }
      return planned
    }
  }

  private static func counted(_ entry: UnitEntry, in fact: CycleFact) -> AdministrationFact {
    AdministrationFact(
      number: AdministrationNumber(0), patient: fact.patient, reference: "", attempt: 1, entry: entry,
      cycle: fact.record, outcome: .covered, covered: entry.whole, window: nil, fitsThen: nil, fitsOn: nil,
      findings: [], sequence: fact.sequence)
  }
}
