import Coverage
import Desk
import TextFormats

/// Everything on file about a patient in the order it happened, with when it was recorded and by whom.
public enum HistoryReport {
  /// The history as text; what was voided says so beside itself, and exceptions are marked.
  public static func lines(of answer: HistoryAnswer, style: Style) -> [String] {
    var page = Page(style: style)
    page.add(
      lead: "\(answer.memberID)", shown: style.strong,
      "   \(answer.name)   \(count(answer.lines.count, "line"))", hang: 4)
    for line in answer.lines {
      page.space()
      page.add(line)
    }
    return page.lines
  }
}

extension Page {
  /// Columns of a day with the spaces after it.
  private static let dayWidth = 12

  fileprivate mutating func add(_ line: HistoryLine) {
    var marks = line.marks
    if line.voided != nil, !marks.contains("voided") { marks.append("voided") }
    let marked = marks.isEmpty ? "" : "   " + marks.joined(separator: ", ").uppercased()
    add(
      lead: Text.padded("\(line.happenedOn)", to: Page.dayWidth), shown: marks.isEmpty ? style.strong : style.warning,
      "\(line.kind) \(line.subject)\(marked)")
    let lead = String(repeating: " ", count: Page.dayWidth)
    if !line.text.isEmpty { add(lead: lead, line.text) }
    if let voided = line.voided { add(lead: lead, "voided by entry \(voided.sequence): \(voided.reason)") }
    add(
      lead: lead,
      "recorded \(Text.moment(line.recordedAt)) by \(Text.actor(line.actor)), entry \(line.sequence)")
  }
}
