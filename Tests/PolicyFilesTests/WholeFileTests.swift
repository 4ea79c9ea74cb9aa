import PolicyFiles
import Testing

/// Files with many faults, and files that are faulty as a whole.
struct WholeFileTests {
  @Test func findsTenPlantedFaultsAndNoMore() throws {
    let slips = [
      Slip("effective: 2021-03-01", "effective: ‸1 March", ""),
      Slip("per_vial: 35", "per_vial: ‸lots", ""),
      Slip("{code: C91.02", "{code: ‸C91-02", ""),
      Slip("type: decimal", "type: ‸number", ""),
      Slip("{question: single-agent, is: \"yes\"}", "{question: single-agent, is: ‸maybe}", ""),
      Slip("support: [fda-approved, orphan-drug]", "support: [fda-approved, ‸tested]", ""),
      Slip("consolidation, cycles: 3-5", "consolidation, cycles: ‸4-5", ""),
      Slip("initial: {weeks: 24", "initial: {weeks: ‸20", ""),
      Slip("{ndc: 55513-0160, cycles: 1-4, most: 28", "{ndc: 55513-0160, cycles: 1-4, ‸mots: 28", ""),
      Slip("  - citation: VII\n", "  - citation: ‸[VII]\n", ""),
    ]
    var yaml = Shipped.policy
    var places: [[Int]] = []
    for slip in slips {
      let (changed, fault) = try slip.apply(to: yaml)
      yaml = changed
      places.append([fault.line, fault.column])
    }
    #expect(faults(of: yaml).map { [$0.line, $0.column] } == places)
  }

  @Test func givesAllFaultsOfASmallFileInOrder() {
    let yaml = """
      version: One
      policy: a b
      titel: A policy
      effective: 2021-3-1
      criteria: []
      questions: []
      indications: []
      """
    let found = faults(of: yaml).map(\.description)
    #expect(
      found == [
        "policy.yaml:1:1: the key \"drug\" is missing",
        "policy.yaml:1:1: the key \"source\" is missing",
        "policy.yaml:1:1: the key \"billing\" is missing",
        "policy.yaml:1:1: the key \"diagnoses\" is missing",
        "policy.yaml:1:10: \"version\" must be lower case letters, digits, dots and dashes, with a letter or digit "
          + "first, not \"One\"",
        "policy.yaml:2:9: \"policy\" must be lower case letters, digits, dots and dashes, with a letter or digit "
          + "first, not \"a b\"",
        "policy.yaml:3:1: unknown key \"titel\"; did you mean \"title\"?",
        "policy.yaml:4:12: \"effective\" must be a day of the years 1900 to 2199 written YYYY-MM-DD, not \"2021-3-1\"",
        "policy.yaml:7:14: \"indications\" must not be empty",
      ])
  }

  private func read(_ yaml: String) throws -> PolicyDocument {
    try PolicyReader.read(yaml: yaml, file: "policy.yaml")
  }

  @Test func takesWhatMayBeLeftOut() throws {
    var yaml = try replacing("is: \"yes\"", by: "is: yes", in: Shipped.policy)
    yaml = try replacing("basis: rolling, ", by: "", in: yaml)
    #expect(try read(yaml).policy == read(Shipped.policy).policy)
    yaml = try replacing("times: 2, ", by: "", in: yaml)
    let indication = try read(yaml).policy.indications.first
    guard case .permitted(_, times: nil) = indication?.continued else {
      Issue.record("renewals without a number are not unlimited")
      return
    }
  }

  @Test func takesWindowsLineEndsAndByteOrderMark() throws {
    let yaml = "\u{FEFF}" + Shipped.policy.replacing("\n", with: "\r\n")
    #expect(try read(yaml).compiled == read(Shipped.policy).compiled)
    let slip = Slip("drug: blina", "‸drgu: blina", #"unknown key "drgu"; did you mean "drug"?"#)
    let (changed, fault) = try slip.apply(to: Shipped.policy)
    #expect(faults(of: "\u{FEFF}" + changed.replacing("\n", with: "\r\n")) == [fault])
  }

  @Test func refusesAFileWithoutADocument() {
    for yaml in ["", "\n", "# nothing\n"] {
      #expect(faults(of: yaml).map(\.description) == ["policy.yaml:1:1: the file is empty"])
    }
    #expect(faults(of: "---\n").count == 1)
    #expect(faults(of: "a text").count == 1)
  }

  @Test func refusesAFileOfMoreThanOneMebibyte() {
    let yaml = Shipped.policy + "#" + String(repeating: " ", count: 1_048_576)
    #expect(faults(of: yaml).map(\.description) == ["policy.yaml:1:1: the file is larger than 1 MiB"])
    let spaces = String(repeating: " ", count: 1_048_577)
    #expect(faults(ofCompiled: spaces).map(\.description) == ["compiled policy: is larger than 1 MiB"])
  }
}
