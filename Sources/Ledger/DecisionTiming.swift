import CivilTime
import Coverage

/// How long a decision took, against the clock it ran under.
public struct DecisionTiming: Sendable {
  /// Minutes from receipt to the decision; 0 for one entered for a moment before the receipt.
  public let takenMinutes: Int
  /// Minutes the clock allowed.
  public let allowedMinutes: Int

  /// Whether the clock had run out; a decision in the last minute is in time.
  public var isLate: Bool { takenMinutes > allowedMinutes }

  /// The timing of a decision given at a minute of the plan's clock, counted from 1970-01-01 00:00.
  public init(of request: RequestFact, decidedAt minute: Int, settings: PlanSettings) {
    takenMinutes = max(0, minute - (request.receivedOn.ordinal * 1440 + request.receivedAt.minutes))
    allowedMinutes = settings.hours(for: request.urgency) * 60
  }
}
