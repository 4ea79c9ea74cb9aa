import CivilTime
import Coverage
import Ledger

/// Random cycles, coverage and lines with a second account of them, kept day by day in plain arrays.
///
/// The account knows nothing of the rules' code: each line is added, in a loop, to every window that holds its day.
struct DayByDay {
  static let origin = day("2026-01-01")
  private static let size = 900

  /// One day's answer in the second account.
  struct Answer: Equatable {
    let codes: [FindingCode]
    let window: WindowUse?
    let fitsThen: Units?
    let fitsOn: CivilDay?
  }

  private struct PlainCycle {
    let record: Int
    let indication: IndicationKey
    let number: Int
    let start: Int
    let isLive: Bool

    /// 84 days from cycle 6 of relapsed disease on, else 42.
    var days: Int { indication == .relapsed && number >= 6 ? 84 : 42 }
  }

  private(set) var history: PatientHistory
  private var cycles: [PlainCycle] = []
  private var covered: [IndicationKey: [Bool]] = [:]
  private var units42 = [Int](repeating: 0, count: size)
  private var units84 = [Int](repeating: 0, count: size)
  private var vials42 = [Int](repeating: 0, count: size)
  private var full42: [Int] = []
  private var full84: [Int] = []
  private var fullVials: [Int] = []

  /// A random history.
  init(_ random: inout SplitMix64) {
    history = PatientHistory(patient: PatientNumber(1), book: PolicyBook([Shipped.policy]))
    addCoverage(&random)
    addCycles(&random)
    for number in 1...Int.random(in: 1...60, using: &random) { addLine(number, &random) }
    full42 = DayByDay.windows(of: units42, days: 42)
    full84 = DayByDay.windows(of: units84, days: 84)
    fullVials = DayByDay.windows(of: vials42, days: 42)
  }

  /// What the windows of `days` days hold, by the day they end on.
  static func windows(of amounts: [Int], days: Int) -> [Int] {
    var full = [Int](repeating: 0, count: amounts.count)
    for (day, amount) in amounts.enumerated() where amount > 0 {
      for last in day..<min(day + days, amounts.count) { full[last] += amount }
    }
    return full
  }

  // MARK: Random facts

  private mutating func addCoverage(_ random: inout SplitMix64) {
    for indication in [IndicationKey.relapsed, .residual] {
      var days = [Bool](repeating: false, count: DayByDay.size)
      var first = 150 + Int.random(in: 0...20, using: &random)
      for _ in 0..<3 {
        let length = Int.random(in: 60...200, using: &random)
        let isLive = Int.random(in: 0...9, using: &random) > 0
        let number = AuthorizationNumber(history.authorizations.count + 1)
        history.add(
          AuthorizationFact(
            number: number, request: RequestNumber(1), patient: history.patient, indication: indication,
            kind: .initial, span: DaySpan(from: DayByDay.origin + first, days: length), cyclesGranted: 9,
            priorCycles: 0, policy: Shipped.policy.version, sequence: JournalNumber(1)))
        if !isLive { history.void(number, Voiding(reason: "", sequence: JournalNumber(1))) }
        for day in first..<(first + length) where isLive { days[day] = true }
        first += length + Int.random(in: 0...20, using: &random)
      }
      covered[indication] = days
    }
  }

  private mutating func addCycles(_ random: inout SplitMix64) {
    for (indication, first) in [(IndicationKey.relapsed, 4), (.residual, 1)] {
      var start = 150 + Int.random(in: 0...60, using: &random)
      for number in first...(first + 3) {
        let cycle = PlainCycle(
          record: cycles.count + 1, indication: indication, number: number, start: start,
          isLive: Int.random(in: 0...9, using: &random) > 0)
        cycles.append(cycle)
        history.add(
          CycleFact(
            record: CycleRecordNumber(cycle.record), patient: history.patient, indication: indication,
            number: CycleNumber(number), startsOn: DayByDay.origin + start,
            authorization: AuthorizationNumber(indication == .relapsed ? 1 : 4), exception: nil,
            sequence: JournalNumber(1)))
        if !cycle.isLive {
          history.void(CycleRecordNumber(cycle.record), Voiding(reason: "", sequence: JournalNumber(1)))
        }
        start += Int.random(in: 0...60, using: &random)
      }
    }
  }

  private mutating func addLine(_ number: Int, _ random: inout SplitMix64) {
    let cycle = cycles[Int.random(in: cycles.indices, using: &random)]
    let day = cycle.start + Int.random(in: 0..<cycle.days, using: &random)
    let administered = Int.random(in: 0...150, using: &random)
    let discarded = Int.random(in: 0...50, using: &random)
    let vials = Int.random(in: 0...3, using: &random)
    let outcome = [EntryOutcome.covered, .covered, .cutBack, .denied].randomElement(using: &random) ?? .covered
    let isVoided = Int.random(in: 0...9, using: &random) == 0
    let part = CoveredPart(
      administered: Units(administered), discarded: Units(discarded), vials: Vials(vials))
    history.add(
      AdministrationFact(
        number: AdministrationNumber(number), patient: history.patient, reference: "L\(number)", attempt: 1,
        entry: UnitEntry(
          on: DayByDay.origin + day, administered: part.administered + 7, discarded: part.discarded,
          vials: part.vials, indication: nil, code: nil), cycle: CycleRecordNumber(cycle.record), outcome: outcome,
        covered: outcome == .denied ? .nothing : part, window: nil, fitsThen: nil, fitsOn: nil, findings: [],
        sequence: JournalNumber(1)))
    if isVoided {
      history.void(AdministrationNumber(number), Voiding(reason: "", sequence: JournalNumber(1)))
    }
    guard outcome != .denied, !isVoided else { return }
    if cycle.days == 42 { units42[day] += administered + discarded } else { units84[day] += administered + discarded }
    vials42[day] += vials
  }

  // MARK: The second account

  /// A random entry to ask about.
  func entry(_ random: inout SplitMix64) -> UnitEntry {
    let size = [1, 35, 200, 500, 980, 990].randomElement(using: &random) ?? 1
    let discarded = Int.random(in: 0...min(size, 30), using: &random)
    return UnitEntry(
      on: DayByDay.origin + Int.random(in: 130...480, using: &random), administered: Units(size - discarded),
      discarded: Units(discarded), vials: [nil, 0, 1, 10, 28, 29].randomElement(using: &random).flatMap { $0 },
      indication: [nil, .relapsed, .residual].randomElement(using: &random).flatMap { $0 }, code: nil)
  }

  /// The answer to an entry.
  func answer(to entry: UnitEntry) -> Answer {
    let day = entry.on - DayByDay.origin
    guard let cycle = cycle(on: day, entry) else {
      return Answer(codes: [.noCycle], window: nil, fitsThen: nil, fitsOn: nil)
    }
    let codes = codes(entry, on: day, in: cycle)
    let fullest = fullest(cycle.days == 42 ? full42 : full84, on: day, days: cycle.days)
    var fitsOn: CivilDay?
    if !codes.isEmpty {
      for later in day + 1..<max(day + 1, cycle.start + cycle.days) where fitsOn == nil {
        // A cycle that starts meanwhile has the day.
        guard let then = self.cycle(on: later, entry) else { continue }
        if self.codes(entry, on: later, in: then).isEmpty { fitsOn = DayByDay.origin + later }
      }
    }
    return Answer(
      codes: codes,
      window: WindowUse(
        span: DaySpan(from: DayByDay.origin + (fullest.last - cycle.days + 1), to: DayByDay.origin + fullest.last),
        used: fullest.used, limit: 980), fitsThen: Units(max(0, 980 - fullest.used)), fitsOn: fitsOn)
  }

  private func cycle(on day: Int, _ entry: UnitEntry) -> PlainCycle? {
    var best: PlainCycle?
    for cycle in cycles where cycle.isLive && cycle.start <= day {
      if let wanted = entry.indication, wanted != cycle.indication { continue }
      if let held = best {
        if cycle.start < held.start { continue }
        if cycle.start == held.start, cycle.number <= held.number { continue }
      }
      best = cycle
    }
    return best
  }

  private func codes(_ entry: UnitEntry, on day: Int, in cycle: PlainCycle) -> [FindingCode] {
    var codes: [FindingCode] = []
    if day >= cycle.start + cycle.days { codes.append(.outsideCycle) }
    if covered[cycle.indication]?[day] != true { codes.append(.outsideCoverage) }
    let units = fullest(cycle.days == 42 ? full42 : full84, on: day, days: cycle.days).used
    if units + entry.administered.count + entry.discarded.count > 980 { codes.append(.unitLimit) }
    let vials = entry.vials?.count ?? 0
    if vials > 0, fullest(fullVials, on: day, days: 42).used + vials > 28 { codes.append(.vialLimit) }
    return codes
  }

  /// The fullest of the windows that hold a day; of equally full ones, the one that ends first.
  private func fullest(_ full: [Int], on day: Int, days: Int) -> (last: Int, used: Int) {
    var best = (last: day, used: full[day])
    for last in day..<(day + days) where full[last] > best.used { best = (last, full[last]) }
    return best
  }
}
