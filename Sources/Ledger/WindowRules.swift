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
  /// `cycle` is the day's own.
  static func fullest(_ limit: Limit, on day: CivilDay, in cycle: Cycle, history: PatientHistory) -> WindowUse {
    switch limit.basis {
    case .cycle: fullestByCycle(limit, on: day, in: cycle, history: history)
    case .rolling: fullestRolling(limit, on: day, history: history)
    }
  }

  /// Windows of other cycles see the day's lines too. Each has the figure of its own cycle, and the fullest is the one
  /// that leaves least; where none holds the day, it is the window of the day's cycle.
  private static func fullestByCycle(
    _ limit: Limit, on day: CivilDay, in cycle: Cycle, history: PatientHistory
  ) -> WindowUse {
    var windows: [WindowUse] = []
    for other in history.cycles where other.isLive && window(of: limit, from: other).contains(day) {
      for held in other.limits where held.basis == .cycle && held.kind == limit.kind {
        windows.append(use(of: held, on: day, cycle: other, history: history))
      }
    }
    return windows.min { ($0.left, $0.span.endsOn) < ($1.left, $1.span.endsOn) }
      ?? use(of: limit, on: day, cycle: cycle, history: history)
  }

  /// The window of a limit by cycle that begins with a cycle.
  private static func window(of limit: Limit, from cycle: Cycle) -> DaySpan {
    DaySpan(from: cycle.fact.startsOn, days: limit.days)
  }

  /// A window can only be fuller than the one that ends on the day when it ends on the day of a later line.
  private static func fullestRolling(_ limit: Limit, on day: CivilDay, history: PatientHistory) -> WindowUse {
    let reach = DaySpan(from: day - (limit.days - 1), to: day + (limit.days - 1))
    let lines = history.coveredLines(in: reach)
    var view = LimitView(limit, history)
    var end = lines.startIndex
    var sum = 0
    while end < lines.endIndex, lines[end].on <= day {
      sum += view.amount(of: lines[end])
      end += 1
    }
    var fullest = (endsOn: day, used: sum)
    var start = lines.startIndex
    while end < lines.endIndex {
      let last = lines[end].on
      while end < lines.endIndex, lines[end].on == last {
        sum += view.amount(of: lines[end])
        end += 1
      }
      while lines[start].on <= last - limit.days {
        sum -= view.amount(of: lines[start])
        start += 1
      }
      if sum > fullest.used { fullest = (last, sum) }
    }
    return WindowUse(
      span: DaySpan(endingOn: fullest.endsOn, days: limit.days), used: fullest.used, limit: limit.most)
  }

  /// What the window of a limit holds that ends on a day, or that began with the cycle for a limit of basis `cycle`.
  static func use(of limit: Limit, on day: CivilDay, cycle: Cycle?, history: PatientHistory) -> WindowUse {
    let span =
      if limit.basis == .cycle, let cycle {
        window(of: limit, from: cycle)
      } else {
        DaySpan(endingOn: day, days: limit.days)
      }
    let used = lines(of: limit, in: span, history: history).reduce(0) { $0 + $1.amount }
    return WindowUse(span: span, used: used, limit: limit.most)
  }

  /// The covered lines a limit sees on the days of a span, by day.
  static func lines(of limit: Limit, in span: DaySpan, history: PatientHistory) -> [SeenLine] {
    var view = LimitView(limit, history)
    return covered(by: limit, in: span, history: history).map { line in
      SeenLine(on: line.on, amount: view.amount(of: line), reference: line.reference)
    }
  }

  /// The covered lines of which a limit counts something, on the days of a span.
  static func covered(by limit: Limit, in span: DaySpan, history: PatientHistory) -> [CoveredLine] {
    var view = LimitView(limit, history)
    return history.coveredLines(in: span).filter { view.amount(of: $0) > 0 }
  }

  /// What a limit counts of covered lines: units or vials of its code, in cycles under a limit of its kind.
  private struct LimitView {
    private let kind: LimitKind
    private let cycles: [Cycle]
    // Neighbouring lines share their cycle, so it is asked for its limits once for all of them.
    private var cycleIndex = -1
    private var code: String?

    init(_ limit: Limit, _ history: PatientHistory) {
      kind = limit.kind
      cycles = history.cycles
    }

    /// Units or vials; 0 for a line the limit does not count.
    mutating func amount(of line: CoveredLine) -> Int {
      if line.cycleIndex != cycleIndex {
        cycleIndex = line.cycleIndex
        code = cycles[cycleIndex].limits.first { $0.kind == kind }?.code
      }
      guard let code, line.code == code else { return 0 }
      return kind.isOnUnits ? line.part.billable.count : line.part.vials.count
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
