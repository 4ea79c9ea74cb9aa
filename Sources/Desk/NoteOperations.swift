import CivilTime
import Coverage

/// A notice or outreach to record.
public struct NoteTaking: Sendable {
  public let subject: String
  public let kind: NoteFact.Kind
  /// When it was done; now when nil.
  public let at: Instant?
  public let text: String

  public init(subject: String, kind: NoteFact.Kind, at: Instant?, text: String) {
    self.subject = subject
    self.kind = kind
    self.at = at
    self.text = text
  }
}

/// A flag to close for good.
public struct Acknowledging: Sendable {
  public let flag: String
  public let note: String

  public init(flag: String, note: String) {
    self.flag = flag
    self.note = note
  }
}
