import Coverage
import Desk

// Sections VI and VII and the appendices: codes, references, and the tables that stand beside the policies.
extension Page {
  /// Adds the billing codes and the products.
  mutating func addCodes(of policy: Policy) {
    for code in policy.billingCodes {
      item(
        "\(code.system) \(code.code): \(code.text) (\(code.perUnit) \(code.measure) a unit)", citation: code.citation)
    }
    for product in policy.products {
      item("NDC \(product.ndc): \(product.text) (\(product.perVial) \(product.measure) a vial)")
    }
  }

  /// Adds the covered diagnoses.
  mutating func addDiagnoses(_ diagnoses: DiagnosisList) {
    for diagnosis in diagnoses.codes { item("\(diagnosis.code)  \(diagnosis.text)\(diagnosis.datesText)") }
  }

  /// Adds the sentences of the policy that no rule rests on.
  mutating func addNotes(of policy: Policy) {
    for note in policy.notes { item(note.text, citation: note.citation) }
  }

  /// Adds the policy's references.
  mutating func addBibliography(_ tables: ReferenceTables?) {
    for entry in tables?.bibliography ?? [] { add(lead: "  \(entry.number). ", entry.text) }
    addNotes(of: "references", in: tables)
  }

  /// Adds the Medicare contractors.
  mutating func addJurisdictions(_ tables: ReferenceTables?) {
    for row in tables?.jurisdictions ?? [] {
      item("\(row.jurisdiction): \(row.area). \(row.contractor)")
      if let note = row.note { add(lead: "    ", note) }
    }
    addNotes(of: "medicare-jurisdictions", in: tables)
  }

  /// Adds the literature review, a block a regimen.
  mutating func addLiterature(_ tables: ReferenceTables?) {
    var disease: String?
    for entry in tables?.literature ?? [] {
      space()
      if entry.disease != disease { heading(entry.disease) }
      disease = entry.disease
      add(entry.regimen)
      let lines = [
        ("NCCN", entry.nccnCategory), ("FDA", entry.fdaApproved), ("trial", entry.trialDesign),
        ("against", entry.comparator), ("end-point", entry.primaryEndPoint), ("line", entry.lineOfTherapy),
        ("found", entry.conclusion), ("see", entry.links.joined(separator: " ")),
      ]
      for (label, text) in lines where !text.isEmpty { field(label, text) }
    }
    addNotes(of: "clinical-literature", in: tables)
  }

  private mutating func addNotes(of reference: String, in tables: ReferenceTables?) {
    let notes = (tables?.notes ?? []).filter { $0.reference == reference }
    if !notes.isEmpty { space() }
    for note in notes { add(lead: "  ", note.text) }
  }
}

extension Diagnosis {
  /// ` (from 2022-10-01, through 2024-09-30)`; nothing for a code without dates.
  var datesText: String {
    let dates = [startsOn.map { "from \($0)" }, endsOn.map { "through \($0)" }].compactMap { $0 }
    return dates.isEmpty ? "" : " (\(dates.joined(separator: ", ")))"
  }
}
