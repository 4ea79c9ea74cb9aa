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
    guard let reading = reading(of: entry, history: history) else {
      return UnitVerdict(
        cycle: nil, window: nil, fitsThen: nil, fitsOn: nil, findings: [UnitFindings.noCycle(entry, history: history)])
    }
    let tightest = reading.tightest
    let findings = reading.isCovered ? [] : UnitFindings.all(reading, entry: entry, history: history)
    return UnitVerdict(
      cycle: history.cycles[reading.cycle], window: tightest?.window,
      fitsThen: tightest.map { Units(max(0, $0.window.left)) },
      fitsOn: findings.isEmpty
        ? nil
        : firstFit(entry, from: entry.on + 1, through: history.cycles[reading.cycle].span.endsOn, history: history),
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
      let limit = cycle.limits.first(where: {
        $0.isOnUnits && $0.code == cycle.code(of: fact.entry) && $0.days == window.span.days
      })
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

  /// The live cycle an entry lies in, by its place in the history: the latest to start on or before the day.
  ///
  /// Of cycles that start on one day it is the one with the higher number, then the one recorded first.
  static func cycle(of entry: UnitEntry, history: PatientHistory) -> Int? {
    var found: Int?
    for index in history.cycles.indices
    where history.cycles[index].fact.startsOn <= entry.on && history.cycles[index].isLive {
      if let indication = entry.indication, history.cycles[index].fact.indication != indication { continue }
      if let code = entry.code, !history.cycles[index].billingCodes.contains(code) { continue }
      guard let best = found else {
        found = index
        continue
      }
      let (older, newer) = (history.cycles[best].fact, history.cycles[index].fact)
      if (older.startsOn, older.number) < (newer.startsOn, newer.number) { found = index }
    }
    return found
  }

  /// An entry set against its cycle, its coverage and its limits, before anything is worded.
  struct Reading {
    /// The cycle's place in the history.
    let cycle: Int
    let isOutsideCycle: Bool
    let isOutsideCoverage: Bool
    /// The limit on units that leaves least, of those that count lines of the entry's code.
    fileprivate(set) var tightest: LimitReading?
    /// The limits the entry would pass, in the order of the policy.
    fileprivate(set) var passed: [LimitReading] = []

    var isCovered: Bool { !isOutsideCycle && !isOutsideCoverage && passed.isEmpty }
  }

  /// One limit's fullest window with what an entry asks of it.
  struct LimitReading {
    /// The limit's place among those of the cycle.
    let place: Int
    let isOnUnits: Bool
    let window: WindowUse
    let asked: Int

    /// Whether the window holds the day: the one of a limit by cycle does not reach past its days.
    let isConcerned: Bool

    /// A window is at its limit with exactly the limit in it, and passes it with one more.
    var holds: Bool { asked == 0 || !isConcerned || asked <= window.left }
  }

  static func reading(of entry: UnitEntry, history: PatientHistory) -> Reading? {
    guard let place = cycle(of: entry, history: history) else { return nil }
    let cycle = history.cycles[place]
    var reading = Reading(
      cycle: place, isOutsideCycle: entry.on > cycle.span.endsOn,
      isOutsideCoverage: !history.isCovered(cycle.fact.indication, on: entry.on))
    let limits = cycle.terms.limits
    let code = cycle.terms.code(of: entry)
    for place in limits.indices where limits[place].code == code {
      let limit = limits[place]
      let window = WindowRules.fullest(limit, on: entry.on, inCycleFrom: cycle.fact.startsOn, history: history)
      let read = LimitReading(
        place: place, isOnUnits: limit.isOnUnits, window: window,
        asked: limit.isOnUnits ? entry.billable.count : entry.vials?.count ?? 0,
        isConcerned: window.span.contains(entry.on))
      if limit.isOnUnits, reading.tightest.map({ window.left < $0.window.left }) ?? true { reading.tightest = read }
      if !read.holds { reading.passed.append(read) }
    }
    return reading
  }

  /// The first day from one through another on which an entry would be covered: each is judged afresh, as the entry
  /// would be if it were given then.
  static func firstFit(
    _ entry: UnitEntry, from first: CivilDay, through last: CivilDay, history: PatientHistory
  ) -> CivilDay? {
    var day = first
    while day <= last {
      if reading(of: entry.moved(to: day), history: history)?.isCovered == true { return day }
      day = day + 1
    }
    return nil
  }
}
