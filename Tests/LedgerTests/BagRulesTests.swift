import Coverage
import Ledger
import Testing

/// What a cycle takes in bags of every size, counted by hand.
@Suite struct BagRulesTests {
  private func plans(
    _ indication: Indication, cycle: Int, kg: String, cm: String? = nil, under policy: Policy = Shipped.policy
  ) throws -> [BagPlan] {
    let size = BodySize(weightKg: decimal(kg), heightCm: cm.map { decimal($0) })
    let days = try #require(
      DoseRules.schedule(indication, cycle: CycleNumber(cycle), size: size, policy: policy))
    return BagRules.plans(for: days, policy: policy)
  }

  @Test("28 mcg a day: bags of one, two, three, four and seven days") func fixed() throws {
    let plans = try plans(Shipped.relapsed, cycle: 2, kg: "60")
    #expect(plans.map(\.hours) == [24, 48, 72, 96, 168])
    #expect(plans.map(\.bags) == [28, 14, 10, 7, 4])
    // 28, 56, 84 (the last 28), 112 and 196 mcg in vials of 35: 1, 2, 3, 4 and 6 of them.
    #expect(plans.map(\.vials.count) == [28, 28, 9 * 3 + 1, 28, 24])
    #expect(plans.map(\.billable.count) == [980, 980, 980, 980, 840])
    #expect(plans.allSatisfy { $0.administered == 784 })
    #expect(plans.map(\.discarded.count) == [196, 196, 196, 196, 56])
  }

  @Test("no bag reaches over the step from 9 to 28 mcg a day") func stepUp() throws {
    let plans = try plans(Shipped.relapsed, cycle: 1, kg: "60")
    // Seven days of 9 mcg take 4 bags of two days, 3 of three and 2 of four; then 21 days of 28 mcg.
    #expect(plans.map(\.bags) == [28, 4 + 11, 3 + 7, 2 + 6, 1 + 3])
    // 18, 27, 36 + 27 and 63 mcg for the first step.
    #expect(plans.map(\.vials.count) == [28, 4 + 21, 3 + 21, 2 + 1 + 21, 2 + 18])
    #expect(plans.allSatisfy { $0.administered == 651 })
  }

  @Test("a dose by body surface begins a unit in every bag") func surface() throws {
    let plans = try plans(Shipped.relapsed, cycle: 2, kg: "32", cm: "130")
    // 1.075 m² × 15 = 16.12 mcg: 17 units a day by itself, 113 for seven days.
    #expect(plans.map(\.administered.count) == [28 * 17, 14 * 33, 9 * 49 + 17, 7 * 65, 4 * 113])
    #expect(plans.map(\.vials.count) == [28, 14, 9 * 2 + 1, 14, 16])
  }

  @Test("vials that are filled to the last tenth are not opened twice") func exactVials() throws {
    let policy = try Shipped.version(
      "tenths", effective: "2026-01-01",
      replacing: [
        ("per_vial: 35", "per_vial: 0.3"), ("dose: \"28\"", "dose: \"0.1\""), ("dose: \"9\"", "dose: \"0.1\""),
        ("at_most: \"28\"", "at_most: \"0.1\""), ("at_most: \"9\"", "at_most: \"0.1\""),
      ])
    let indication = try #require(policy.indication(.residual))
    // Three days of 0.1 are 0.30000000000000004 in floating point, and one vial of 0.3.
    #expect(try plans(indication, cycle: 1, kg: "60", under: policy)[2].vials.count == 10)
  }
}
