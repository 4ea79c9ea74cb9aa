import CivilTime
import Coverage

/// What the windows of a limit hold (policy II).
///
/// What this file keeps true
/// (1) Every run of a rolling limit's days that holds the day is looked at, those that end later too.
/// (2) A limit sees only lines of its own code, in cycles under a limit of its own kind.
enum WindowRules {
  /// The fullest window of a limit that holds a day; of equally full ones, the one that ends first.
  ///
  /// `cycleStart` is the first day of the day's cycle, where a limit's one window of basis `cycle` begins.
  static func fullest(
    _ limit: Limit, on day: CivilDay, cycleStart: CivilDay, history: PatientHistory
  ) -> WindowUse {
    switch limit.basis {
    case .cycle:
      let span = DaySpan(from: cycleStart, days: limit.days)
      let used = history.coveredLines(in: span).reduce(0) { $0 + amount(of: $1, by: limit, history: history) }
      return WindowUse(span: span, used: used, limit: limit.most)
    case .rolling:
      return fullestRolling(limit, on: day, history: history)
    }
  }

  /// A window can only be fuller than the one that ends on the day when it ends on the day of a later line.
  private static func fullestRolling(_ limit: Limit, on day: CivilDay, history: PatientHistory) -> WindowUse {
    let reach = DaySpan(from: day - (limit.days - 1), to: day + (limit.days - 1))
    let lines = history.coveredLines(in: reach)
    var end = lines.startIndex
    var sum = 0
    while end < lines.endIndex, lines[end].on <= day {
      sum += amount(of: lines[end], by: limit, history: history)
      end += 1
    }
    var fullest = (endsOn: day, used: sum)
    var start = lines.startIndex
    while end < lines.endIndex {
      let last = lines[end].on
      while end < lines.endIndex, lines[end].on == last {
        sum += amount(of: lines[end], by: limit, history: history)
        end += 1
      }
      while lines[start].on <= last - limit.days {
        sum -= amount(of: lines[start], by: limit, history: history)
        start += 1
      }
      if sum > fullest.used { fullest = (last, sum) }
    }
    return WindowUse(
      span: DaySpan(endingOn: fullest.endsOn, days: limit.days), used: fullest.used, limit: limit.most)
  }

  /// The covered lines a limit sees on the days of a span, by day.
  static func lines(of limit: Limit, in span: DaySpan, history: PatientHistory) -> [SeenLine] {
    covered(by: limit, in: span, history: history).map { line in
      SeenLine(on: line.on, amount: amount(of: line, by: limit, history: history), reference: line.reference)
    }
  }

  /// The covered lines of which a limit counts something, on the days of a span.
  static func covered(by limit: Limit, in span: DaySpan, history: PatientHistory) -> [CoveredLine] {
    history.coveredLines(in: span).filter { amount(of: $0, by: limit, history: history) > 0 }
  }

  /// What a limit counts of a covered line: units of its code, or vials, in cycles under a limit of its kind; else 0.
  private static func amount(of line: CoveredLine, by limit: Limit, history: PatientHistory) -> Int {
    let kind = limit.kind
    guard history.cycles[line.cycleIndex].limits.contains(where: { $0.kind == kind }) else { return 0 }
    switch limit.subject {
    case .units(let code): return line.code == code ? line.part.billable.count : 0
    case .vials: return line.part.vials.count
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
