import CivilTime

/// Something an auditor asks for: a notice sent, or an attempt to reach someone.
public struct NoteFact: Equatable, Sendable {
  /// What was done.
  public enum Kind: String, CaseIterable, Sendable {
    case noticeMember = "notice-member"
    case noticeProvider = "notice-provider"
    case outreach
  }

  /// The request, authorization or entry it is about: `R-000001`, `A-000001` or a reference.
  public let subject: String
  /// Whose file it belongs to.
  public let patient: PatientNumber
  /// What was done.
  public let kind: Kind
  /// When it was done.
  public let at: Instant
  /// What was said.
  public let text: String
  /// The entry that recorded it.
  public let sequence: JournalNumber

  /// A note on a request, authorization or entry.
  public init(
    subject: String, patient: PatientNumber, kind: Kind, at: Instant, text: String, sequence: JournalNumber
  ) {
    self.subject = subject
    self.patient = patient
    self.kind = kind
    self.at = at
    self.text = text
    self.sequence = sequence
  }
}
