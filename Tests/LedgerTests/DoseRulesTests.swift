import CivilTime
import Coverage
import Ledger
import Testing

/// The doses the policy prescribes, which are advice and never a limit (policy V).
struct DoseRulesTests {
  private func schedule(
    _ cycle: Int, _ indication: Indication = Shipped.relapsed, kg: String?, cm: String? = nil
  ) -> [DoseDay]? {
    let size = BodySize(
      weightKg: kg.flatMap { DecimalNumber($0) }, heightCm: cm.flatMap { DecimalNumber($0) })
    return DoseRules.schedule(indication, cycle: CycleNumber(cycle), size: size, policy: Shipped.policy)
  }

  /// The doses of a schedule as runs of days.
  private func runs(_ days: [DoseDay]?) -> [[Double]] {
    (days ?? []).reduce(into: []) { runs, day in
      if runs.last?.first == day.dose {
        runs[runs.count - 1][1] += 1
      } else {
        runs.append([day.dose, 1])
      }
    }
  }

  @Test("45 kg and over, cycle 1: 9 mcg for 7 days, then 28 mcg for 21")
  func heavyFirst() throws {
    let days = try #require(schedule(1, kg: "61.5"))
    #expect(runs(days) == [[9, 7], [28, 21]])
    #expect(days.map(\.day) == Array(1...28))
    #expect(days.allSatisfy { !$0.isCapped && $0.vials == 1 && $0.billable == 35 })
    #expect(days.reduce(0) { $0 + $1.billable.count } == 980)
    #expect(days.reduce(0) { $0 + $1.dose } == 651)
  }

  @Test("45 kg and over, later cycles: 28 mcg for 28 days, 784 in all", arguments: [2, 5, 6, 9, 10, 12])
  func heavyLater(cycle: Int) {
    #expect(runs(schedule(cycle, kg: "61.5")) == [[28, 28]])
  }

  @Test("residual disease: 28 mcg for 28 days from the first cycle", arguments: [1, 4, 5])
  func residual(cycle: Int) {
    #expect(runs(schedule(cycle, Shipped.residual, kg: "45")) == [[28, 28]])
  }

  @Test("exactly 45 kg is dosed by the fixed doses, one gram less by body surface")
  func boundary() {
    #expect(runs(schedule(1, kg: "45")) == [[9, 7], [28, 21]])
    #expect(runs(schedule(1, kg: "45.000")) == [[9, 7], [28, 21]])
    #expect(schedule(1, kg: "44.999") == nil)
    #expect(runs(schedule(1, kg: "44.999", cm: "50")).first?.first != 9)
  }

  @Test("bands of weight do not overlap, whatever the order the policy lists them in")
  func bandsInAnyOrder() {
    let listed = Shipped.relapsed
    let reversed = Indication(
      key: listed.key, name: listed.name, text: "", note: "", support: [], phases: listed.phases,
      cycleLengths: listed.cycleLengths, totalCap: listed.totalCap, continuedCap: listed.continuedCap,
      initial: listed.initial, continued: listed.continued, limits: listed.limits, criteria: [],
      dosing: Dosing(citation: "V", note: "", schedules: listed.dosing.schedules.reversed()))
    for kg in ["45", "44.999", "45.001"] {
      #expect(runs(schedule(1, reversed, kg: kg, cm: "80")) == runs(schedule(1, kg: kg, cm: "80")))
    }
  }

  @Test("body surface is after Mosteller: the root of height times weight by 3600")
  func mosteller() throws {
    let size = BodySize(weightKg: decimal("36"), heightCm: decimal("100"))
    #expect(size.surfaceM2 == 1)
    let days = try #require(schedule(1, kg: "36", cm: "100"))
    #expect(runs(days) == [[5, 7], [15, 21]])
    #expect(runs(schedule(2, kg: "36", cm: "100")) == [[15, 28]])
    #expect(runs(schedule(1, Shipped.residual, kg: "36", cm: "100")) == [[15, 28]])
    #expect(BodySize(weightKg: decimal("16"), heightCm: decimal("56.25")).surfaceM2 == 0.5)
  }

  @Test("doses by body surface end at 9 and 28 mcg")
  func capped() throws {
    // 2 m² would make 10 and 30; 1.8 m² makes 9 exactly, and 27.
    let tall = try #require(schedule(1, kg: "40", cm: "360"))
    #expect(runs(tall) == [[9, 7], [28, 21]])
    #expect(tall.allSatisfy { $0.isCapped })
    let exact = DoseRules.schedule(
      Shipped.relapsed, cycle: CycleNumber(1), size: BodySize(weightKg: decimal("40"), surfaceM2: 1.8),
      policy: Shipped.policy)
    #expect(runs(exact) == [[9, 7], [27, 21]])
    #expect(exact?.contains(where: \.isCapped) == false)
  }

  @Test("each cap is that of its own step")
  func capsOfSteps() throws {
    let size = BodySize(weightKg: decimal("40"), surfaceM2: 1.84)
    let days = DoseRules.schedule(Shipped.relapsed, cycle: CycleNumber(1), size: size, policy: Shipped.policy)
    #expect(runs(days).map { $0[1] } == [7, 21])
    #expect(days?.first?.dose == 9)
    #expect(days?.first?.isCapped == true)
    #expect(days?.last?.isCapped == false)
    #expect(abs((days?.last?.dose ?? 0) - 27.6) < 0.000_001)
  }

  @Test("a day's vials are whole, and all of them are billed")
  func vials() throws {
    let policy = try Shipped.version(
      "2021-04", effective: "2021-03-01",
      replacing: [("per_vial: 35", "per_vial: 14"), ("most: 28, days: 42", "most: 60, days: 42")])
    let size = BodySize(weightKg: decimal("61.5"), heightCm: nil)
    let days = DoseRules.schedule(Shipped.relapsed, cycle: CycleNumber(1), size: size, policy: policy)
    #expect(days?.first?.vials == 1)
    #expect(days?.first?.billable == 14)
    #expect(days?.last?.vials == 2)
    #expect(days?.last?.billable == 28)
    let small = try Shipped.version(
      "2021-05", effective: "2021-03-01",
      replacing: [("per_vial: 35", "per_vial: 13.9"), ("most: 28, days: 42", "most: 60, days: 42")])
    #expect(
      DoseRules.schedule(Shipped.relapsed, cycle: CycleNumber(2), size: size, policy: small)?.first?.vials == 3)
  }

  @Test("a dose that opens no vial is billed by its units, a part of a unit as a whole one")
  func withoutProducts() throws {
    let size = BodySize(weightKg: decimal("30"), surfaceM2: 1.1)
    let bare = Policy(
      version: Shipped.policy.version, effectiveOn: Shipped.policy.effectiveOn, title: "", drug: "", source: "",
      billingCodes: Shipped.policy.billingCodes, products: [], diagnoses: Shipped.policy.diagnoses, questions: [],
      criteria: [], indications: Shipped.policy.indications, notes: [])
    let day = DoseRules.schedule(Shipped.relapsed, cycle: CycleNumber(2), size: size, policy: bare)?.first
    #expect(day?.vials == 0)
    #expect(day?.billable == 17)
  }

  @Test("without a weight there is no schedule, nor by body surface without a height")
  func unknownSize() {
    #expect(schedule(1, kg: nil) == nil)
    #expect(schedule(1, kg: nil, cm: "170") == nil)
    #expect(schedule(1, kg: "30") == nil)
    #expect(schedule(1, kg: "50") != nil)
  }

  @Test("the size is the one last measured on or before the day, weight and height each by itself")
  func lastMeasured() throws {
    var course = CourseBuilder()
    course.measure(kg: "50", cm: "160", on: "2026-03-10")
    course.measure(kg: "44", cm: nil, on: "2026-03-20")
    course.measure(kg: nil, cm: "162", on: "2026-03-01")
    func size(_ on: String) -> BodySize { BodySize(of: course.history, on: day(on)) }
    #expect(size("2026-02-28") == BodySize(weightKg: nil, heightCm: nil))
    #expect(size("2026-03-09") == BodySize(weightKg: nil, heightCm: decimal("162")))
    #expect(size("2026-03-10") == BodySize(weightKg: decimal("50"), heightCm: decimal("160")))
    #expect(size("2026-03-19") == BodySize(weightKg: decimal("50"), heightCm: decimal("160")))
    #expect(size("2026-03-20") == BodySize(weightKg: decimal("44"), heightCm: decimal("160")))
  }

  @Test("of two measurements of one day the later recorded stands")
  func sameDay() throws {
    var course = CourseBuilder()
    course.measure(kg: "50", cm: nil, on: "2026-03-10")
    course.measure(kg: "51", cm: nil, on: "2026-03-10")
    #expect(BodySize(of: course.history, on: day("2026-03-10")).weightKg == decimal("51"))
  }

  @Test("staff plan for the patient's own doses, or the heaviest when the size is not known")
  func planned() throws {
    var course = CourseBuilder()
    try course.intake("2026-03-02")
    try course.cycle("2026-03-02")
    let cycle = try #require(course.course.latestCycle)
    #expect(runs(DoseRules.planned(cycle, history: course.history)) == [[9, 7], [28, 21]])
    course.measure(kg: "36", cm: "100", on: "2026-03-02")
    #expect(runs(DoseRules.planned(cycle, history: course.history)) == [[5, 7], [15, 21]])
    course.measure(kg: "61.5", cm: nil, on: "2026-03-03")
    // A cycle is planned by the size at its start.
    #expect(runs(DoseRules.planned(cycle, history: course.history)) == [[5, 7], [15, 21]])
  }

  @Test("days already given are paid for in units of any size")
  func remaining() throws {
    let tens = try Shipped.version("tens", effective: "2026-01-01", replacing: [("per_unit: 1\n", "per_unit: 10\n")])
    for (policy, units) in [(Shipped.policy, 9), (tens, 1)] {
      var course = CourseBuilder(under: [policy])
      try course.intake("2026-03-02")
      try course.cycle("2026-03-02")
      for offset in 0..<7 { try course.units(units, on: day("2026-03-02") + offset) }
      let cycle = try #require(course.course.latestCycle)
      let doses = DoseRules.planned(cycle, history: course.history)
      func left(on offset: Int) -> [Int] {
        DoseRules.remaining(doses, of: cycle, on: day("2026-03-02") + offset, history: course.history).map(\.day)
      }
      #expect(left(on: 6) == Array(8...28))
      #expect(left(on: 7) == Array(8...28))
      #expect(left(on: 8) == Array(9...28))
    }
  }
}
