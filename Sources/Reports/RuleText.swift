import Coverage
import TextFormats

extension FindingCode {
  /// The rule a finding is about, in words that say what holds when there is no such finding.
  var ruleText: String {
    switch self {
    case .notAuthorized: "coverage of the day"
    case .authorizedCyclesExhausted: "cycles granted"
    case .totalCyclesExhausted: "cap on all cycles"
    case .continuedCyclesExhausted: "cap on continued cycles"
    case .cycleTooEarly: "length of the cycle before"
    case .renewalNotPermitted: "renewal allowed"
    case .renewalsExhausted: "renewals left"
    case .renewalTooEarly: "latest coverage begun"
    case .initialCyclesIncomplete: "earlier cycles used"
    case .authorizationOverlap: "no day covered twice"
    default: rawValue
    }
  }
}

/// The rules a question is judged by, each with whether it holds.
struct RuleList {
  let rules: [(code: FindingCode, holds: Bool)]

  init(_ codes: [FindingCode], findings: [Finding]) {
    let broken = Set(findings.map(\.code))
    rules = codes.map { ($0, !broken.contains($0)) }
  }

  /// The rules that hold, in words.
  var holding: String { rules.filter(\.holds).map(\.code.ruleText).joined(separator: ", ") }

  /// Every rule by the code its finding has.
  var json: JSONValue {
    .array(rules.map { ["rule": .string($0.code.rawValue), "holds": .bool($0.holds)] })
  }
}
