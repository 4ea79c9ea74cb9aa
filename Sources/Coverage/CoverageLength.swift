import CivilTime

/// How long an authorization lasts, as a policy says it.
public enum CoverageLength: Equatable, Sendable, CustomStringConvertible {
  /// Weeks of 7 days.
  case weeks(Int)
  /// Calendar months: the last covered day is the one before the same day of the month, or the last day of a month that
  /// has no such day. Six months from March 2 end on September 1; one month from January 31 ends on February 28 or 29.
  case months(Int)

  /// The days covered from a first one.
  public func span(from first: CivilDay) -> DaySpan {
    switch self {
    case .weeks(let weeks):
      return DaySpan(from: first, days: 7 * weeks)
    case .months(let months):
      let same = first.adding(months: months)
      return DaySpan(from: first, to: same.components.day < first.components.day ? same : same - 1)
    }
  }

  /// The fewest days it covers, whatever the first one is.
  public var leastDays: Int {
    switch self {
    case .weeks(let weeks):
      return 7 * weeks
    case .months:
      // Four years hold every run of months, a leap day in it or not.
      guard let first = CivilDay(year: 2001, month: 1, day: 1) else { return 0 }
      return (0..<1461).map { span(from: first + $0).days }.min() ?? 0
    }
  }

  public var description: String {
    switch self {
    case .weeks(let weeks): count(weeks, "week")
    case .months(let months): count(months, "month")
    }
  }
}
