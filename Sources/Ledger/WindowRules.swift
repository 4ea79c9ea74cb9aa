import CivilTime
import Coverage

/// What the windows of a limit hold (policy II).
///
/// What this file keeps true
/// (1) Every run of a rolling limit's days that holds the day is looked at, those that end later too, and of a limit by
///     cycle the window of every live cycle that holds it: whatever the order of entry, no window passes its limit.
/// (2) A limit sees only lines of its own code, in cycles under a limit of its own kind.
enum WindowRules {
  /// The fullest window of a limit that holds a day; of equally full ones, the one that ends first.
  ///
  /// `start` is the first day of the day's own cycle.
  static func fullest(
    _ limit: Limit, on day: CivilDay, inCycleFrom start: CivilDay, history: PatientHistory
  ) -> WindowUse {
    switch limit.basis {
    case .cycle: fullestByCycle(limit, on: day, inCycleFrom: start, history: history)
    case .rolling: fullestRolling(limit, on: day, history: history)
    }
  }

  /// Windows of other cycles see the day's lines too. Each has the figure of its own cycle, and the fullest is the one
  /// that leaves least; where none holds the day, it is the window of the day's cycle.
  private static func fullestByCycle(
    _ limit: Limit, on day: CivilDay, inCycleFrom start: CivilDay, history: PatientHistory
  ) -> WindowUse {
    var windows: [WindowUse] = []
    for other in history.cycles where other.isLive {
      let span = DaySpan(from: other.fact.startsOn, days: limit.days)
      guard span.contains(day) else { continue }
      for held in other.limits where held.basis == .cycle && held.kind == limit.kind {
        windows.append(use(of: held, in: span, history: history))
      }
    }
    return windows.min { ($0.left, $0.span.endsOn) < ($1.left, $1.span.endsOn) }
      ?? use(of: limit, in: DaySpan(from: start, days: limit.days), history: history)
  }

  /// A window can only be fuller than the one that ends on the day when it ends on the day of a later line.
  private static func fullestRolling(_ limit: Limit, on day: CivilDay, history: PatientHistory) -> WindowUse {
    let found =
      history.counter(of: limit.kind).map {
        fullest(history.counted[$0].lines, on: day, days: limit.days)
      } ?? (endsOn: day, used: 0)
    return WindowUse(
      span: DaySpan(endingOn: found.endsOn, days: limit.days), used: found.used, limit: limit.most)
  }

  private static func fullest(_ lines: [CountedLine], on day: CivilDay, days: Int) -> (endsOn: CivilDay, used: Int) {
    var start = lines.first(from: day - (days - 1))
    var end = start
    var sum = 0
    while end < lines.endIndex, lines[end].on <= day {
      sum += lines[end].amount
      end += 1
    }
    var fullest = (endsOn: day, used: sum)
    while end < lines.endIndex, lines[end].on < day + days {
      let last = lines[end].on
      while end < lines.endIndex, lines[end].on == last {
        sum += lines[end].amount
        end += 1
      }
      while lines[start].on <= last - days {
        sum -= lines[start].amount
        start += 1
      }
      if sum > fullest.used { fullest = (last, sum) }
    }
    return fullest
  }

  /// What the window of a limit holds that ends on a day, or that began with the cycle for a limit of basis `cycle`.
  static func use(of limit: Limit, on day: CivilDay, inCycleFrom start: CivilDay?, history: PatientHistory) -> WindowUse
  {
    let span =
      if limit.basis == .cycle, let start {
        DaySpan(from: start, days: limit.days)
      } else {
        DaySpan(endingOn: day, days: limit.days)
      }
    return use(of: limit, in: span, history: history)
  }

  private static func use(of limit: Limit, in span: DaySpan, history: PatientHistory) -> WindowUse {
    let lines = history.counter(of: limit.kind).map { history.counted[$0].lines } ?? []
    let used = lines[lines.first(from: span.startsOn)...].prefix { $0.on <= span.endsOn }.reduce(0) { $0 + $1.amount }
    return WindowUse(span: span, used: used, limit: limit.most)
  }

  /// The covered lines a limit sees on the days of a span, by day.
  static func lines(of limit: Limit, in span: DaySpan, history: PatientHistory) -> [SeenLine] {
    history.coveredLines(under: limit, in: span).map { line, amount in
      SeenLine(on: line.on, amount: amount, reference: line.reference)
    }
  }

  /// A covered line as one limit counts it.
  struct SeenLine {
    /// The service date.
    let on: CivilDay
    /// Units or vials.
    let amount: Int
    /// The claim and line.
    let reference: String
  }
}
