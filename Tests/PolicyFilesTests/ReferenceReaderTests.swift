import Coverage
import PolicyFiles
import Testing

struct ReferenceReaderTests {
  @Test func jurisdictions() throws {
    let (rows, notes) = try ReferenceReader.jurisdictions(yaml: Shipped.jurisdictions, file: "a.yaml")
    #expect(rows.count == 12)
    #expect(notes.count == 4)
    #expect(
      rows[2]
        == Jurisdiction(
          jurisdiction: "5", area: "KS, NE, IA, MO", states: ["KS", "NE", "IA", "MO"],
          contractor: "Wisconsin Physicians Service Insurance Corp (WPS)", note: nil))
    #expect(rows.count { $0.note != nil } == 2)
  }

  @Test func literature() throws {
    let (rows, notes) = try ReferenceReader.literature(yaml: Shipped.literature, file: "b.yaml")
    #expect(rows.count == 14)
    #expect(rows[0].primaryEndPoint == "OS")
    #expect(rows[0].links == ["https://www.nejm.org/doi/full/10.1056/NEJMoa1609783"])
    #expect(rows[3].fdaApproved.isEmpty && rows[3].links.isEmpty)
    #expect(notes.last?.hasPrefix("OS = overall survival; PFS = progression-free survival;") == true)
  }

  @Test func bibliography() throws {
    let (rows, notes) = try ReferenceReader.bibliography(yaml: Shipped.references, file: "c.yaml")
    #expect(rows.map(\.number) == Array(1...8))
    #expect(notes.count == 2)
  }

  @Test func reportsEveryFault() throws {
    let yaml = try replacing("number: \"2\"", by: "number: \"1\"", in: Shipped.references)
    let changed = try replacing("reference: references", by: "reference: refs", in: yaml)
    let error = #expect(throws: PolicyFaults.self) {
      try ReferenceReader.bibliography(yaml: changed, file: "c.yaml")
    }
    #expect(
      error?.description == """
        c.yaml:2:12: "reference" must be references, not "refs"
        c.yaml:11:13: the reference "1" stands twice; the first is on line 9
        """)
  }

  @Test func refusesLinksThatAreNone() throws {
    let changed = try replacing("- \"https://www.nejm", by: "- \"javascript:www.nejm", in: Shipped.literature)
    let error = #expect(throws: PolicyFaults.self) {
      try ReferenceReader.literature(yaml: changed, file: "b.yaml")
    }
    #expect(error?.faults.map(\.message) == [#"an item of "links" must start with https:// or http://"#])
  }
}
