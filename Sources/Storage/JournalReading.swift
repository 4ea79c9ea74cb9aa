import CivilTime
import Coverage

extension ReadTransaction {
  /// What the journal says of one entry.
  public func entry(_ sequence: JournalNumber) throws -> RecordedEntry? {
    try first(
      """
      SELECT sequence, recorded_at, actor, claimed_actor, action, subject, worked_on, findings FROM journal
      WHERE sequence = ?1 AND sequence <= ?2
      """, [.of(sequence.value)], RecordedEntry.init)
  }

  /// Refusals recorded of a patient, or of the requests and authorizations named, in order.
  public func refusals(of patient: PatientNumber, and subjects: [String]) throws -> [RecordedEntry] {
    let own = RecordedEntry.subject(of: patient)
    let named = [own] + subjects
    // Two searches of the index of refusals; with OR, and without the sign before `sequence`, the whole journal is read.
    func refusals(_ condition: String, _ arguments: [String]) throws -> [RecordedEntry] {
      try collect(
        """
        SELECT sequence, recorded_at, actor, claimed_actor, action, subject, worked_on, findings FROM journal
        WHERE findings IS NOT NULL AND \(condition) AND +sequence <= ?
        """, arguments.map { .of($0) }, RecordedEntry.init)
    }
    let marks = named.map { _ in "?" }.joined(separator: ", ")
    let found =
      try refusals("subject IN (\(marks))", named) + refusals("subject >= ? AND subject < ?", [own + " ", own + "!"])
    return found.sorted { $0.sequence < $1.sequence }
  }

  /// The last entry there is.
  public func lastEntry() throws -> JournalNumber {
    JournalNumber(try first("SELECT max(sequence) FROM journal WHERE sequence <= ?", []) { $0.wholeNumber(0) } ?? 0)
  }

  /// The last entry recorded at an instant or before.
  public func lastEntry(by instant: Instant) throws -> JournalNumber {
    // Instants never go back, so that the entry is found by halves, however long ago it was.
    var (low, high) = (0, try lastEntry().value)
    while low < high {
      let middle = (low + high + 1) / 2
      let recordedAt = try first("SELECT recorded_at FROM journal WHERE sequence = ? AND sequence <= ?", [.of(middle)])
      {
        try $0.text()
      }
      if let recordedAt, recordedAt > instant.description { high = middle - 1 } else { low = middle }
    }
    return JournalNumber(low)
  }
}
