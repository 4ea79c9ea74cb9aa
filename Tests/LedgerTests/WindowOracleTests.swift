import CivilTime
import Coverage
import Testing

@testable import Ledger

/// Random lines, each answer against a second account kept day by day.
struct WindowOracleTests {
  @Test("windows, fits_then and fits_on are those of the day-by-day account", arguments: 0..<8)
  func randomHistories(part: Int) {
    var seen: [FindingCode: Int] = [:]
    var withLaterDay = 0
    for seed in (part * 60)..<(part * 60 + 60) {
      var random = SplitMix64(seed: UInt64(seed))
      let account = DayByDay(&random)
      for _ in 0..<12 {
        let entry = account.entry(&random)
        let verdict = UnitRules.judge(entry, history: account.history)
        let answer = DayByDay.Answer(
          codes: verdict.findings.codes, window: verdict.window, fitsThen: verdict.fitsThen, fitsOn: verdict.fitsOn)
        let expected = account.answer(to: entry)
        if answer != expected {
          Issue.record("seed \(seed), \(entry.billable) units on \(entry.on): \(answer), not \(expected)")
          return
        }
        for code in answer.codes { seen[code, default: 0] += 1 }
        if answer.fitsOn != nil { withLaterDay += 1 }
      }
    }
    // Every kind of answer is among them, or the comparison would say little.
    for code in [FindingCode.noCycle, .outsideCycle, .outsideCoverage, .unitLimit, .vialLimit] {
      #expect(seen[code, default: 0] > 5, "\(code.rawValue)")
    }
    #expect(withLaterDay > 5)
  }

  @Test("what fits_then says fits, and one unit more does not", arguments: 0..<4)
  func fitsThenIsTight(part: Int) {
    for seed in (part * 25)..<(part * 25 + 25) {
      var random = SplitMix64(seed: UInt64(1_000_000 + seed))
      let account = DayByDay(&random)
      for _ in 0..<8 {
        let on = account.entry(&random).on
        func passes(_ units: Int) -> Bool {
          let entry = UnitEntry(
            on: on, administered: Units(units), discarded: 0, vials: nil, indication: nil, code: nil)
          return UnitRules.judge(entry, history: account.history).findings.codes.contains(.unitLimit)
        }
        let entry = UnitEntry(on: on, administered: 1, discarded: 0, vials: nil, indication: nil, code: nil)
        guard let fits = UnitRules.judge(entry, history: account.history).fitsThen?.count else { continue }
        if (fits > 0 && passes(fits)) || !passes(fits + 1) { Issue.record("seed \(seed), \(on): \(fits)") }
      }
    }
  }

  @Test(
    "limits of any length: the fullest window is the one that loops find", arguments: [1, 2, 7, 41, 42, 43, 84, 100])
  func anyLength(days: Int) throws {
    let policy = try Shipped.version(
      "2021-04", effective: "2021-03-01",
      replacing: Shipped.smallDoses + [
        ("cycles: 1-5, most: 980, days: 42, basis: rolling", "cycles: 1-5, most: 980, days: \(days), basis: rolling")
      ])
    let first = DayByDay.origin
    for seed in 0..<60 {
      var random = SplitMix64(seed: UInt64(seed))
      var course = CourseBuilder(under: [policy])
      try course.intake(first)
      try course.cycle(first)
      var amounts = [Int](repeating: 0, count: 400)
      for number in 1...Int.random(in: 1...25, using: &random) {
        let offset = Int.random(in: 0...120, using: &random)
        let units = Int.random(in: 1...60, using: &random)
        amounts[offset] += units
        course.history.add(covered(units, on: first + offset, number: number))
      }
      let cycle = try #require(course.course.latestCycle)
      let limit = try #require(cycle.limits.first)
      let full = DayByDay.windows(of: amounts, days: days)
      for offset in stride(from: 0, to: 140, by: 7) {
        var best = (last: offset, used: full[offset])
        for last in offset..<(offset + days) where full[last] > best.used { best = (last, full[last]) }
        let found = WindowRules.fullest(limit, on: first + offset, inCycleFrom: first, history: course.history)
        let expected = WindowUse(span: DaySpan(endingOn: first + best.last, days: days), used: best.used, limit: 980)
        if found != expected { Issue.record("seed \(seed), day \(offset): \(found), not \(expected)") }
      }
    }
  }

  private func covered(_ units: Int, on: CivilDay, number: Int) -> AdministrationFact {
    let entry = UnitEntry(on: on, administered: Units(units), discarded: 0, vials: nil, indication: nil, code: nil)
    return AdministrationFact(
      number: AdministrationNumber(number), patient: PatientNumber(1), reference: "L\(number)", attempt: 1,
      entry: entry, cycle: CycleRecordNumber(1), outcome: .covered,
      covered: CoveredPart(administered: Units(units), discarded: 0, vials: 0), window: nil, fitsThen: nil,
      fitsOn: nil, findings: [], sequence: JournalNumber(1))
  }
}
