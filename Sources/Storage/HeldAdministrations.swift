import Coverage

/// Administrations judged within a transaction and not yet written, because one entry will hold them all.
struct HeldAdministrations {
  /// In the order judged, which is that of their numbers.
  private(set) var facts: [AdministrationFact] = []
  private var places: [PatientNumber: [Int]] = [:]
  private var latest: [String: Int] = [:]

  mutating func add(_ fact: AdministrationFact) {
    places[fact.patient, default: []].append(facts.count)
    latest[fact.reference] = facts.count
    facts.append(fact)
  }

  func facts(of patient: PatientNumber) -> [AdministrationFact] { (places[patient] ?? []).map { facts[$0] } }

  func latest(under reference: String) -> AdministrationFact? { latest[reference].map { facts[$0] } }
}
