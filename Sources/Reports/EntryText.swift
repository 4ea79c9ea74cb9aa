import CivilTime
import Coverage
import Desk
import Ledger

extension Page {
  /// Adds an entry as recorded: what of it is covered, the window it lies in, and what would have fitted.
  mutating func add(_ answer: EntryAnswer, outcome: Outcome, findings: [Finding]) {
    let fact = answer.fact
    let entry = fact.entry
    let amount =
      outcome == .cutBack
      ? "\(fact.covered.billable) of \(entry.billable) units covered"
      : count(entry.billable.count, "billable unit")
    verdict(
      outcome,
      "\(fact.reference)   \(amount) for \(answer.memberID) on \(entry.on)"
        + Page.cycle(answer.cycle, of: answer.course))
    if answer.isReplay { field("replay", "on file already with this answer; nothing was written") }
    field("units", entry.amountsText)
    if outcome == .cutBack { addSplit(fact) }
    if let window = fact.window {
      add(window, asked: entry.billable, covered: outcome == .denied ? nil : fact.covered.billable)
    }
    for finding in findings { self.finding(finding) }
    add(answer.warnings)
    if outcome == .denied {
      addFits(entry, fitsThen: fact.fitsThen, fitsOn: fact.fitsOn, findings: findings)
      field("effect", "recorded as denied; it counts in no sum")
      addCutBack(fact, answer: answer, findings: findings)
    }
  }

  /// Adds an entry that was only looked at.
  mutating func add(_ answer: CheckAnswer, outcome: Outcome, findings: [Finding]) {
    let entry = answer.entry
    let verdict = answer.verdict
    self.verdict(
      outcome,
      "\(count(entry.billable.count, "billable unit")) for \(answer.memberID) on \(entry.on)"
        + Page.cycle(verdict.cycle, namesCourse: answer.namesCourse))
    field("units", entry.amountsText)
    if let window = verdict.window {
      add(window, asked: entry.billable, covered: verdict.isCovered ? entry.billable : nil)
    }
    for finding in findings { self.finding(finding) }
    if verdict.isCovered {
      command("next", entry.command(for: answer.memberID, reference: "…"))
    } else {
      addFits(entry, fitsThen: verdict.fitsThen, fitsOn: verdict.fitsOn, findings: findings)
    }
    field("effect", "only looked at; nothing was written")
  }

  /// ` (cycle 1)`, ` (cycle 1 of mrd-all)` among several courses, or nothing without a cycle.
  static func cycle(_ number: CycleNumber?, of course: IndicationKey?) -> String {
    number.map { " (cycle \(Text.cycle($0, of: course)))" } ?? ""
  }

  static func cycle(_ cycle: Cycle?, namesCourse: Bool) -> String {
    Page.cycle(cycle?.fact.number, of: namesCourse ? cycle?.fact.indication : nil)
  }

  /// Adds the window's days and its sum with the units asked.
  private mutating func add(_ window: WindowUse, asked: Units, covered: Units?) {
    field("window", window.daysText)
    field("sum", window.sumText(asked: asked) + (covered.map { ", \(window.left - $0.count) left" } ?? ""))
  }

  /// A cut-back entry's covered and denied parts, which make up the whole.
  mutating func addSplit(_ fact: AdministrationFact) {
    let entry = fact.entry
    let covered = fact.covered
    field(
      "covered",
      "\(covered.administered) administered + \(covered.discarded) discarded = \(covered.billable)"
        + (entry.vials.map { _ in ", \(count(covered.vials.count, "vial"))" } ?? ""))
    field(
      "denied",
      "\(entry.administered - covered.administered) administered + \(entry.discarded - covered.discarded) discarded = "
        + "\(entry.billable - covered.billable)")
  }

  /// Adds what would have fitted on the day, and the first later day with room for all of it.
  mutating func addFits(_ entry: UnitEntry, fitsThen: Units?, fitsOn: CivilDay?, findings: [Finding]) {
    // What the unit limit leaves says nothing where another rule stands against the day.
    let isLimitAlone = findings.allSatisfy { $0.code == .unitLimit }
    var parts: [String] = []
    if let fitsThen, isLimitAlone { parts.append("\(fitsThen) of the \(entry.billable) fit on \(entry.on)") }
    if let fitsOn {
      parts.append("all \(entry.billable) fit on \(fitsOn)")
    } else if fitsThen != nil {
      parts.append("on no later day of the cycle would all \(entry.billable) be covered")
    }
    if !parts.isEmpty { field("fits", parts.joined(separator: "; ")) }
  }

  private mutating func addCutBack(_ fact: AdministrationFact, answer: EntryAnswer, findings: [Finding]) {
    guard let fits = fact.fitsThen, fits.count >= 1, findings.allSatisfy({ $0.code == .unitLimit }) else { return }
    command(
      "cut back",
      fact.entry.command(for: answer.memberID, reference: Text.shellWord(fact.reference)) + ["--again", "--cut-back"])
  }
}

extension UnitEntry {
  /// `28 administered + 7 discarded = 35 billable, 1 vial`.
  var amountsText: String {
    "\(administered) administered + \(discarded) discarded = \(billable) billable"
      + (vials.map { ", \(count($0.count, "vial"))" } ?? "")
  }

  /// The command that sends the entry.
  fileprivate func command(for member: MemberID, reference: String) -> [String] {
    var words = ["authledger", "administer", Text.shellWord(member.text), "--on \(on)", "--units \(administered)"]
    if discarded.count > 0 { words.append("--discarded \(discarded)") }
    if let vials { words.append("--vials \(vials)") }
    if let indication { words.append("--indication \(Text.shellWord(indication.text))") }
    if let code { words.append("--code \(Text.shellWord(code))") }
    return words + ["--reference \(reference)"]
  }
}

extension WindowUse {
  /// `2026-02-15 to 2026-03-28 (42 days)`.
  var daysText: String { "\(span.startsOn) to \(span.endsOn) (\(count(span.days, "day")))" }

  /// `used 960 + asked 35 = 995 > 980`.
  func sumText(asked: Units) -> String {
    let sum = used + asked.count
    return "used \(used) + asked \(asked) = \(sum) \(sum > limit ? ">" : "≤") \(limit)"
  }
}
