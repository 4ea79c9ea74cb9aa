import CivilTime
import Coverage
import TextFormats

/// The reasons against an entry of units, in words.
enum UnitFindings {
  static func noCycle(_ entry: UnitEntry, history: PatientHistory) -> Finding {
    let later = history.cycles.filter { $0.isLive && $0.fact.startsOn > entry.on }.map(\.fact.startsOn).min()
    let held = history.authorizations.last { $0.isLive }
    let key = entry.indication ?? held?.fact.indication
    let named = key.flatMap { history.book.newest(knowing: $0)?.indication($0) }
    let indication = named ?? history.book.indications.first
    return Finding(
      .noCycle, "no cycle had started by \(entry.on)" + (later.map { "; the first begins on \($0)" } ?? ""),
      citation: indication?.cycleDaysCitation(of: CycleNumber(1)) ?? "",
      hint: "log the cycle with `cycle start`, then send the line once more with --again")
  }

  static func all(
    _ reading: UnitRules.Reading, of entry: UnitEntry, in cycle: Cycle, history: PatientHistory
  ) -> [Finding] {
    var findings: [Finding] = []
    if reading.isOutsideCycle {
      findings.append(
        Finding(
          .outsideCycle,
          "\(entry.on) is past the last day of cycle \(cycle.fact.number), \(cycle.span.endsOn)",
          citation: cycle.indication?.cycleDaysCitation(of: cycle.fact.number) ?? "",
          hint: "if the next cycle has begun, log it with `cycle start` and send the line once more with --again",
          details: [
            JSONMember("cycle", .integer(cycle.fact.number.value)),
            JSONMember("last_day", .string(cycle.span.endsOn.description)),
          ]))
    }
    if reading.isOutsideCoverage {
      findings.append(
        Finding(
          .outsideCoverage, "no authorization of \(cycle.fact.indication) covers \(entry.on)",
          citation: cycle.indication?.initial.citation ?? "",
          hint: "ask for coverage with `intake` or `renew`, or extend the authorization, then send it with --again"))
    }
    for read in reading.passed where read.limit.isOnUnits {
      findings.append(
        pastLimit(read, code: .unitLimit, noun: "billable units", entry: entry, history: history))
    }
    for read in reading.passed where !read.limit.isOnUnits {
      findings.append(pastLimit(read, code: .vialLimit, noun: "vials", entry: entry, history: history))
    }
    return findings
  }

  private static func pastLimit(
    _ read: UnitRules.PassedLimit, code: FindingCode, noun: String, entry: UnitEntry, history: PatientHistory
  ) -> Finding {
    let window = read.window
    let limit = read.limit
    let later = WindowRules.lines(
      of: limit, in: DaySpan(from: entry.on + 1, to: window.span.endsOn), history: history)
    let laterText =
      later.isEmpty ? "" : ", of which \(later.reduce(0) { $0 + $1.amount }) on later days"
    return Finding(
      code,
      "\(window.used) \(noun) used from \(window.span.startsOn) to \(window.span.endsOn)\(laterText); \(read.asked) "
        + "more would make \(window.used + read.asked), past the limit of \(window.limit) per \(limit.days) days",
      citation: limit.citation,
      hint: window.left > 0 ? "\(window.left) more would still fit" : "nothing more fits in that window",
      details: [
        JSONMember("from", .string(window.span.startsOn.description)),
        JSONMember("to", .string(window.span.endsOn.description)),
        JSONMember("days", .integer(limit.days)), JSONMember("used", .integer(window.used)),
        JSONMember("asked", .integer(read.asked)), JSONMember("limit", .integer(window.limit)),
        JSONMember(
          "later",
          .array(
            later.map {
              .object([
                JSONMember("on", .string($0.on.description)), JSONMember("reference", .string($0.reference)),
                JSONMember("amount", .integer($0.amount)),
              ])
            })),
      ])
  }
}
