import Coverage
import TextFormats

extension Records {
  /// What initial and continued coverage grant, a row a kind and indication.
  init(lengthsOf policy: Policy) {
    self.init(
      columns: ["indication", "kind", "is_permitted", "weeks", "cycles", "times", "citation", "months"],
      rows: policy.indications.flatMap { indication -> [[JSONValue]] in
        let key = JSONValue.string(indication.key.text)
        let initial = indication.initial
        let first: [JSONValue] = [
          key, "initial", true, .optional(initial.length.weeks), .integer(initial.cycles), .null,
          .string(initial.citation), .optional(initial.length.months),
        ]
        switch indication.continued {
        case .notPermitted(let citation):
          return [first, [key, "continued", false, .null, .null, .null, .string(citation), .null]]
        case .permitted(let terms, let times):
          return [
            first,
            [
              key, "continued", true, .optional(terms.length.weeks), .integer(terms.cycles), .optional(times),
              .string(terms.citation), .optional(terms.length.months),
            ],
          ]
        }
      }, emptyText: "no indications")
  }

  /// The caps of every indication and whether it may be renewed, a row each.
  init(capsOf policy: Policy) {
    self.init(
      columns: ["indication", "may_be_renewed", "total_cap", "continued_cap", "citation"],
      rows: policy.indications.map { indication in
        var mayBeRenewed = false
        if case .permitted = indication.continued { mayBeRenewed = true }
        return [
          .string(indication.key.text), .bool(mayBeRenewed), .integer(indication.totalCap.cycles),
          .optional(indication.continuedCap?.cycles), .string(indication.totalCap.citation),
        ]
      }, emptyText: "no indications")
  }

  /// The prescribed doses, a row a step.
  init(dosesOf policy: Policy) {
    let measure = policy.billingCodes.first?.measure ?? "units"
    self.init(
      columns: ["indication", "weight", "cycles", "step", "days", "dose", "citation"],
      rows: policy.indications.flatMap { indication in
        indication.dosing.schedules.flatMap { schedule in
          schedule.cycles.flatMap { doses in
            doses.steps.enumerated().map { index, step -> [JSONValue] in
              [
                .string(indication.key.text), .string(schedule.band.text), .string(doses.cycles.dashed),
                .integer(index + 1), .integer(step.days), .string(step.amount.text(measure: measure)),
                .string(indication.dosing.citation),
              ]
            }
          }
        }
      }, hidden: ["step", "citation"], emptyText: "no doses")
  }

  /// Further sentences of the policy, a row each.
  init(notesOf policy: Policy) {
    self.init(
      columns: ["citation", "text"], rows: policy.notes.map { [.string($0.citation), .string($0.text)] },
      emptyText: "no further text")
  }
}

extension CoverageLength {
  /// The weeks of a length in weeks.
  fileprivate var weeks: Int? { if case .weeks(let count) = self { count } else { nil } }
  /// The months of a length in months.
  fileprivate var months: Int? { if case .months(let count) = self { count } else { nil } }
}
