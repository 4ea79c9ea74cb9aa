import Coverage
import Desk

/// One thing a policy says, in words, with what it is known by from one version to the next.
struct PolicyStatement: Equatable {
  /// The indication it is said of; nil for what holds for all.
  let indication: IndicationKey?
  /// What is said something of, such as `initial coverage`; no other statement of the indication has the same subject.
  let subject: String
  /// What is said.
  let text: String
  /// The section of the policy.
  let citation: String
}

/// Everything a policy says, in the order of its sections: what a comparison compares.
///
/// What this file keeps true
/// (1) Policies that differ in anything but version, effective day and the order of lists have different statements.
struct PolicyStatements {
  private let policy: Policy
  private(set) var all: [PolicyStatement] = []

  init(of policy: Policy) {
    self.policy = policy
    say("title", policy.title)
    say("drug", policy.drug)
    say("source", policy.source)
    for criterion in policy.criteria { say(criterion, of: nil) }
    for indication in policy.indications { say(indication) }
    for code in policy.billingCodes {
      say(
        "\(code.system) \(code.code)", "\(code.text) (\(code.perUnit) \(code.measure) a unit)", code.citation)
    }
    for product in policy.products {
      say(
        "NDC \(product.ndc)",
        "\(product.text) (\(product.perVial) \(product.measure) a vial, billed as \(product.billedAs))")
    }
    for diagnosis in policy.diagnoses.codes {
      say("diagnosis \(diagnosis.code)", diagnosis.text + diagnosis.datesText, policy.diagnoses.citation)
    }
    for question in policy.questions {
      say("question \(question.key)", "\(question.text) (\(question.accepted))" + parenthesis(question.note))
    }
    for (index, note) in policy.notes.enumerated() { say("note \(index + 1)", note.text, note.citation) }
  }

  private mutating func say(
    _ subject: String, _ text: String, _ citation: String = "", of indication: Indication? = nil
  ) {
    all.append(PolicyStatement(indication: indication?.key, subject: subject, text: text, citation: citation))
  }

  private mutating func say(_ criterion: Criterion, of indication: Indication?) {
    let asked = criterion.asked.map { $0 == .initial ? "at the start" : "at a renewal" }.joined(separator: " and ")
    say(
      "criterion \(criterion.key)", "\(criterion.text) (asked \(asked): \(criterion.requirement.text))",
      criterion.citation, of: indication)
  }

  private mutating func say(_ indication: Indication) {
    let support = indication.support.isEmpty ? "" : " (\(indication.support.joined(separator: ", ")))"
    say("name", indication.name, of: indication)
    say("use", indication.text + support + parenthesis(indication.note), of: indication)
    say(
      "initial coverage", indication.initial.text, indication.initial.citation, of: indication)
    switch indication.continued {
    case .notPermitted(let citation): say("renewal", "may not be renewed", citation, of: indication)
    case .permitted(let terms, let times):
      let often = times.map { "at most \(count($0, "time"))" } ?? "without end"
      say("renewal", "\(terms.text) each time, \(often)", terms.citation, of: indication)
    }
    say(
      "phases",
      indication.phases.map { "\($0.name) \($0.cycles) (\($0.coverage.coverageText))" }.joined(separator: ", "),
      of: indication)
    for length in indication.cycleLengths {
      say(
        "length of \(length.cycles.text)", count(length.days, "day"), length.citation, of: indication)
    }
    say(
      "cap on all cycles", count(indication.totalCap.cycles, "cycle"), indication.totalCap.citation,
      of: indication)
    if let cap = indication.continuedCap {
      say("cap on continued cycles", count(cap.cycles, "cycle"), cap.citation, of: indication)
    }
    var seen: [Limit.Subject: Int] = [:]
    for limit in indication.limits {
      let place = seen[limit.subject, default: 0] + 1
      seen[limit.subject] = place
      say(
        "limit on \(limit.subject.text)" + (place > 1 ? " (\(place))" : ""), "\(limit.text), \(limit.cycles.text)",
        limit.citation, of: indication)
    }
    for criterion in indication.criteria { say(criterion, of: indication) }
    let measure = policy.billingCodes.first?.measure ?? "units"
    for schedule in indication.dosing.schedules {
      for doses in schedule.cycles {
        say(
          "dose, \(schedule.band.text), \(doses.cycles.text)", doses.stepsText(measure: measure),
          indication.dosing.citation, of: indication)
      }
    }
    if !indication.dosing.note.isEmpty {
      say("note on dosing", indication.dosing.note, indication.dosing.citation, of: indication)
    }
  }

  private func parenthesis(_ text: String) -> String { text.isEmpty ? "" : " (\(text))" }
}

extension Limit.Subject {
  /// `units of J9039`, `vials of 55513-0160`.
  var text: String {
    switch self {
    case .units(let code): "units of \(code)"
    case .vials(let ndc, _): "vials of \(ndc)"
    }
  }
}

extension CycleRange {
  /// `cycle 1`, `cycles 2–9`.
  var text: String { "\(count == 1 ? "cycle" : "cycles") \(self)" }
}
