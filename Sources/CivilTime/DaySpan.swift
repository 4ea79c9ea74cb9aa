/// A run of days with both ends covered, as payers write them.
public struct DaySpan: Hashable, Sendable {
  /// The first day of the span.
  public let startsOn: CivilDay
  /// The last day of the span, which belongs to it.
  public let endsOn: CivilDay

  /// The span from one day to another, both covered.
  public init(from startsOn: CivilDay, to endsOn: CivilDay) {
    self.startsOn = startsOn
    self.endsOn = endsOn
  }

  /// The span of `days` days that begins on a day.
  public init(from startsOn: CivilDay, days: Int) {
    self.init(from: startsOn, to: startsOn + (days - 1))
  }

  /// The span of `days` days that ends on a day.
  public init(endingOn endsOn: CivilDay, days: Int) {
    self.init(from: endsOn - (days - 1), to: endsOn)
  }

  /// The number of days in the span.
  public var days: Int { endsOn - startsOn + 1 }

  /// Whether a day lies in the span.
  public func contains(_ day: CivilDay) -> Bool { startsOn <= day && day <= endsOn }

  /// Whether two spans share a day.
  public func overlaps(_ other: DaySpan) -> Bool { startsOn <= other.endsOn && other.startsOn <= endsOn }
}
