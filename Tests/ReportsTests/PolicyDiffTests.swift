import Coverage
import PolicyFiles
import Reports
import Seeds
import Testing
import TextFormats

/// What changed between two policies.
@Suite struct PolicyDiffTests {
  static let yaml = String(decoding: Seeds.policies[0].bytes, as: UTF8.self)

  private func diff(_ old: String, _ new: String) throws -> [[JSONValue]] {
    try #require(PolicyDiffTests.yaml.contains(old), "the shipped policy does not say \(old)")
    let changed = PolicyDiffTests.yaml.replacing(old, with: new, maxReplacements: 1)
    return PolicyDiffReport.records(
      of: PolicyDiff(
        from: try PolicyReader.read(yaml: PolicyDiffTests.yaml, file: "old").policy,
        to: try PolicyReader.read(yaml: changed, file: "new").policy)
    ).rows
  }

  @Test("the same policy says the same") func same() throws {
    #expect(try diff("policy of March 2021", "policy").isEmpty)
  }

  @Test(
    "every part of a policy that is said otherwise is found, once",
    arguments: [
      ("title: Blincyto", "title: The"), ("drug: blinatumomab (", "drug: blina ("), ("source: Blincyto", "source: The"),
      ("per_unit: 1\n", "per_unit: 2\n"), ("per_vial: 35\n", "per_vial: 70\n"),
      ("Blincyto 35 mcg single", "Blincyto single"), ("Lymphoblastic (diffuse) lymphoma, spleen", "Spleen"),
      ("{code: C91.00,", "{code: C91.00, through: 2030-01-01,"), ("one_of: [response, stable]", "one_of: [stable]"),
      ("values: [flow-cytometry, pcr, other]", "values: [flow-cytometry, pcr, ngs, other]"),
      ("most: \"100\"", "most: \"99\""),
      ("text: How was MRD measured?", "text: How?"),
      ("Examples are cytokine", "Such as cytokine"), ("at_least: 1 month", "at_least: 2 months"),
      ("text: Used as single agent therapy", "text: Alone"), ("asked: [initial, continued]", "asked: [initial]"),
      ("name: relapsed or refractory B-ALL", "name: R/R"),
      ("support: [fda-approved, orphan-drug]", "support: [fda-approved]"),
      ("text: Relapsed or refractory disease", "text: R/R disease"), ("{name: induction", "{name: start"),
      ("{cycles: 6-9, days: 84, citation", "{cycles: 6-9, days: 83, citation"),
      ("total: {cycles: 9, citation: \"IV, V\"}", "total: {cycles: 9, citation: IV}"),
      ("continued: {cycles: 4", "continued: {cycles: 3"), ("initial: {weeks: 30", "initial: {months: 7"),
      ("times: 2", "times: 3"), ("most: 980, days: 84", "most: 990, days: 84"),
      ("days: 84, basis: rolling", "days: 84, basis: cycle"), ("dose: \"9\"", "dose: \"8\""),
      ("at_most: \"9\"", "at_most: \"8\""), ("note: Up to 9", "note: At most 9"),
      ("renewable: false, citation: \"I, IV\"", "renewable: false, citation: I"),
      ("Regimens with the same", "Those with the same"),
    ])
  func found(old: String, new: String) throws {
    let rows = try diff(old, new)
    #expect(rows.count == 1)
    #expect(rows.first?[1] == "changed")
  }

  @Test("what is new or gone is said so") func whole() throws {
    let added = try diff("- {code: C91.00,", "- {code: C83.5A, text: In remission}\n    - {code: C91.00,")
    #expect(added.map { $0[1] } == ["added"])
    let gone = try diff(
      "  - citation: VII\n    text: The policy's references are listed by `policy show --section references`.", "")
    #expect(gone.map { $0[1] } == ["removed"])
  }
}
