import Coverage

/// A reader of the reference tables that accompany a policy. Each throws every fault of its file, in order of place.
public enum ReferenceReader {
  /// Reads the Medicare jurisdictions (policy Appendix 2) and the notes beside them.
  public static func jurisdictions(
    yaml: String, file: String
  ) throws(PolicyFaults) -> (rows: [Jurisdiction], notes: [String]) {
    let table = ReferenceTable(kind: "medicare-jurisdictions", faults: FaultList(file: file))
    return try table.read(yaml) { node in
      let keys = ["jurisdiction", "area", "states", "contractor", "note"]
      guard let fields = Fields(node, keys: keys, table.faults) else { return nil }
      let jurisdiction = fields.text("jurisdiction")
      let area = fields.text("area")
      let states = fields.texts("states").all
      let contractor = fields.text("contractor")
      let note = fields.optionalText("note")
      guard let jurisdiction, let area, let states, let contractor else { return nil }
      return Jurisdiction(
        jurisdiction: jurisdiction, area: area, states: states.map(\.value), contractor: contractor,
        note: note.isEmpty ? nil : note)
    }
  }

  /// Reads the review of clinical literature (policy Appendix 3) and the notes beside it, its abbreviations last.
  public static func literature(
    yaml: String, file: String
  ) throws(PolicyFaults) -> (rows: [LiteratureEntry], notes: [String]) {
    let table = ReferenceTable(kind: "clinical-literature", faults: FaultList(file: file))
    return try table.read(yaml, literatureEntry(table.faults))
  }

  /// Reads the numbered references (policy VII) and the notes beside them.
  public static func bibliography(
    yaml: String, file: String
  ) throws(PolicyFaults) -> (rows: [BibliographyEntry], notes: [String]) {
    let table = ReferenceTable(kind: "references", faults: FaultList(file: file))
    var numbers = UniqueNames(of: "reference")
    return try table.read(yaml) { node in
      guard let fields = Fields(node, keys: ["number", "text"], table.faults) else { return nil }
      let number = fields.count("number", in: 1...9999)
      let text = fields.text("text")
      numbers.admit(number.map(String.init), at: fields.place(of: "number"), table.faults)
      guard let number, let text else { return nil }
      return BibliographyEntry(number: number, text: text)
    }
  }

  private static func literatureEntry(_ faults: FaultList) -> (DocumentNode) -> LiteratureEntry? {
    { node in
      let keys = [
        "disease", "regimen", "nccn_category", "fda_approved", "trial_design", "comparator", "primary_end_point",
        "line_of_therapy", "conclusion", "links",
      ]
      guard let fields = Fields(node, keys: keys, faults) else { return nil }
      let disease = fields.text("disease")
      let regimen = fields.text("regimen")
      // The policy leaves cells empty where a regimen has no trial.
      let cells = keys[2...8].map { fields.text($0, mayBeEmpty: true) ?? "" }
      let links = fields.texts("links", mayBeEmpty: true)
      for link in links.items where !link.value.hasPrefix("https://") && !link.value.hasPrefix("http://") {
        faults.add("an item of \"links\" must start with https:// or http://", at: link.place)
      }
      guard let disease, let regimen, let links = links.all else { return nil }
      return LiteratureEntry(
        disease: disease, regimen: regimen, nccnCategory: cells[0], fdaApproved: cells[1], trialDesign: cells[2],
        comparator: cells[3], primaryEndPoint: cells[4], lineOfTherapy: cells[5], conclusion: cells[6],
        links: links.map(\.value))
    }
  }
}

/// What every file of a reference table has beside its rows.
private struct ReferenceTable {
  /// What the file says it is, under `reference`.
  let kind: String
  let faults: FaultList

  /// Reads a file, each row as `row` gives it.
  func read<Row>(
    _ yaml: String, _ row: (DocumentNode) -> Row?
  ) throws(PolicyFaults) -> (rows: [Row], notes: [String]) {
    let known = ["reference", "title", "citation", "abbreviations", "notes", "rows"]
    guard let root = YAMLDocument.read(yaml, faults), let fields = Fields(root, keys: known, faults) else {
      throw PolicyFaults(faults.inOrder)
    }
    if let kind = fields.name("reference"), kind != self.kind {
      faults.add("\"reference\" must be \(self.kind), not \(quoted(kind))", at: fields.place(of: "reference"))
    }
    _ = fields.text("title")
    _ = fields.text("citation")
    var notes = fields.optionalList("notes") { $0.text(.item(of: "notes"), faults) }.items
    if let abbreviations = fields.entry("abbreviations") { notes += self.abbreviations(abbreviations.value) }
    let rows = fields.list("rows", row).items
    return try faults.checked((rows: rows, notes: notes))
  }

  /// The abbreviations of the table as one note.
  private func abbreviations(_ node: DocumentNode) -> [String] {
    guard case .mapping(let entries) = node.content else {
      faults.add("\"abbreviations\" must be a mapping, not \(node.shape)", at: node.place)
      return []
    }
    let pairs = entries.map { "\($0.key) = \($0.value.text(.key($0.key), faults) ?? "")" }
    return pairs.isEmpty ? [] : [pairs.joined(separator: "; ")]
  }
}
