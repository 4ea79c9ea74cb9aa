import Coverage
import Desk
import TextFormats

/// What changed between two policies, as a pharmacist would tell a colleague.
public enum PolicyDiffReport {
  /// The changes, a row each.
  public static func records(of diff: PolicyDiff) -> Records {
    Records(
      columns: ["indication", "change", "subject", "was", "now", "citation"],
      rows: diff.changes.map { change in
        [
          .optional(change.indication?.text), .string(change.kind), .string(change.subject), .optional(change.was),
          .optional(change.now), .string(change.citation),
        ]
      })
  }

  /// Both policies and the changes between them.
  public static func value(of diff: PolicyDiff) -> JSONValue {
    [
      "from": side(diff.old), "to": side(diff.new), "changes": records(of: diff).value,
    ]
  }

  private static func side(_ policy: Policy) -> JSONValue {
    ["policy": .string(policy.version.description), "effective_on": .day(policy.effectiveOn)]
  }

  /// The changes as prose: what holds for all, then indication by indication.
  public static func lines(of diff: PolicyDiff, style: Style) -> [String] {
    var page = Page(style: style)
    page.heading("From \(diff.old.version) to \(diff.new.version)")
    page.add("\(diff.new.version) answers requests received from \(diff.new.effectiveOn) on.")
    if diff.changes.isEmpty {
      page.space()
      page.add("They say the same.")
      return page.lines
    }
    let shared = diff.changes.filter { $0.indication == nil }
    if !shared.isEmpty {
      page.space()
      page.add("For every use of the drug")
      for change in shared { page.add(change) }
    }
    let keys = diff.new.indications.map(\.key) + diff.old.indications.map(\.key)
    var told: Set<IndicationKey> = []
    for key in keys where told.insert(key).inserted {
      guard let indication = diff.indication(key) else { continue }
      page.space()
      page.add(indication, changes: diff.changes.filter { $0.indication == key }, diff: diff)
    }
    return page.lines
  }
}

extension Page {
  fileprivate mutating func add(_ indication: Indication, changes: [PolicyDiff.Change], diff: PolicyDiff) {
    let name = "\(indication.name) (\(indication.key))"
    if diff.new.indication(indication.key) == nil {
      add("No longer covered: \(name)")
    } else if diff.old.indication(indication.key) == nil {
      add("Newly covered: \(name)")
      for change in changes where change.subject != "name" {
        item("\(change.subject): \(change.now ?? "")", citation: change.citation)
      }
    } else if changes.isEmpty {
      add("Unchanged: \(name)")
    } else {
      add("Changed: \(name)")
      for change in changes { add(change) }
    }
  }

  fileprivate mutating func add(_ change: PolicyDiff.Change) {
    switch (change.was, change.now) {
    case (let was?, let now?): item("\(change.subject) is now: \(now); it was: \(was)", citation: change.citation)
    case (nil, let now?): item("new is \(change.subject): \(now)", citation: change.citation)
    case (let was?, nil): item("gone is \(change.subject): \(was)", citation: change.citation)
    case (nil, nil): break
    }
  }
}
