import CivilTime
import Coverage

/// An entry of the journal as read back.
public struct RecordedEntry: Sendable {
  /// Its place.
  public let sequence: JournalNumber
  /// When it was recorded.
  public let recordedAt: Instant
  /// What it says of itself.
  public let entry: JournalEntry

  init(_ reader: inout RowReader) throws {
    sequence = try reader.sequence()
    guard let instant = Instant(stored: try reader.text()) else { throw reader.damaged() }
    recordedAt = instant
    entry = JournalEntry(
      actor: try reader.text(), claimedActor: try reader.optionalText(), action: try reader.text(),
      subject: try reader.text(), workedOn: try reader.day(), findings: try reader.optionalText())
  }

  /// How the journal names a patient: by the ledger's own number, so that it holds nothing personal.
  public static func subject(of patient: PatientNumber) -> String { "P-\(patient.value)" }
}
