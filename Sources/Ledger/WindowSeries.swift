import CivilTime
import Coverage

/// What the windows of one limit on units held through a course.
public struct WindowSeries: Sendable {
  /// The limit.
  public let limit: Limit
  /// What the window that ends on a day held, for each day on which that changes.
  public let steps: [(on: CivilDay, used: Int)]

  /// Of the limits on units a cycle is under, the one that leaves least in the fullest window that holds a day of the
  /// cycle, and that window; nil when no limit is on units.
  public static func tightest(of cycle: Cycle, history: PatientHistory) -> (limit: Limit, window: WindowUse)? {
    cycle.limits.filter(\.isOnUnits).compactMap { limit in
      let windows = (0..<cycle.span.days).map { day in
        WindowRules.fullest(limit, on: cycle.span.startsOn + day, inCycleFrom: cycle.span.startsOn, history: history)
      }
      return windows.min { $0.left < $1.left }.map { (limit, $0) }
    }.min { $0.window.left < $1.window.left }
  }

  /// A series for every limit on units a course's cycles are under, in the order met.
  public static func all(of course: Course, history: PatientHistory, until today: CivilDay) -> [WindowSeries] {
    var limits: [Limit] = []
    for limit in course.cycles.flatMap(\.limits)
    where limit.isOnUnits && !limits.contains(where: { $0.kind == limit.kind }) {
      limits.append(limit)
    }
    return limits.map { limit in
      let cycles = course.cycles.filter { cycle in cycle.limits.contains { $0.kind == limit.kind } }
      let whole = DaySpan(
        from: (cycles.first?.span.startsOn ?? today) - limit.days, to: max(cycles.last?.span.endsOn ?? today, today))
      let lines = WindowRules.lines(of: limit, in: whole, history: history).map(\.on)
      // A window changes on a line's day, on the day the line has left it, and where a cycle begins a new one.
      let days = Set(lines + lines.map { $0 + limit.days } + cycles.map(\.span.startsOn) + [today])
      return WindowSeries(
        limit: limit,
        steps: days.filter { $0 <= max(today, lines.last ?? today) }.sorted().map { day in
          let cycle = cycles.last { $0.span.startsOn <= day }
          return (day, WindowRules.use(of: limit, on: day, inCycleFrom: cycle?.span.startsOn, history: history).used)
        })
    }
  }
}
