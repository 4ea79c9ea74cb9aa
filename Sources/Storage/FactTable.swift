/// A table of facts: its name, its columns, and which of them the journal hashes.
///
/// What this file keeps true
/// (1) The order of `all` and of each table's columns is part of the hash: neither ever changes for a released schema.
final class FactTable: Sendable {
  let name: String
  let key: String
  let columns: [String]
  /// Columns whose values the chain does not hold: personal identifiers, which a commitment stands for.
  let personal: Set<String>
  /// The places of the columns whose values the chain holds.
  let hashed: [Int]

  init(_ name: String, key: String, _ columns: [String], personal: Set<String> = []) {
    self.name = name
    self.key = key
    self.columns = [key] + columns + ["sequence"]
    self.personal = personal
    hashed = self.columns.indices.filter { [columns = self.columns] in !personal.contains(columns[$0]) }
  }

  static let setting = FactTable("setting", key: "setting", ["name", "value"])
  static let policy = FactTable(
    "policy", key: "installed", ["policy", "version", "effective_on", "document", "document_hash", "compiled"])
  static let jurisdiction = FactTable(
    "medicare_jurisdiction", key: "jurisdiction_row", ["jurisdiction", "area", "states", "contractor", "note"])
  static let literature = FactTable(
    "clinical_literature", key: "literature_row",
    [
      "disease", "regimen", "nccn_category", "fda_approved", "trial_design", "comparator", "primary_end_point",
      "line_of_therapy", "conclusion", "links",
    ])
  static let bibliography = FactTable("bibliography", key: "bibliography_row", ["number", "text"])
  static let referenceNote = FactTable("reference_note", key: "reference_note", ["reference", "text"])
  static let patient = FactTable("patient", key: "patient", [])
  static let identity = FactTable(
    "patient_identity", key: "identity",
    ["patient", "member_id", "name", "birth_date", "reason", "salt", "commitment"],
    personal: ["member_id", "name", "birth_date", "salt"])
  static let measurement = FactTable(
    "measurement", key: "measurement", ["patient", "measured_on", "weight_kg", "height_cm"])
  static let request = FactTable(
    "request", key: "request",
    [
      "patient", "indication", "kind", "received_on", "received_at", "urgency", "diagnosis", "wanted_start",
      "prior_cycles", "requester", "appeals", "policy", "version",
    ])
  static let attestation = FactTable("attestation", key: "attestation", ["request", "question", "answer", "source"])
  static let determination = FactTable(
    "determination", key: "determination",
    ["request", "outcome", "basis", "reviewer", "credential", "rationale", "findings", "criteria", "missing"])
  static let authorization = FactTable(
    "authorization", key: "authorization",
    [
      "request", "patient", "indication", "kind", "starts_on", "ends_on", "cycles_granted", "prior_cycles", "policy",
      "version",
    ])
  static let authorizationChange = FactTable(
    "authorization_change", key: "change", ["authorization", "kind", "ends_on", "reason", "approved_by"])
  static let authorizationVoid = FactTable("authorization_void", key: "void", ["authorization", "reason"])
  static let cycle = FactTable(
    "cycle", key: "cycle",
    ["patient", "indication", "number", "starts_on", "authorization", "exception", "approved_by"])
  static let cycleVoid = FactTable("cycle_void", key: "void", ["cycle", "reason"])
  static let administration = FactTable(
    "administration", key: "administration",
    [
      "patient", "reference", "attempt", "service_date", "administered", "discarded", "vials", "indication", "code",
      "cycle", "outcome", "covered_administered", "covered_discarded", "covered_vials", "window_from", "window_to",
      "window_used", "window_limit", "fits_then", "fits_on", "findings",
    ])
  static let administrationVoid = FactTable("administration_void", key: "void", ["administration", "reason"])
  static let note = FactTable("note", key: "note", ["subject", "patient", "kind", "noted_at", "text"])
  static let nightlyRun = FactTable(
    "nightly_run", key: "run", ["today", "within_days", "raised", "resolved", "open"])
  static let flag = FactTable("flag", key: "flag", ["kind", "subject", "due_on", "patient", "message"])
  static let flagResolution = FactTable("flag_resolution", key: "resolution", ["flag"])
  static let acknowledgement = FactTable("acknowledgement", key: "acknowledgement", ["flag", "note"])

  static let decisionTime = FactTable("decision_time", key: "decision_time", ["request", "decided_at", "due_at"])

  /// Every table of facts, in the order in which an entry's facts are hashed.
  static let all = [
    setting, policy, jurisdiction, literature, bibliography, referenceNote, patient, identity, measurement, request,
    attestation, determination, authorization, authorizationChange, authorizationVoid, cycle, cycleVoid,
    administration, administrationVoid, note, nightlyRun, flag, flagResolution, acknowledgement,
    decisionTime,
  ]
}
