import Coverage
import Desk
import TextFormats

extension Page {
  /// Adds an entry with the window it was judged in, line by line, and the arithmetic.
  mutating func add(_ explanation: EntryExplanation) {
    let fact = explanation.fact
    let entry = fact.entry
    let outcome = Outcome(rawValue: fact.outcome.rawValue) ?? .recorded
    verdict(
      outcome,
      "\(fact.reference)   \(count(entry.billable.count, "billable unit")) for \(explanation.memberID) on "
        + "\(entry.on)\(Page.cycle(explanation.cycle, namesCourse: explanation.namesCourse))")
    if let voided = explanation.voided { field("voided", "by entry \(voided.sequence): \(voided.reason)") }
    field("recorded", explanation.journal.text)
    if let replaced = explanation.earlier.first {
      field("attempt", "\(fact.attempt); it replaces that of entry \(replaced.fact.sequence)")
    } else if fact.attempt > 1 {
      field("attempt", "\(fact.attempt)")
    }
    if let cycle = explanation.cycle {
      let phase = cycle.phase.map { " (\($0))" } ?? ""
      field(
        "cycle",
        "\(cycle.fact.number)\(phase), \(cycle.span.startsOn) to \(cycle.span.endsOn), under "
          + "\(cycle.fact.authorization)")
      if let exception = cycle.fact.exception {
        field("exception", "\(exception.reason) (approved by \(exception.approvedBy))")
      }
    }
    field("units", entry.amountsText)
    if fact.outcome == .cutBack { addSplit(fact) }
    addWindow(explanation)
    for finding in fact.findings { self.finding(finding) }
    add(explanation.warnings)
    if fact.outcome != .covered {
      addFits(entry, fitsThen: fact.fitsThen, fitsOn: fact.fitsOn, findings: fact.findings)
    }
    if let under = explanation.under { add(under) }
    add(explanation.notes)
    for earlier in explanation.earlier {
      space()
      heading("attempt \(earlier.fact.attempt)")
      add(earlier)
    }
  }

  private mutating func addWindow(_ explanation: EntryExplanation) {
    guard let window = explanation.fact.window else { return field("window", "none without a cycle") }
    if let limit = explanation.limit { field("limit", limit.text + Text.cited(limit.citation)) }
    field("window", window.daysText)
    if explanation.lines.isEmpty {
      field("", "no covered line in it before this one")
    } else {
      var table = TextTable(
        columns: [.init("day"), .init("reference"), .init("units", .right), .init("vials", .right)],
        maximumWidth: width - Page.labelWidth)
      for line in explanation.lines {
        table.append(["\(line.on)", line.reference, "\(line.billable)", "\(line.vials)"])
      }
      self.table(table, indent: Page.labelWidth)
    }
    field("sum", window.sumText(asked: explanation.fact.entry.billable))
  }
}

extension EntryExplanation {
  /// The limit whose window it is: that of the window's days and amount.
  var limit: Limit? {
    guard let window = fact.window else { return nil }
    return cycle?.limits.first { limit in
      guard case .units = limit.subject else { return false }
      return limit.days == window.span.days && limit.most == window.limit
    }
  }
}
