import CivilTime
import Coverage
import Desk
import Ledger
import TextFormats

/// Whether the next cycle could start on a day, and from which day on.
public enum CycleCheckReport {
  /// The answer as a screen.
  public static func lines(of answer: CycleCheckAnswer, style: Style) -> [String] {
    var page = Page(style: style)
    let verdict = answer.verdict
    let member = Text.shellWord(answer.memberID.text)
    let phase = verdict.phase.map { "\($0), " } ?? ""
    page.verdict(
      answer.outcome,
      "cycle \(verdict.number) of \(answer.memberID) on \(answer.on)   \(phase)\(answer.indication.name)")
    page.field("period", Text.period(inDays: verdict.span))
    if let authorization = verdict.authorization { page.field("under", authorization.fact.number.description) }
    for finding in verdict.findings { page.finding(finding) }
    let holding = answer.rules.holding
    if !holding.isEmpty { page.field("holds", holding) }
    if let earliest = answer.earliest {
      page.field("earliest", earliest.description)
      page.command("next", ["authledger", "cycle", "start", member, "--on \(earliest)"])
    } else {
      page.field("earliest", "on no day, with the coverage on file")
      page.command("next", ["authledger", "project", member])
    }
    page.field("effect", "only looked at; nothing was written")
    return page.lines
  }

  /// The answer as an object, in the form of every answer.
  public static func value(of answer: CycleCheckAnswer) -> JSONValue {
    let verdict = answer.verdict
    return [
      "ok": true, "outcome": .string(answer.outcome.rawValue),
      "result": [
        "member_id": .string(answer.memberID.text), "indication": .string(answer.indication.key.text),
        "number": .integer(verdict.number.value), "phase": .optional(verdict.phase),
        "starts_on": .day(verdict.span.startsOn), "ends_on": .day(verdict.span.endsOn),
        "authorization": .optional(verdict.authorization?.fact.number.description),
        "earliest": .optional(answer.earliest), "rules": answer.rules.json,
      ],
      "findings": .array(verdict.findings.map(\.json)),
    ]
  }
}

extension CycleCheckAnswer {
  /// The rules asked; what is left of a grant is not asked about where there is none.
  var rules: RuleList {
    let codes = CycleRules.codes(for: indication)
    let findings = verdict.findings
    return RuleList(
      verdict.authorization == nil ? codes.filter { $0 != .authorizedCyclesExhausted } : codes, findings: findings)
  }
}

extension Records {
  /// The answer about a next cycle as one row.
  public init(_ answer: CycleCheckAnswer) {
    let verdict = answer.verdict
    self.init(
      columns: [
        "outcome", "member_id", "indication", "number", "starts_on", "ends_on", "authorization", "earliest", "findings",
      ],
      rows: [
        [
          .string(answer.outcome.rawValue), .string(answer.memberID.text), .string(answer.indication.key.text),
          .integer(verdict.number.value), .day(verdict.span.startsOn), .day(verdict.span.endsOn),
          .optional(verdict.authorization?.fact.number.description), .optional(answer.earliest),
          .array(verdict.findings.map { .string($0.code.rawValue) }),
        ]
      ], emptyText: "nothing asked")
  }
}
