import CivilTime
import Coverage
import Desk
import Ledger
import TextFormats

/// Where a patient's courses stand, a block a course.
public enum StatusText {
  /// Terminal columns of the widest line, which ends with the day and time zone; a narrower screen has more lines.
  private static let widest = 100
  /// Columns of a label with the spaces after it.
  private static let labelWidth = 11
  /// Cells of the bar that shows the window's units.
  private static let barCells = 20

  /// The screen of a status.
  public static func lines(of status: StatusAnswer, style: Style) -> [String] {
    var page = Page(style: style, width: widest)
    if status.courses.isEmpty {
      addHeader("no coverage and no cycles on file", of: status, to: &page)
    }
    for course in status.courses {
      page.space()
      addHeader(course.indication.name, of: status, to: &page)
      addField("coverage", coverage(of: course, on: status.today), to: &page)
      for coming in course.coming { addField("then", text(of: coming, on: status.today), to: &page) }
      addField("cycles", cycles(of: course), to: &page)
      addField("units", course.window.map(text) ?? "no limit on units", to: &page)
      if course.doVialsBind, let vials = course.vialWindow { addField("vials", text(of: vials), to: &page) }
    }
    addRequests(of: status, to: &page)
    return page.lines
  }

  /// The patient and the course, with the day and time zone at the right edge.
  private static func addHeader(_ name: String, of status: StatusAnswer, to page: inout Page) {
    let member = TerminalText.visible(status.memberID.text)
    let day = "\(status.today) (\(TerminalText.visible(status.timeZone)))"
    let left = "   " + TerminalText.visible(name)
    let gap = page.width - DisplayWidth.columns(member) - DisplayWidth.columns(left) - DisplayWidth.columns(day)
    if gap >= 2 {
      page.add(lead: member, shown: page.style.strong, left + String(repeating: " ", count: gap) + day)
    } else {
      page.add(lead: member, shown: page.style.strong, left, hang: 4)
      page.add(day)
    }
  }

  private static func addField(_ label: String, _ text: String, to page: inout Page) {
    page.add(lead: Text.padded(label, to: labelWidth), shown: page.style.faint, text)
  }

  /// `A-000002  continued 1 of 2   2026-09-28 to 2027-03-14   111 days left   cycles 6–7`.
  private static func coverage(of course: CourseStatus, on today: CivilDay) -> String {
    guard let authorization = course.authorization else { return "none" }
    var kind = authorization.fact.kind.rawValue
    if authorization.fact.kind == .continued {
      kind += " \(course.renewal)"
      if case .permitted(_, let times?) = course.indication.continued { kind += " of \(times)" }
    }
    let span = authorization.span
    var parts = [
      "\(authorization.fact.number)  \(kind)", "\(span.startsOn) to \(span.endsOn)", Text.left(of: span, on: today),
    ]
    if let cycles = course.cyclesGranted { parts.append("\(cycles.count == 1 ? "cycle" : "cycles") \(cycles)") }
    if let change = authorization.changes.last { parts.append("\(change.kind.rawValue) (exception)") }
    return parts.map(Wrapping.together).joined(separator: "   ")
  }

  /// `A-000003  continued   2026-09-28 to 2027-03-14   begins in 12 days   2 cycles`.
  private static func text(of coming: Authorization, on today: CivilDay) -> String {
    let span = coming.span
    return [
      "\(coming.fact.number)  \(coming.fact.kind.rawValue)", "\(span.startsOn) to \(span.endsOn)",
      Text.left(of: span, on: today), count(coming.fact.cyclesGranted, "cycle"),
    ].map(Wrapping.together).joined(separator: "   ")
  }

  /// `6 of 9 started, continued 1 of 4        next: cycle 7 from 2026-12-21`.
  private static func cycles(of course: CourseStatus) -> String {
    var started = "\(course.used) of \(course.indication.totalCap.cycles) started"
    if course.priorCycles > 0 { started += " (\(course.priorCycles) elsewhere)" }
    if let cap = course.indication.continuedCap { started += ", continued \(course.continuedUsed) of \(cap.cycles)" }
    var next = "no further cycle: a cap is reached"
    if let number = course.nextCycle {
      next = "next: cycle \(number)" + (course.nextFrom.map { " from \($0)" } ?? "")
      if !course.isNextGranted { next += ", not yet granted" }
    }
    return [started, next].map(Wrapping.together).joined(separator: "        ")
  }

  /// `2026-09-01 to 2026-11-23 (84 days)   [################----]  784 of 980   196 left`.
  private static func text(of window: WindowUse) -> String {
    let span = window.span
    let days = "\(span.startsOn) to \(span.endsOn) (\(count(span.days, "day")))"
    let used = "\(bar(window))  \(window.used) of \(window.limit)   \(window.left) left"
    return [days, used].map(Wrapping.together).joined(separator: "   ")
  }

  /// A bar that is full only at the limit, and empty only without a unit.
  private static func bar(_ window: WindowUse) -> String {
    var filled = window.limit > 0 ? window.used * barCells / window.limit : barCells
    if window.used > 0 { filled = max(1, filled) }
    filled = min(max(0, filled), barCells)
    return "[" + String(repeating: "#", count: filled) + String(repeating: "-", count: barCells - filled) + "]"
  }

  private static func addRequests(of status: StatusAnswer, to page: inout Page) {
    if !status.openRequests.isEmpty { page.space() }
    for (index, open) in status.openRequests.enumerated() {
      let fact = open.request.fact
      let parts = [
        "\(fact.number)  \(fact.kind.coverageText), \(fact.indication)", open.request.outcome.rawValue,
        "received \(fact.receivedOn)",
        "\(fact.urgency.rawValue), due \(open.deadline.dueAt), \(open.deadline.standing)",
      ]
      addField(
        index == 0 ? "requests" : "", parts.map(Wrapping.together).joined(separator: "   "), to: &page)
    }
    guard status.courses.isEmpty, status.openRequests.isEmpty else { return }
    let member = Text.shellWord(status.memberID.text)
    addField("next", "authledger intake \(member) --indication … --diagnosis … --start …", to: &page)
  }
}
