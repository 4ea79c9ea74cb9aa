import CivilTime
import Coverage

/// Whether an entry is far from the schedule: more given than the day's dose, or more vials than it takes (policy V).
///
/// What this file keeps true
/// (1) A warning rests on the entry, its cycle and what was measured before it, so it comes out the same at any time.
public enum DoseWarningRules {
  /// What is far from the schedule in a recorded entry; nothing outside a cycle, which a finding says already.
  public static func warnings(on fact: AdministrationFact, history: PatientHistory) -> [DoseWarning] {
    let cycles = history.cycles
    guard let place = cycles.indices.first(where: { cycles[$0].fact.record == fact.cycle }),
      cycles[place].span.contains(fact.entry.on), let policy = cycles[place].terms.policy,
      let dosing = cycles[place].terms.indication?.dosing
    else { return [] }
    let size = BodySize(of: history, on: fact.entry.on, before: fact.sequence)
    let (number, day) = (cycles[place].fact.number, fact.entry.on - cycles[place].fact.startsOn + 1)
    let own = DoseRules.dose(onDay: day, dosing, cycle: number, size: size, policy: policy)
    guard let dose = own ?? DoseRules.dose(onDay: day, dosing, cycle: number, size: .heaviest, policy: policy)
    else { return [] }
    var warnings: [DoseWarning] = []
    func warn(_ code: DoseWarningCode, _ given: Int, _ prescribed: Int) {
      guard given > prescribed else { return }
      warnings.append(
        DoseWarning(
          code: code, day: day, cycle: number, given: given, prescribed: prescribed, isSizeKnown: own != nil,
          citation: dosing.citation))
    }
    warn(.doseAboveSchedule, fact.entry.administered.count, dose.administered.count)
    // Without vials in the schedule there is nothing to hold a line's vials against.
    if !policy.products.isEmpty { warn(.vialsAboveSchedule, fact.entry.vials?.count ?? 0, dose.vials.count) }
    return warnings
  }
}
