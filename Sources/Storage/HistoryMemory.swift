import Coverage

/// Histories already read, so that a file of many operations reads each patient once.
///
/// They hold only while no other process writes: the store forgets them when one has, and when a transaction fails.
final class HistoryMemory {
  /// More patients than this are not kept at a time.
  private static let capacity = 20_000

  private var histories: [PatientNumber: PatientHistory] = [:]
  private var patients: [MemberID: PatientNumber] = [:]

  subscript(patient: PatientNumber) -> PatientHistory? { histories[patient] }

  func remember(_ history: PatientHistory) {
    if histories.count >= HistoryMemory.capacity { forget() }
    histories[history.patient] = history
  }

  func add(_ facts: [Fact], to patient: PatientNumber) {
    guard histories[patient] != nil else { return }
    for fact in facts { histories[patient]?.add(fact) }
  }

  func patient(_ member: MemberID) -> PatientNumber? { patients[member] }

  func remember(_ patient: PatientNumber, as member: MemberID) {
    if patients.count >= HistoryMemory.capacity { patients.removeAll() }
    patients[member] = patient
  }

  func forget() {
    histories.removeAll()
    patients.removeAll()
  }
}
