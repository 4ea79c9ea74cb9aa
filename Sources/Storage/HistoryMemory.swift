import Coverage

/// Histories already read, so that a file of many operations reads each patient once.
///
/// They hold only while no other process writes: the store forgets them when one has, and when a transaction fails.
final class HistoryMemory {
  private struct Known {
    var history: PatientHistory
    let scope: HistoryScope

    mutating func add(_ fact: Fact) {
      if scope < .everything, case .administration(let fact) = fact { history.cover(fact) } else { history.add(fact) }
    }
  }

  /// More patients than this are not kept of each generation.
  private static let capacity = 12_000

  // Two generations: when the younger is full it becomes the older, and the older is let go. What is asked for again
  // is young again.
  private var young: [PatientNumber: Known] = [:]
  private var old: [PatientNumber: Known] = [:]
  private var patients: [MemberID: PatientNumber] = [:]

  func history(of patient: PatientNumber, scope: HistoryScope) -> PatientHistory? {
    if let known = young[patient] { return known.scope >= scope ? known.history : nil }
    guard let known = old.removeValue(forKey: patient) else { return nil }
    insert(known)
    return history(of: patient, scope: scope)
  }

  func remember(_ history: PatientHistory, scope: HistoryScope) { insert(Known(history: history, scope: scope)) }

  func add(_ facts: [Fact], to patient: PatientNumber) {
    // Changed where it lies: taken out and put back, a history would be copied.
    if let place = young.index(forKey: patient) {
      for fact in facts { young.values[place].add(fact) }
    } else if let place = old.index(forKey: patient) {
      for fact in facts { old.values[place].add(fact) }
    }
  }

  func patient(_ member: MemberID) -> PatientNumber? { patients[member] }

  func remember(_ patient: PatientNumber, as member: MemberID) {
    if patients.count >= 100_000 { patients.removeAll() }
    patients[member] = patient
  }

  func forget() {
    young.removeAll()
    old.removeAll()
    patients.removeAll()
  }

  private func insert(_ known: Known) {
    if young.count >= HistoryMemory.capacity {
      old = young
      young = [:]
    }
    young[known.history.patient] = known
  }
}
