import Coverage
import Desk
import Ledger
import TextFormats

extension DoseWarning {
  /// What was noticed, in a sentence: `63 units given; day 1 of cycle 1 has 9 prescribed`.
  var message: String {
    let amount =
      switch code {
      case .doseAboveSchedule: "\(count(given, "unit")) given"
      case .vialsAboveSchedule: "\(count(given, "vial"))"
      }
    let most = (isSizeKnown ? "" : "at most ") + "\(prescribed)"
    let schedule =
      switch code {
      case _ where prescribed == 0: "has no dose prescribed"
      case .doseAboveSchedule: "has \(most) prescribed"
      case .vialsAboveSchedule: "takes \(most)"
      }
    return "\(amount); day \(day) of cycle \(cycle) \(schedule)"
  }

  /// The warning as an object.
  var json: JSONValue {
    [
      "code": .string(code.rawValue), "message": .string(message), "citation": .string(citation),
      "cycle": .integer(cycle.value), "day": .integer(day), "given": .integer(given),
      "prescribed": .integer(prescribed), "is_size_known": .bool(isSizeKnown),
    ]
  }
}

extension SlipWarning {
  /// The warning as an object.
  var json: JSONValue { ["code": .string(code.rawValue), "message": .string(message)] }
}

extension Answer.Subject {
  /// What is worth a second look, as objects.
  var warningsJSON: [JSONValue] {
    switch self {
    case .measurement(_, let fact): SlipRules.warnings(on: fact).map(\.json)
    case .request(let answer): answer.warnings.map(\.json)
    case .authorization(let answer): answer.warnings.map(\.json)
    case .entry(let answer): answer.warnings.map(\.json)
    default: []
    }
  }
}

extension Page {
  /// Adds what is far from the schedule, a line each.
  mutating func add(_ warnings: [DoseWarning]) {
    for (index, warning) in warnings.enumerated() {
      field(index == 0 ? "warning" : "", warning.message + Text.cited(warning.citation))
    }
  }

  /// Adds what is more likely a slip than meant, a line each.
  mutating func add(_ warnings: [SlipWarning]) {
    for (index, warning) in warnings.enumerated() { field(index == 0 ? "warning" : "", warning.message) }
  }
}
