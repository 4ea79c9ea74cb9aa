/// What a plan has set for its ledger.
public struct PlanSettings: Equatable, Sendable {
  /// The plan's time zone by its IANA name, such as `America/Chicago`; it says which day it is.
  public var timeZone: String
  /// Hours a standard request may wait for its decision.
  public var standardHours: Int
  /// Hours an expedited request may wait for its decision.
  public var expeditedHours: Int
  /// Whether it is recorded who looks at a patient's history.
  public var logsReads: Bool

  /// The clocks of Part B drug practice, in a time zone.
  public init(timeZone: String, standardHours: Int = 72, expeditedHours: Int = 24, logsReads: Bool = false) {
    self.timeZone = timeZone
    self.standardHours = standardHours
    self.expeditedHours = expeditedHours
    self.logsReads = logsReads
  }

  /// Hours a request of an urgency may wait.
  public func hours(for urgency: Urgency) -> Int {
    switch urgency {
    case .standard: standardHours
    case .expedited: expeditedHours
    }
  }
}
