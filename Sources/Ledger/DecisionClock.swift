import CivilTime
import Coverage

/// By when a request must be decided. Pending does not stop the clock.
public struct DecisionClock: Sendable {
  /// The moment the clock has run out.
  public let dueAt: WallMoment
  /// The moment a quarter of the clock is left.
  public let warnAt: WallMoment

  /// The clock of a request under the plan's hours.
  public init(of request: RequestFact, settings: PlanSettings) {
    let received = request.receivedOn.ordinal * 1440 + request.receivedAt.minutes
    let minutes = settings.hours(for: request.urgency) * 60
    dueAt = WallMoment(minutesSinceEpoch: received + minutes)
    warnAt = WallMoment(minutesSinceEpoch: received + minutes - minutes / 4)
  }

  /// Whether the clock has run out before a day begins.
  public func isOverdue(on day: CivilDay) -> Bool { dueAt <= WallMoment(minutesSinceEpoch: day.ordinal * 1440) }

  /// Whether the last quarter of the clock begins on a day or earlier, and the clock has not run out.
  public func isDue(on day: CivilDay) -> Bool { !isOverdue(on: day) && warnAt.day <= day }
}
