/// The permanent codes of warnings, which say that an entry is far from the doses the policy prescribes.
public enum DoseWarningCode: String, CaseIterable, Sendable {
  case doseAboveSchedule = "dose-above-schedule"
  case vialsAboveSchedule = "vials-above-schedule"
}

/// One thing about an entry that someone should look at. It denies nothing: doses are advice (policy V).
public struct DoseWarning: Equatable, Sendable {
  /// What was noticed.
  public let code: DoseWarningCode
  /// The day of the cycle, 1 for its first.
  public let day: Int
  /// The cycle's number.
  public let cycle: CycleNumber
  /// What the entry has: units given, or vials.
  public let given: Int
  /// What the schedule has on that day, at most.
  public let prescribed: Int
  /// Whether the patient's size is known; else `prescribed` is the most for any size.
  public let isSizeKnown: Bool
  /// The section of the policy.
  public let citation: String

  /// A warning with its figures.
  public init(
    code: DoseWarningCode, day: Int, cycle: CycleNumber, given: Int, prescribed: Int, isSizeKnown: Bool,
    citation: String
  ) {
    self.code = code
    self.day = day
    self.cycle = cycle
    self.given = given
    self.prescribed = prescribed
    self.isSizeKnown = isSizeKnown
    self.citation = citation
  }
}
