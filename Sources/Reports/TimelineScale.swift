import CivilTime

/// Days as places on a drawing, from left to right.
struct TimelineScale {
  let days: DaySpan
  let width: Double

  /// Where a day begins.
  func x(_ day: CivilDay) -> Double { Double(day - days.startsOn) * width / Double(days.days) }

  /// Where a day ends.
  func end(_ day: CivilDay) -> Double { x(day + 1) }

  /// The first days of months that have room for their label, `2026-03`, each with it.
  var months: [(on: CivilDay, label: String)] {
    let (year, month, _) = days.startsOn.components
    guard let first = CivilDay(year: year, month: month, day: 1) else { return [] }
    let needed = SVG.width(of: "0000-00") + TimelineLayout.gap
    // Months between two labels: a divisor of the year, or whole years, so that labels fall on the same months.
    let perMonth = width / Double(days.days) * 28
    let step =
      [1, 2, 3, 6, 12].first { Double($0) * perMonth >= needed } ?? max(24, Int(needed / perMonth / 12 + 1) * 12)
    var found: [(CivilDay, String)] = []
    var day = first
    while day <= days.endsOn {
      if day >= days.startsOn, (day.components.month - 1).isMultiple(of: min(step, 12)), x(day) + needed <= width {
        if found.last.map({ x(day) - x($0.0) >= needed }) ?? true { found.append((day, String("\(day)".prefix(7)))) }
      }
      day = day.adding(months: 1)
    }
    return found
  }
}
