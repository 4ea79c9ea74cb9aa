import Coverage

/// Administrations judged within a transaction and not yet written, because one entry will hold them all.
struct HeldAdministrations {
  /// In the order judged, which is that of their numbers.
  private(set) var facts: [AdministrationFact] = []
  private var patients: Set<PatientNumber> = []
  private var latest: [String: Int] = [:]

  mutating func add(_ fact: AdministrationFact) {
    patients.insert(fact.patient)
    latest[fact.reference] = facts.count
    facts.append(fact)
  }

  func facts(of patient: PatientNumber) -> [AdministrationFact] {
    // Asked only of a patient whose history was not in memory.
    patients.contains(patient) ? facts.filter { $0.patient == patient } : []
  }

  func latest(under reference: String) -> AdministrationFact? { latest[reference].map { facts[$0] } }
}
