import Coverage
import Ledger
import Testing

/// What may stand beside what is installed.
@Suite struct InstallRulesTests {
  private func obstacles(
    _ version: String, effective: String, replacing changes: [(old: String, new: String)] = []
  ) throws -> [String] {
    InstallRules.obstacles(
      to: try Shipped.version(version, effective: effective, replacing: changes), in: PolicyBook([Shipped.policy]))
  }

  @Test("a later version may follow") func later() throws {
    #expect(try obstacles("2024-06", effective: "2024-06-14").isEmpty)
  }

  @Test("two versions do not take effect on one day") func sameDay() throws {
    #expect(
      try obstacles("2021-04", effective: "2021-03-01") == ["blinatumomab@2021-03 takes effect on 2021-03-01 too"])
  }

  @Test("an indication, a code and a product mean one thing") func shared() throws {
    let found = try obstacles(
      "2021-03", effective: "2021-03-01",
      replacing: [
        ("policy: blinatumomab", "policy: other"), ("per_unit: 1", "per_unit: 2"), ("per_vial: 35", "per_vial: 70"),
        ("key: mrd-all", "key: other"),
      ])
    #expect(
      found == [
        "the indication rr-all belongs to blinatumomab@2021-03",
        "one unit of J9039 is 1 mcg in blinatumomab@2021-03, not 2 mcg",
        "a vial of 55513-0160 holds 35 mcg in blinatumomab@2021-03, not 70 mcg",
      ])
  }
}
