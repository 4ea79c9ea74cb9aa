import CivilTime
import Coverage

/// How long a decision took, against the clock it ran under.
public struct DecisionTiming: Sendable {
  /// Minutes from receipt to the decision; 0 for one entered for a moment before the receipt.
  public let takenMinutes: Int
  /// Minutes the clock allowed.
  public let allowedMinutes: Int
  /// Whether the clock had run out.
  public let isLate: Bool

  /// The timing of an answer to a request, as it was recorded.
  public init(of request: RequestFact, _ recorded: DecisionTimeFact) {
    let receivedAt = request.receivedOn.ordinal * 1440 + request.receivedAt.minutes
    takenMinutes = max(0, recorded.decidedAt.minutesSinceEpoch - receivedAt)
    isLate = recorded.isLate
    allowedMinutes = recorded.dueAt.minutesSinceEpoch - receivedAt
  }
}
