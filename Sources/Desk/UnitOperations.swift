import Coverage

/// Units to log.
public struct Administering: Sendable {
  public let memberID: MemberID
  public let reference: String
  public let entry: UnitEntry
  /// Whether a denied or voided line is to be judged anew.
  public let again: Bool
  /// Whether the units that fit are to be covered when the whole does not.
  public let cutBack: Bool

  public init(memberID: MemberID, reference: String, entry: UnitEntry, again: Bool, cutBack: Bool) {
    self.memberID = memberID
    self.reference = reference
    self.entry = entry
    self.again = again
    self.cutBack = cutBack
  }
}

/// An administration entered in error.
public struct EntryVoiding: Sendable {
  public let reference: String
  public let reason: String

  public init(reference: String, reason: String) {
    self.reference = reference
    self.reason = reason
  }
}

/// Units someone thinks of logging.
public struct Checking: Sendable {
  public let memberID: MemberID
  public let entry: UnitEntry

  public init(memberID: MemberID, entry: UnitEntry) {
    self.memberID = memberID
    self.entry = entry
  }
}
