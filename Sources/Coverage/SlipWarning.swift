/// The permanent codes of warnings that a value is more likely a slip of the hand than meant.
public enum SlipWarningCode: String, CaseIterable, Sendable {
  case weightUnlikely = "weight-unlikely"
  case heightUnlikely = "height-unlikely"
  case startFarAhead = "start-far-ahead"
  case endFarAhead = "end-far-ahead"
}

/// A value that is more likely a slip of the hand than meant; it is recorded all the same.
public struct SlipWarning: Equatable, Sendable {
  /// What was noticed.
  public let code: SlipWarningCode
  /// The same in a sentence, with what to do.
  public let message: String

  /// A warning with its sentence.
  public init(_ code: SlipWarningCode, _ message: String) {
    self.code = code
    self.message = message
  }
}
