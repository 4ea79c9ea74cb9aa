/// Civil days as plain numbers: day 0 is 1900-01-01, and every conversion counts years and months one by one.
enum StupidCalendar {
  static let firstYear = 1900
  static let lastYear = 2199

  static func isLeap(_ year: Int) -> Bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
  }

  static func daysIn(year: Int, month: Int) -> Int {
    if month == 2 { return isLeap(year) ? 29 : 28 }
    return [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// The day number of `YYYY-MM-DD`, or nil when the text is not a day from 1900 to 2199.
  static func day(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    for (place, byte) in bytes.enumerated() where place != 4 && place != 7 {
      guard (0x30...0x39).contains(byte) else { return nil }
    }
    func number(_ places: Range<Int>) -> Int { places.reduce(0) { $0 * 10 + Int(bytes[$1]) - 0x30 } }
    let (year, month, dayOfMonth) = (number(0..<4), number(5..<7), number(8..<10))
    guard (firstYear...lastYear).contains(year), (1...12).contains(month), dayOfMonth >= 1,
      dayOfMonth <= daysIn(year: year, month: month)
    else { return nil }
    return day(year: year, month: month, dayOfMonth: dayOfMonth)
  }

  static func day(year: Int, month: Int, dayOfMonth: Int) -> Int {
    var count = 0
    for earlier in firstYear..<year { count += isLeap(earlier) ? 366 : 365 }
    for earlier in 1..<month { count += daysIn(year: year, month: earlier) }
    return count + dayOfMonth - 1
  }

  static func parts(_ day: Int) -> (year: Int, month: Int, dayOfMonth: Int) {
    var (left, year, month) = (day, firstYear, 1)
    while left >= (isLeap(year) ? 366 : 365) {
      left -= isLeap(year) ? 366 : 365
      year += 1
    }
    while left >= daysIn(year: year, month: month) {
      left -= daysIn(year: year, month: month)
      month += 1
    }
    return (year, month, left + 1)
  }

  static func text(_ day: Int) -> String {
    let (year, month, dayOfMonth) = parts(day)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(dayOfMonth))"
  }

  /// The same day of the next month, or that month's last day.
  static func oneMonthAfter(_ day: Int) -> Int {
    var (year, month, dayOfMonth) = parts(day)
    month += 1
    if month == 13 { (year, month) = (year + 1, 1) }
    return Self.day(year: year, month: month, dayOfMonth: min(dayOfMonth, daysIn(year: year, month: month)))
  }
}
