import CivilTime
import Coverage

/// Whether an entry is far from the schedule: more given than the day's dose, or more vials than it takes (policy V).
///
/// What this file keeps true
/// (1) A warning rests on the entry, its cycle and what was measured before it, so it comes out the same at any time.
public enum DoseWarningRules {
  /// What is far from the schedule in a recorded entry; nothing outside a cycle, which a finding says already.
  public static func warnings(on fact: AdministrationFact, history: PatientHistory) -> [DoseWarning] {
    guard let cycle = history.cycles.first(where: { $0.fact.record == fact.cycle }),
      cycle.span.contains(fact.entry.on), let terms = cycle.indication,
      let policy = history.policy(of: cycle.fact)
    else { return [] }
    let size = BodySize(of: history, on: fact.entry.on, before: fact.sequence)
    let (number, day) = (cycle.fact.number, fact.entry.on - cycle.fact.startsOn + 1)
    let own = DoseRules.dose(onDay: day, terms, cycle: number, size: size, policy: policy)
    guard let dose = own ?? DoseRules.dose(onDay: day, terms, cycle: number, size: .heaviest, policy: policy)
    else { return [] }
    func warning(_ code: DoseWarningCode, _ given: Int, _ prescribed: Int) -> DoseWarning? {
      guard given > prescribed else { return nil }
      return DoseWarning(
        code: code, day: day, cycle: number, given: given, prescribed: prescribed,
        isSizeKnown: own != nil, citation: terms.dosing.citation)
    }
    return [
      warning(.doseAboveSchedule, fact.entry.administered.count, dose.administered.count),
      // Without vials in the schedule there is nothing to hold a line's vials against.
      policy.products.isEmpty
        ? nil : warning(.vialsAboveSchedule, fact.entry.vials?.count ?? 0, dose.vials.count),
    ].compactMap { $0 }
  }
}
