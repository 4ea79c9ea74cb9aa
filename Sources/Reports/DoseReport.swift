import Coverage
import Desk
import Ledger
import TextFormats

/// The doses a policy prescribes for a cycle, step by step.
public enum DoseReport {
  /// The schedule as text, with the body size it rests on and the cycle's totals.
  public static func lines(of answer: DoseAnswer, style: Style) -> [String] {
    var page = Page(style: style)
    let measure = answer.policy.billingCodes.first?.measure ?? "units"
    let phase = answer.phase.map { " (\($0))" } ?? ""
    page.add(
      lead: "cycle \(answer.cycle)", shown: style.strong,
      "\(phase)   \(answer.indication.name)" + (answer.memberID.map { "   \($0)" } ?? "")
        + Text.cited(answer.indication.dosing.citation), hang: 4)
    page.field("weight", answer.size.weightKg.map { "\($0) kg" } ?? "not known")
    if let surface = answer.size.surfaceM2, answer.usesSurface {
      let origin = answer.size.heightCm.map { "\($0) cm, after Mosteller: √(cm × kg ÷ 3600)" } ?? "as given"
      page.field("surface", "\(Text.rounded(surface, places: 2)) m² (\(origin))")
    }
    page.space()
    var table = TextTable(
      columns: [
        .init("days", .right), .init("\(measure) a day", .right), .init(""), .init("vials a day", .right),
        .init("units a day", .right),
      ])
    let steps = answer.steps
    for step in steps {
      table.append([
        step.first == step.last ? "\(step.first)" : "\(step.first)–\(step.last)",
        Text.rounded(step.day.dose, places: 1), step.day.isCapped ? "capped" : "", "\(step.day.vials)",
        "\(step.day.billable)",
      ])
    }
    page.table(table, indent: 2)
    page.space()
    let totals = answer.totals
    page.field(
      "total",
      "\(Text.rounded(totals.dose, places: 1)) \(measure), \(count(totals.vials, "vial")), "
        + "\(count(totals.units, "billable unit")) in \(count(answer.days.count, "day")) of a cycle of "
        + count(answer.cycleDays, "day"))
    page.space()
    page.table(bagTable(of: answer), indent: 2)
    page.space()
    page.field("advice", "doses are the policy's advice; only units and vials are limited")
    return page.lines
  }

  /// What a cycle takes in bags of every size.
  private static func bagTable(of answer: DoseAnswer) -> TextTable {
    var table = TextTable(columns: [
      .init("bag"), .init("bags", .right), .init("vials", .right), .init("units", .right), .init("wasted", .right),
    ])
    for plan in answer.bags {
      table.append([
        plan.hours == 168 ? "7 days" : "\(plan.hours) hours", "\(plan.bags)", "\(plan.vials)", "\(plan.billable)",
        "\(plan.discarded)",
      ])
    }
    return table
  }

  /// The schedule as an object: what it rests on, its steps and the cycle's totals.
  public static func value(of answer: DoseAnswer) -> JSONValue {
    let totals = answer.totals
    return [
      "member_id": .optional(answer.memberID?.text),
      "indication": .string(answer.indication.key.text),
      "policy": .string(answer.policy.version.description),
      "cycle": .integer(answer.cycle.value),
      "phase": .optional(answer.phase),
      "cycle_days": .integer(answer.cycleDays),
      "weight_kg": .optional(answer.size.weightKg),
      "surface_m2": answer.size.surfaceM2.map { .decimal(Text.rounded($0, places: 2)) } ?? .null,
      // After Mosteller, √(cm × kg ÷ 3600), where it was not given as it is.
      "surface_formula": answer.size.heightCm == nil || answer.size.surfaceM2 == nil ? .null : "mosteller",
      "measure": .string(answer.policy.billingCodes.first?.measure ?? "units"),
      "steps": .array(
        answer.steps.map { step in
          [
            "from": .integer(step.first), "to": .integer(step.last),
            "dose": .decimal(Text.rounded(step.day.dose, places: 1)), "is_capped": .bool(step.day.isCapped),
            "vials": .integer(step.day.vials.count), "billable": .integer(step.day.billable.count),
          ]
        }),
      "totals": [
        "days": .integer(answer.days.count), "dose": .decimal(Text.rounded(totals.dose, places: 1)),
        "vials": .integer(totals.vials), "billable": .integer(totals.units),
      ],
      "bags": .array(
        answer.bags.map {
          [
            "hours": .integer($0.hours), "bags": .integer($0.bags), "vials": .integer($0.vials.count),
            "administered": .integer($0.administered.count), "discarded": .integer($0.discarded.count),
            "billable": .integer($0.billable.count),
          ]
        }),
      "days": Records(answer).value,
      "citation": .string(answer.indication.dosing.citation),
    ]
  }
}

extension DoseAnswer {
  /// Neighbouring days with the same dose, as runs.
  fileprivate var steps: [(first: Int, last: Int, day: DoseDay)] {
    var steps: [(first: Int, last: Int, day: DoseDay)] = []
    for day in days {
      if let step = steps.last, step.day.dose == day.dose, step.day.vials == day.vials,
        step.day.isCapped == day.isCapped
      {
        steps[steps.count - 1].last = day.day
      } else {
        steps.append((day.day, day.day, day))
      }
    }
    return steps
  }

  fileprivate var totals: (dose: Double, vials: Int, units: Int) {
    days.reduce((0, 0, 0)) { ($0.0 + $1.dose, $0.1 + $1.vials.count, $0.2 + $1.billable.count) }
  }

  /// Whether some dose for this weight is found from body surface.
  fileprivate var usesSurface: Bool {
    indication.dosing.schedules.contains { schedule in
      let isOwn =
        switch schedule.band {
        case .any: true
        case .atLeast(let least): size.weightKg.map { $0 >= least } ?? false
        case .under(let limit): size.weightKg.map { $0 < limit } ?? false
        }
      return isOwn
        && schedule.cycles.flatMap(\.steps).contains { if case .perSquareMetre = $0.amount { true } else { false } }
    }
  }
}
