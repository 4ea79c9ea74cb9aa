import CivilTime
import Coverage
import Desk
import TextFormats

/// Authorizations with their changes.
public enum AuthorizationReport {
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
  /// Adds an authorization with what it grants and every exception made to it.
  fileprivate mutating func add(_ line: AuthorizationLine, today: CivilDay) {
    let authorization = line.authorization
    let fact = authorization.fact
    let name = line.indication?.name ?? fact.indication.text
    add(
      lead: "\(fact.number)", shown: style.strong, "   \(fact.kind.coverageText), \(name)   \(line.memberID)", hang: 4)
    // What is voided covers no day, so none are left.
    let left = authorization.isLive ? ", \(Text.left(of: authorization.span, on: today))" : ""
    field("period", Text.period(inWeeks: authorization.span) + left)
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
