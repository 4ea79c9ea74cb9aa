import CivilTime
import Coverage
import Desk
import TextFormats

/// Authorizations with their changes.
public enum AuthorizationReport {
  /// Several authorizations as text, a line each, with what was changed or voided below it.
  public static func lines(of lines: [AuthorizationLine], today: CivilDay, style: Style) -> [String] {
    var page = Page(style: style)
    if lines.isEmpty { page.add("no authorizations") }
    for line in lines { page.addBrief(line, today: today) }
    return page.lines
  }

  /// The authorization as text, with the days left on the day worked on.
  public static func lines(of line: AuthorizationLine, today: CivilDay, style: Style) -> [String] {
    var page = Page(style: style)
    page.add(line, today: today)
    return page.lines
  }

  /// The authorization as the object a list of one holds.
  public static func value(of line: AuthorizationLine) -> JSONValue {
    guard case .array(let values) = Records([line]).value, let value = values.first else { return .null }
    return value
  }
}

extension Page {
  /// Adds an authorization in a line: its number, kind, days, and cycles started of those granted.
  fileprivate mutating func addBrief(_ line: AuthorizationLine, today: CivilDay) {
    let authorization = line.authorization
    let fact = authorization.fact
    let span = authorization.span
    add(
      lead: "\(fact.number)  ", shown: style.strong,
      "\(line.memberID) \(fact.indication) \(fact.kind.rawValue)  \(span.startsOn) to \(span.endsOn)  "
        + "\(line.cyclesUsed)/\(fact.cyclesGranted)  \(span.endsOn < today ? "ended" : Text.left(of: span, on: today))")
    if let voided = authorization.voided {
      add(lead: "          voided: ", shown: style.warning, "\(voided.reason) (entry \(voided.sequence))")
    }
    for change in authorization.changes {
      add(
        lead: "          exception: ", shown: style.warning,
        "\(change.kind.rawValue) to \(change.endsOn), \(change.reason) (approved by \(change.approvedBy))")
    }
  }

  /// Adds an authorization with what it grants and every exception made to it.
  fileprivate mutating func add(_ line: AuthorizationLine, today: CivilDay) {
    let authorization = line.authorization
    let fact = authorization.fact
    let name = line.indication?.name ?? fact.indication.text
    add(
      lead: "\(fact.number)", shown: style.strong, "   \(fact.kind.coverageText), \(name)   \(line.memberID)", hang: 4)
    field("period", "\(Text.period(inWeeks: authorization.span)), \(Text.left(of: authorization.span, on: today))")
    if let voided = authorization.voided { field("voided", "by entry \(voided.sequence): \(voided.reason)") }
    if !authorization.changes.isEmpty { field("granted", Text.period(inWeeks: fact.span)) }
    for change in authorization.changes {
      field(
        "exception",
        "\(change.kind.rawValue) to \(change.endsOn): \(change.reason) (approved by \(change.approvedBy), entry "
          + "\(change.sequence))")
    }
    field("cycles", "\(line.cyclesUsed) of \(fact.cyclesGranted) started")
    field("from", "\(fact.request), under \(fact.policy)")
  }
}
