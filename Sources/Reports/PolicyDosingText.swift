import Coverage
import Desk

// Section V: the doses a policy prescribes.
extension Page {
  /// Adds the doses of every indication by band of weight.
  mutating func addDosing(of policy: Policy) {
    let measure = policy.billingCodes.first?.measure ?? "units"
    for indication in policy.indications where !indication.dosing.schedules.isEmpty {
      title(indication)
      for schedule in indication.dosing.schedules {
        item(schedule.band.text, citation: indication.dosing.citation)
        for doses in schedule.cycles {
          add(lead: "      ", doses.text(measure: measure, indication: indication), hang: 8)
        }
      }
      if !indication.dosing.note.isEmpty { item(indication.dosing.note) }
    }
  }
}

extension DoseSchedule.Band {
  /// `45 kg and over`, `under 45 kg`, `any weight`.
  var text: String {
    switch self {
    case .atLeast(let kg): "\(kg) kg and over"
    case .under(let kg): "under \(kg) kg"
    case .any: "any weight"
    }
  }
}

extension CycleDoses {
  /// `cycle 1: 9 mcg a day for 7 days, then 28 mcg a day for 21 days, in a cycle of 42 days`.
  func text(measure: String, indication: Indication) -> String {
    let length = "in \(cycles.count == 1 ? "a cycle" : "cycles") of \(indication.daysText(of: cycles))"
    return "\(cycles.text): \(stepsText(measure: measure)), \(length)"
  }

  /// `9 mcg a day for 7 days, then 28 mcg a day for 21 days`.
  func stepsText(measure: String) -> String {
    steps.map { "\($0.amount.text(measure: measure)) for \(count($0.days, "day"))" }
      .joined(separator: ", then ")
  }
}

extension DoseStep.Amount {
  /// `28 mcg a day`, `15 mcg/m² a day (at most 28 mcg)`.
  func text(measure: String) -> String {
    switch self {
    case .fixed(let dose): "\(dose) \(measure) a day"
    case .perSquareMetre(let dose, let most):
      "\(dose) \(measure)/m² a day" + (most.map { " (at most \($0) \(measure))" } ?? "")
    }
  }
}
