import CivilTime
import Coverage
import GRDB

/// A flag with what has become of it.
public struct RecordedFlag: Sendable {
  /// The flag as raised.
  public let fact: FlagFact
  /// The entry that resolved it, its cause being gone; nil while it stands.
  public let resolvedBy: JournalNumber?
  /// The entry that closed it for good; nil while it stands.
  public let acknowledgedBy: JournalNumber?
  /// The note it was closed with.
  public let acknowledgement: String?

  /// Whether it is on the worklist.
  public var isOpen: Bool { resolvedBy == nil && acknowledgedBy == nil }
}

extension ReadTransaction {
  private static let flagColumns = """
    f.flag, f.kind, f.subject, f.due_on, f.patient, f.message, f.sequence, r.sequence, a.sequence, a.note
    """

  private static func flags(_ condition: String) -> String {
    """
    SELECT \(flagColumns) FROM flag f
    LEFT JOIN flag_resolution r ON r.flag = f.flag AND r.sequence <= ?2
    LEFT JOIN acknowledgement a ON a.flag = f.flag AND a.sequence <= ?2
    WHERE \(condition) AND f.sequence <= ?2 ORDER BY f.flag
    """
  }

  /// The flags that are open.
  public func openFlags() throws -> [RecordedFlag] {
    try collect(ReadTransaction.flags("?1 IS NULL AND r.sequence IS NULL AND a.sequence IS NULL"), [.null], readFlag)
  }

  /// Whether a flag of a cause is open, or was acknowledged and may not be raised again.
  public func isKnown(_ cause: FlagCause) throws -> Bool {
    try first(
      """
      SELECT f.flag FROM flag f
      LEFT JOIN flag_resolution r ON r.flag = f.flag AND r.sequence <= ?4
      LEFT JOIN acknowledgement a ON a.flag = f.flag AND a.sequence <= ?4
      WHERE f.subject = ?1 AND f.kind = ?2 AND f.due_on = ?3 AND f.sequence <= ?4
        AND (r.sequence IS NULL OR a.sequence IS NOT NULL)
      """, [.of(cause.subject), .of(cause.kind.rawValue), .of(cause.dueOn)]
    ) { try $0.integer() } != nil
  }

  /// One flag; nil when there is none.
  public func flag(_ number: FlagNumber) throws -> RecordedFlag? {
    try first(ReadTransaction.flags("f.flag = ?1"), [.of(number.value)], readFlag)
  }

  /// Every flag raised about a patient.
  public func flags(of patient: PatientNumber) throws -> [RecordedFlag] {
    try collect(ReadTransaction.flags("f.patient = ?1"), [.of(patient.value)], readFlag)
  }

  /// Whether the nightly job has run for a day.
  public func hasRun(on day: CivilDay) throws -> Bool {
    try first("SELECT run FROM nightly_run WHERE today = ? AND sequence <= ?", [.of(day)]) { try $0.integer() } != nil
  }

  /// The latest entry in which the nightly job ran, raised a flag or resolved one; nil when there is none.
  public func latestNight() throws -> JournalNumber? {
    try first(
      """
      SELECT max(sequence) FROM (
        SELECT max(sequence) AS sequence FROM nightly_run WHERE sequence <= ?1
        UNION ALL SELECT max(sequence) FROM flag WHERE sequence <= ?1
        UNION ALL SELECT max(sequence) FROM flag_resolution WHERE sequence <= ?1)
      """, []
    ) { try $0.optionalInteger().map { JournalNumber($0) } } ?? nil
  }

  /// The days ahead the first run of a day looked for what expires, by its entry; nil for a later run of the day.
  public func daysAhead(on sequence: JournalNumber) throws -> Int? {
    try first("SELECT within_days FROM nightly_run WHERE sequence = ? AND sequence <= ?", [.of(sequence.value)]) {
      try $0.integer()
    }
  }

  private func readFlag(_ row: inout RowReader) throws -> RecordedFlag {
    let number = FlagNumber(try row.integer())
    let cause = FlagCause(kind: try row.word(FlagKind.self), subject: try row.text(), dueOn: try row.day())
    let fact = FlagFact(
      number: number, cause: cause, patient: PatientNumber(try row.integer()), message: try row.text(),
      sequence: try row.sequence())
    return RecordedFlag(
      fact: fact, resolvedBy: try row.optionalInteger().map { JournalNumber($0) },
      acknowledgedBy: try row.optionalInteger().map { JournalNumber($0) }, acknowledgement: try row.optionalText())
  }
}
