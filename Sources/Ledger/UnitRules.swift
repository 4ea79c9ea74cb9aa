import CivilTime
import Coverage

/// The answer to an entry of units, before it is recorded.
public struct UnitVerdict: Sendable {
  /// The cycle the entry lies in; nil when none had started.
  public let cycle: Cycle?
  /// The fullest window of the limit that leaves least; nil without a cycle.
  public let window: WindowUse?
  /// The most units that would fit on that day; nil without a cycle.
  public let fitsThen: Units?
  /// The first later day of the cycle on which the same entry would be covered; nil when none, or when it is covered.
  public let fitsOn: CivilDay?
  /// Every reason against the entry.
  public let findings: [Finding]

  /// Whether the entry is covered.
  public var isCovered: Bool { findings.isEmpty }
}

/// Whether units given on a day are covered (policy II).
///
/// What this file keeps true
/// (1) Every window of a limit's days holds at most the limit in covered units, whichever order they were entered in.
/// (2) An entry that is denied, or voided, is in no sum.
public enum UnitRules {
  /// Judges an entry against everything on file; every finding is returned at once.
  public static func judge(_ entry: UnitEntry, history: PatientHistory) -> UnitVerdict {
    guard let cycle = cycle(of: entry, history: history) else {
      return UnitVerdict(
        cycle: nil, window: nil, fitsThen: nil, fitsOn: nil, findings: [UnitFindings.noCycle(entry, history: history)])
    }
    let reading = reading(of: entry, in: cycle, history: history)
    let tightest = reading.tightest
    let findings = reading.isCovered ? [] : UnitFindings.all(reading, of: entry, in: cycle, history: history)
    return UnitVerdict(
      cycle: cycle, window: tightest,
      fitsThen: tightest.map { Units(max(0, $0.left)) },
      fitsOn: findings.isEmpty
        ? nil
        : firstFit(entry, from: entry.on + 1, through: cycle.span.endsOn, history: history),
      findings: findings)
  }

  /// The part of an entry that fits when it is cut back: administered units first, then discarded ones, and the vials.
  ///
  /// Nil unless the unit limit is all that stands against the entry and at least one unit fits.
  public static func cutBack(_ entry: UnitEntry, by verdict: UnitVerdict) -> CoveredPart? {
    guard !verdict.findings.isEmpty, verdict.findings.allSatisfy({ $0.code == .unitLimit }),
      let fits = verdict.fitsThen, fits.count >= 1
    else { return nil }
    let administered = min(entry.administered, fits)
    return CoveredPart(
      administered: administered, discarded: min(entry.discarded, fits - administered), vials: entry.vials ?? 0)
  }

  /// The covered lines that the window of a recorded entry held, in the history it was judged over.
  public static func lines(of fact: AdministrationFact, history: PatientHistory) -> [CoveredLine] {
    guard let window = fact.window, let cycle = history.cycles.first(where: { $0.fact.record == fact.cycle }),
      let limit = cycle.terms.limits(on: fact.entry).first(where: { $0.isOnUnits && $0.days == window.span.days })
    else { return [] }
    return history.coveredLines(under: limit, in: window.span).map(\.line)
  }

  /// The codes the patient's cycles are billed under; an entry must name its own when there are several.
  public static func billingCodes(for indication: IndicationKey?, history: PatientHistory) -> [String] {
    let cycles = history.cycles
    var codes: [String] = []
    for place in cycles.indices
    where cycles[place].isLive && (indication == nil || cycles[place].fact.indication == indication) {
      let known = cycles[place].terms.billingCodes
      // Most cycles are billed under the codes of the one before.
      if known != codes { codes += known.filter { !codes.contains($0) } }
    }
    return codes
  }

  /// The live cycle an entry lies in: the latest to start on or before the day.
  ///
  /// Of cycles that start on one day it is the one with the higher number, then the one recorded first.
  static func cycle(of entry: UnitEntry, history: PatientHistory) -> Cycle? {
    let cycles = history.cycles
    var found: Int?
    // Most often it is one of the last.
    for place in cycles.indices.reversed() where cycles[place].span.startsOn <= entry.on && cycles[place].isLive {
      if let found, isLater(cycles[found], than: cycles[place]) { continue }
      if let indication = entry.indication, cycles[place].fact.indication != indication { continue }
      if let code = entry.code, !cycles[place].billingCodes.contains(code) { continue }
      found = place
    }
    return found.map { cycles[$0] }
  }

  private static func isLater(_ cycle: Cycle, than other: Cycle) -> Bool {
    cycle.span.startsOn == other.span.startsOn
      ? cycle.fact.number > other.fact.number : cycle.span.startsOn > other.span.startsOn
  }

  /// An entry set against its cycle, its coverage and its limits, before anything is worded.
  struct Reading {
    let isOutsideCycle: Bool
    let isOutsideCoverage: Bool
    /// The fullest window of the limit on units that leaves least, of those that count lines of the entry's code.
    let tightest: WindowUse?
    /// The limits the entry would pass, in the order of the policy.
    let passed: [PassedLimit]

    var isCovered: Bool { !isOutsideCycle && !isOutsideCoverage && passed.isEmpty }
  }

  /// A limit with its fullest window, and what an entry asks of it that is more than is left.
  struct PassedLimit {
    let limit: Limit
    let window: WindowUse
    let asked: Int
  }

  static func reading(of entry: UnitEntry, in cycle: Cycle, history: PatientHistory) -> Reading {
    var tightest: WindowUse?
    var passed: [PassedLimit] = []
    for limit in cycle.terms.limits(on: entry) {
      let window = WindowRules.fullest(limit, on: entry.on, inCycleFrom: cycle.span.startsOn, history: history)
      if limit.isOnUnits, tightest.map({ window.left < $0.left }) ?? true { tightest = window }
      let asked = limit.isOnUnits ? entry.billable.count : entry.vials?.count ?? 0
      // A window is at its limit with exactly the limit in it, and passes it with one more; that of a limit by cycle
      // does not reach past its days.
      if asked > 0, asked > window.left, window.span.contains(entry.on) {
        passed.append(PassedLimit(limit: limit, window: window, asked: asked))
      }
    }
    return Reading(
      isOutsideCycle: entry.on > cycle.span.endsOn,
      isOutsideCoverage: !history.isCovered(cycle.fact.indication, on: entry.on), tightest: tightest, passed: passed)
  }

  /// The first day from one through another on which an entry would be covered: each is judged afresh, as the entry
  /// would be if it were given then.
  static func firstFit(
    _ entry: UnitEntry, from first: CivilDay, through last: CivilDay, history: PatientHistory
  ) -> CivilDay? {
    var day = first
    while day <= last {
      let moved = entry.moved(to: day)
      if let cycle = cycle(of: moved, history: history), reading(of: moved, in: cycle, history: history).isCovered {
        return day
      }
      day = day + 1
    }
    return nil
  }
}
