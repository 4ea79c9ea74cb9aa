/// A moment of the plan's wall clock: a day and minutes into it.
public struct WallMoment: Comparable, Sendable, CustomStringConvertible {
  /// The day.
  public let day: CivilDay
  /// Minutes into the day, 0 to 1,439.
  public let minute: Int

  /// Minutes since 1970-01-01 00:00 on the plan's clock.
  public var minutesSinceEpoch: Int { day.ordinal * 1440 + minute }

  /// The moment so many minutes after 1970-01-01 00:00 on the plan's clock.
  public init(minutesSinceEpoch: Int) {
    let minutesOfDay = ((minutesSinceEpoch % 1440) + 1440) % 1440
    day = CivilDay(ordinal: (minutesSinceEpoch - minutesOfDay) / 1440)
    minute = minutesOfDay
  }

  /// The last minute of a day.
  public init(endOf day: CivilDay) { self.init(minutesSinceEpoch: day.ordinal * 1440 + 1439) }

  /// Reads `2024-03-10 02:30`, which the ledger has written itself and which may lie beyond the accepted years.
  public init?(stored text: some StringProtocol) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, let day = CivilDay(stored: parts[0]), let time = TimeOfDay(parts[1]) else { return nil }
    self.init(minutesSinceEpoch: day.ordinal * 1440 + time.minutes)
  }

  public static func < (left: WallMoment, right: WallMoment) -> Bool {
    (left.day, left.minute) < (right.day, right.minute)
  }

  /// The time of day, `02:30`.
  public var timeText: String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(two(minute / 60)):\(two(minute % 60))"
  }

  public var description: String { "\(day) \(timeText)" }
}
