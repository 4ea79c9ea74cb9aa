import CivilTime
import Coverage

/// What the windows leave for the prescribed days of a cycle that starts before its day.
public enum FitRules {
  /// The first dosing day whose whole vials would pass a limit; nil when every day fits.
  ///
  /// Each dosing day takes the vials its dose needs, and they stay in the windows of the days after it.
  public static func firstUnfitDay(of fact: CycleFact, history: PatientHistory) -> CivilDay? {
    guard let cycle = history.cycles.last(where: { $0.fact.record == fact.record }) else { return nil }
    var planned = history
    for dose in DoseRules.planned(cycle, history: history) where dose.billable.count > 0 {
      let entry = UnitEntry(
        on: fact.startsOn + (dose.day - 1), administered: dose.billable, discarded: 0, vials: dose.vials,
        indication: fact.indication, code: nil)
      let verdict = UnitRules.judge(entry, history: planned)
      guard !verdict.findings.contains(where: { $0.code == .unitLimit || $0.code == .vialLimit }) else {
        return entry.on
      }
      planned.add(
        AdministrationFact(
          number: AdministrationNumber(-dose.day), patient: fact.patient, reference: "", attempt: 1, entry: entry,
          cycle: fact.record, outcome: .covered,
          covered: CoveredPart(administered: dose.billable, discarded: 0, vials: dose.vials), window: nil,
          fitsThen: nil, fitsOn: nil, findings: [], sequence: fact.sequence))
    }
    return nil
  }
}
