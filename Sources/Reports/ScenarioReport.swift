import Coverage
import Ledger
import TextFormats

/// The cases of a policy, as a table a reviewer reads line by line.
public enum ScenarioReport {
  /// The cases, a row each.
  public static func records(of scenarios: [Scenario]) -> Records {
    Records(
      columns: ["indication", "rule", "citation", "case", "answer", "findings"],
      rows: scenarios.map { scenario in
        [
          .string(scenario.indication.text), .string(scenario.rule), .string(scenario.citation),
          .string(scenario.text), .string(scenario.answer),
          .array(scenario.findings.map { .string($0.rawValue) }),
        ]
      })
  }

  /// The cases by indication and rule: what is the case, and below it the answer.
  public static func lines(of scenarios: [Scenario], policy: Policy, style: Style) -> [String] {
    var page = Page(style: style)
    page.heading("\(policy.title), \(policy.version)")
    page.add("What the ledger answers to requests received from \(policy.effectiveOn) on.")
    var last: Scenario?
    for scenario in scenarios {
      if scenario.indication != last?.indication, let indication = policy.indication(scenario.indication) {
        page.space()
        page.title(indication)
        last = nil
      }
      if scenario.rule != last?.rule { page.add(lead: "  ", scenario.rule + Text.cited(scenario.citation)) }
      let codes = scenario.findings.map(\.rawValue)
      let reasons = codes.isEmpty ? "" : " (\(codes.joined(separator: ", ")))"
      page.add(lead: "    - ", "\(scenario.text) → \(scenario.answer)\(reasons)")
      last = scenario
    }
    return page.lines
  }
}
