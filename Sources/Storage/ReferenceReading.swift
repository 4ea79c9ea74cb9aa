import Coverage
import GRDB

extension ReadTransaction {
  /// The Medicare jurisdictions (policy Appendix 2).
  public func jurisdictions() throws -> [Jurisdiction] {
    try collect(
      """
      SELECT jurisdiction, area, states, contractor, note FROM medicare_jurisdiction
      WHERE sequence <= ? ORDER BY jurisdiction_row
      """, []
    ) { row in
      Jurisdiction(
        jurisdiction: try row.text(), area: try row.text(), states: words(try row.text()),
        contractor: try row.text(), note: try row.optionalText())
    }
  }

  /// The literature review (policy Appendix 3).
  public func literature() throws -> [LiteratureEntry] {
    try collect(
      """
      SELECT disease, regimen, nccn_category, fda_approved, trial_design, comparator, primary_end_point,
        line_of_therapy, conclusion, links
      FROM clinical_literature WHERE sequence <= ? ORDER BY literature_row
      """, []
    ) { row in
      LiteratureEntry(
        disease: try row.text(), regimen: try row.text(), nccnCategory: try row.text(), fdaApproved: try row.text(),
        trialDesign: try row.text(), comparator: try row.text(), primaryEndPoint: try row.text(),
        lineOfTherapy: try row.text(), conclusion: try row.text(), links: words(try row.text()))
    }
  }

  /// The policy's references (policy VII).
  public func bibliography() throws -> [BibliographyEntry] {
    try collect("SELECT number, text FROM bibliography WHERE sequence <= ? ORDER BY bibliography_row", []) { row in
      BibliographyEntry(number: try row.integer(), text: try row.text())
    }
  }

  /// The notes beside the reference tables.
  public func referenceNotes() throws -> [(reference: String, text: String)] {
    try collect("SELECT reference, text FROM reference_note WHERE sequence <= ? ORDER BY reference_note", []) { row in
      (try row.text(), try row.text())
    }
  }

  private func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}
