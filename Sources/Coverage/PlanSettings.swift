/// What a plan has set for its ledger.
public struct PlanSettings: Equatable, Sendable {
  /// The plan's time zone by its IANA name, such as `America/Chicago`; it says which day it is.
  public var timeZone: String
  /// Hours a standard request may wait for its decision.
  public var standardHours: Int
  /// Hours an expedited request may wait for its decision.
  public var expeditedHours: Int

  /// The clocks of Part B drug practice, in a time zone.
  public init(timeZone: String, standardHours: Int = 72, expeditedHours: Int = 24) {
    self.timeZone = timeZone
    self.standardHours = standardHours
    self.expeditedHours = expeditedHours
  }

  /// Hours a request of an urgency may wait.
  public func hours(for urgency: Urgency) -> Int {
    switch urgency {
    case .standard: standardHours
    case .expedited: expeditedHours
    }
  }
}
