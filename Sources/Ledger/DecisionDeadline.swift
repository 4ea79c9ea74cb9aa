import CivilTime
import Coverage

/// How the clock of a request stands on the day worked on.
public struct DecisionDeadline: Sendable {
  /// How soon the request must be decided.
  public let urgency: Urgency
  /// Hours the clock allows after receipt.
  public let hours: Int
  /// The moment the clock has run out.
  public let dueAt: WallMoment
  /// The time zone of the plan's clock.
  public let timeZone: String
  /// Minutes left of the clock, below 0 once it has run out; nil on a day that is not the present one.
  public let minutesLeft: Int?
  /// Days from the day worked on to the one the clock runs out on.
  public let daysLeft: Int
  /// Whether the clock has run out: before the day began, where the time of day is not known.
  public let isOverdue: Bool

  /// The clock of a request on a day; `now` is what the plan's clock shows, nil on a day that is not the present one.
  public init(of request: RequestFact, on today: CivilDay, now: WallMoment?, settings: PlanSettings) {
    let clock = DecisionClock(of: request, settings: settings)
    urgency = request.urgency
    hours = settings.hours(for: request.urgency)
    dueAt = clock.dueAt
    timeZone = settings.timeZone
    minutesLeft = now.map { clock.dueAt.minutesSinceEpoch - $0.minutesSinceEpoch }
    daysLeft = clock.dueAt.day - today
    isOverdue = minutesLeft.map { $0 < 0 } ?? clock.isOverdue(on: today)
  }
}
