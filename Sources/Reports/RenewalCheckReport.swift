import CivilTime
import Coverage
import Desk
import Ledger
import TextFormats

/// Whether continued coverage could be asked for, what it would need, and from when.
public enum RenewalCheckReport {
  /// The answer as a screen.
  public static func lines(of answer: RenewalCheckAnswer, style: Style) -> [String] {
    var page = Page(style: style)
    let verdict = answer.verdict
    page.verdict(
      answer.outcome,
      "renewal of \(answer.memberID), received on \(answer.request.receivedOn)   \(answer.indication.name)")
    if let span = verdict.grant.span, verdict.grant.findings.isEmpty {
      page.field("period", Text.period(inWeeks: span))
      page.field("cycles", "\(verdict.grant.cycles) would be granted")
    }
    for finding in verdict.findings where !finding.isOfCriterion { page.finding(finding) }
    let holding = answer.rules.holding
    if !holding.isEmpty { page.field("holds", holding) }
    addCriteria(of: verdict, to: &page)
    addEarliest(of: answer, to: &page)
    page.field("effect", "only looked at; nothing was written")
    return page.lines
  }

  private static func addCriteria(of verdict: RequestVerdict, to page: inout Page) {
    for (status, label) in [(CriterionStatus.notMet, "not met"), (.unknown, "to answer"), (.met, "met")] {
      for (index, result) in verdict.criteria.filter({ $0.status == status }).enumerated() {
        page.field(index == 0 ? label : "", result.text + Text.cited(result.citation))
      }
    }
    if !verdict.missing.isEmpty { page.field("missing", verdict.missing.joined(separator: ", ")) }
  }

  private static func addEarliest(of answer: RenewalCheckAnswer, to page: inout Page) {
    if let possible = answer.possible {
      page.field(
        "earliest", "ask from \(possible.fact.receivedOn), to begin on \(possible.span.startsOn)")
      page.command(
        "next",
        [
          "authledger", "renew", Text.shellWord(answer.memberID.text),
          "--indication \(Text.shellWord(answer.indication.key.text))", "--received \(possible.fact.receivedOn)",
          "--start \(possible.span.startsOn)", "--attest …",
        ])
    } else if let projected = answer.projected {
      page.field(
        "earliest",
        "not on what is on file; with every cycle on its first day, ask from \(projected.askFrom), to begin on "
          + "\(projected.span.startsOn)")
      page.command("next", ["authledger", "project", Text.shellWord(answer.memberID.text)])
    } else {
      page.field("earliest", "on no day")
    }
  }

  /// The answer as an object, in the form of every answer; `outcome` is `fits` when only answers are missing.
  public static func value(of answer: RenewalCheckAnswer) -> JSONValue {
    let verdict = answer.verdict
    return [
      "ok": true, "outcome": .string(answer.outcome.rawValue),
      "result": [
        "member_id": .string(answer.memberID.text), "indication": .string(answer.indication.key.text),
        "policy": .string(answer.request.policy.description), "received_on": .day(answer.request.receivedOn),
        "starts_on": .day(answer.request.wantedStart), "ends_on": .optional(verdict.grant.span?.endsOn),
        "cycles_granted": .integer(verdict.grant.findings.isEmpty ? verdict.grant.cycles : 0),
        "would_be": .string(verdict.outcome.rawValue),
        "ask_from": .optional(answer.possible?.fact.receivedOn),
        "begin_from": .optional(answer.possible?.span.startsOn),
        "projected": answer.projected.map {
          ["ask_from": .day($0.askFrom), "ask_by": .day($0.askBy), "begin_from": .day($0.span.startsOn)]
        } ?? .null,
        "rules": answer.rules.json,
        "criteria": .array(
          verdict.criteria.map {
            [
              "criterion": .string($0.key), "status": .string($0.status.rawValue), "text": .string($0.text),
              "citation": .string($0.citation),
            ]
          }),
        "missing": .array(verdict.missing.map { .string($0) }),
      ],
      "findings": .array(verdict.findings.map(\.json)),
    ]
  }
}

extension RenewalCheckAnswer {
  /// The ledger's own rules asked; without a span to grant none can overlap.
  var rules: RuleList {
    let codes = RenewalRules.codes(for: indication)
    return RuleList(
      verdict.grant.span == nil ? codes.filter { $0 != .authorizationOverlap } : codes, findings: verdict.findings)
  }
}

extension Records {
  /// The answer about a renewal, a row a rule and a criterion.
  public init(_ answer: RenewalCheckAnswer) {
    let rules = answer.rules.rules.map { rule -> [JSONValue] in
      let finding = answer.verdict.findings.first { $0.code == rule.code }
      return [
        "rule", .string(rule.code.rawValue), .string(rule.holds ? "met" : "not-met"),
        .string(finding?.message ?? rule.code.ruleText), .string(finding?.citation ?? ""),
      ]
    }
    let criteria = answer.verdict.criteria.map { result -> [JSONValue] in
      [
        "criterion", .string(result.key), .string(result.status.rawValue), .string(result.text),
        .string(result.citation),
      ]
    }
    self.init(columns: ["kind", "key", "status", "text", "citation"], rows: rules + criteria, emptyText: "no rules")
  }
}
