import CivilTime
import Coverage

/// A run of the nightly job: what it saw is on file up to its entry.
public struct NightlyMark: Sendable {
  /// The day it ran for.
  public let today: CivilDay
  /// Its entry.
  public let sequence: JournalNumber
}

extension ReadTransaction {
  /// The latest run of the nightly job; nil when it has not run.
  public func lastNightlyRun() throws -> NightlyMark? {
    try first("SELECT today, sequence FROM nightly_run WHERE sequence <= ? ORDER BY run DESC LIMIT 1", []) {
      NightlyMark(today: try $0.day(), sequence: try $0.sequence())
    }
  }

  /// The patients with an authorization or a request.
  public func patientsUnderWatch() throws -> [PatientNumber] {
    try collect(
      """
      SELECT patient FROM authorization WHERE sequence <= ?1
      UNION SELECT patient FROM request WHERE sequence <= ?1 ORDER BY 1
      """, [], number)
  }

  /// The patients of whom a flag may have to be raised or resolved since a run: those covered on `endsFrom` or later,
  /// those with a request received on `receivedFrom` or later, and those whose coverage, cycles or requests have
  /// changed. Of all others the run found what still holds.
  public func patientsUnderWatch(
    since run: NightlyMark, endsFrom: CivilDay, receivedFrom: CivilDay
  ) throws -> Set<PatientNumber> {
    var patients: Set<PatientNumber> = []
    for (sql, day) in [
      ("SELECT patient FROM authorization WHERE ends_on >= ? AND sequence <= ?", endsFrom),
      ("SELECT patient FROM request WHERE received_on >= ? AND sequence <= ?", receivedFrom),
      (
        """
        SELECT a.patient FROM authorization_change c JOIN authorization a ON a.authorization = c.authorization
        WHERE c.ends_on >= ? AND c.sequence <= ?
        """, endsFrom
      ),
    ] {
      patients.formUnion(try collect(sql, [.of(day)], number))
    }
    for sql in ReadTransaction.changes { patients.formUnion(try changed(sql, since: run.sequence)) }
    return patients
  }

  /// Whose coverage, cycles and requests changed, the latest first.
  static let changes = [
    "SELECT patient, sequence FROM authorization WHERE sequence <= ? ORDER BY authorization DESC",
    """
    SELECT a.patient, c.sequence FROM authorization_change c JOIN authorization a ON a.authorization = c.authorization
    WHERE c.sequence <= ? ORDER BY c.change DESC
    """,
    """
    SELECT a.patient, v.sequence FROM authorization_void v JOIN authorization a ON a.authorization = v.authorization
    WHERE v.sequence <= ? ORDER BY v.void DESC
    """,
    "SELECT patient, sequence FROM cycle WHERE sequence <= ? ORDER BY cycle DESC",
    """
    SELECT c.patient, v.sequence FROM cycle_void v JOIN cycle c ON c.cycle = v.cycle
    WHERE v.sequence <= ? ORDER BY v.void DESC
    """,
    """
    SELECT r.patient, d.sequence FROM determination d JOIN request r ON r.request = d.request
    WHERE d.sequence <= ? ORDER BY d.determination DESC
    """,
  ]

  /// Keys rise with the journal, so the walk back ends at the first row the run has seen.
  private func changed(_ sql: String, since seen: JournalNumber) throws -> [PatientNumber] {
    var patients: [PatientNumber] = []
    try SQLStatement(database, sql).forEachRow([.of(horizon)]) { row in
      let patient = PatientNumber(try row.integer())
      guard try row.sequence() > seen else { return false }
      patients.append(patient)
      return true
    }
    return patients
  }

  private func number(_ row: inout RowReader) throws -> PatientNumber { PatientNumber(try row.integer()) }
}
