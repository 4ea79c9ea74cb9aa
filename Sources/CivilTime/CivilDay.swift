/// A day of the proleptic Gregorian calendar, with no time and no time zone.
///
/// Days are counted, never computed from seconds: a window of 42 days is 42 days on the nights the clocks change too.
public struct CivilDay: Hashable, Comparable, Sendable {
  // Histories hold millions of days; half a word reaches six million years.
  private let stored: Int32

  /// The day that lies `ordinal` days after 1970-01-01.
  public init(ordinal: Int) { stored = Int32(clamping: ordinal) }

  /// Days since 1970-01-01, which is day 0.
  public var ordinal: Int { Int(stored) }

  /// The day of a year, month and day of the month, or nil when the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDay.daysIn(month: month, year: year)
    else { return nil }
    // Years begin in March here, so that the leap day is the last of its year.
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(ordinal: era * 146_097 + dayOfEra - 719_468)
  }

  /// The year, the month from 1 to 12, and the day of the month from 1 to 31.
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = ordinal + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The number of days of a month.
  public static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The day `months` months later: the same day of the month, or the month's last day where it is shorter.
  public func adding(months: Int) -> CivilDay {
    let (year, month, day) = components
    let count = year * 12 + (month - 1) + months
    let (newYear, newMonth) = (count / 12, count % 12 + 1)
    let newDay = min(day, CivilDay.daysIn(month: newMonth, year: newYear))
    return CivilDay(year: newYear, month: newMonth, day: newDay) ?? self
  }

  public static func < (left: CivilDay, right: CivilDay) -> Bool { left.stored < right.stored }

  /// The day `days` days later.
  public static func + (day: CivilDay, days: Int) -> CivilDay { CivilDay(ordinal: day.ordinal + days) }

  /// The day `days` days earlier.
  public static func - (day: CivilDay, days: Int) -> CivilDay { CivilDay(ordinal: day.ordinal - days) }

  /// The number of days from `right` to `left`; 0 for the same day.
  public static func - (left: CivilDay, right: CivilDay) -> Int { left.ordinal - right.ordinal }
}
