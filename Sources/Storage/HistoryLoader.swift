import CivilTime
import Coverage
import GRDB
import TextFormats

/// How much of a patient's history is wanted.
public enum HistoryScope: Sendable {
  /// Everything on file.
  case everything
  /// What units are judged over: measurements, authorizations, cycles, and what is covered of administrations.
  case units
}

/// Reads one patient's facts, each table by its index, and folds them into a history.
struct HistoryLoader {
  let reading: ReadTransaction
  let patient: PatientNumber
  let scope: HistoryScope

  static let identityColumns = "patient, member_id, name, birth_date, reason, sequence"

  func load(book: PolicyBook) throws -> PatientHistory {
    var history = PatientHistory(patient: patient, book: book)
    for fact in try measurements() { history.add(fact) }
    if scope == .everything {
      for fact in try identities() { history.add(fact) }
      for fact in try requests() { history.add(fact) }
      if !history.requests.isEmpty {
        for fact in try attestations() { history.add(fact) }
        for fact in try determinations() { history.add(fact) }
      }
      for fact in try notes() { history.add(fact) }
    }
    try loadAuthorizations(into: &history)
    try loadCycles(into: &history)
    try loadAdministrations(into: &history)
    return history
  }

  static func identity(_ row: inout RowReader) throws -> IdentityFact {
    IdentityFact(
      patient: PatientNumber(try row.integer()), memberID: MemberID(try row.text()), name: try row.text(),
      birthDate: try row.day(), reason: try row.optionalText(), sequence: try row.sequence())
  }

  private func identities() throws -> [IdentityFact] {
    try rows(
      """
      SELECT \(HistoryLoader.identityColumns) FROM patient_identity
      WHERE patient = ? AND sequence <= ? ORDER BY identity
      """, HistoryLoader.identity)
  }

  private func rows<Element>(_ sql: String, _ read: (inout RowReader) throws -> Element) throws -> [Element] {
    try reading.collect(sql, [.of(patient.value)], read)
  }

  private func measurements() throws -> [MeasurementFact] {
    try rows(
      """
      SELECT measured_on, weight_kg, height_cm, sequence FROM measurement
      WHERE patient = ? AND sequence <= ? ORDER BY measurement
      """
    ) { row in
      MeasurementFact(
        patient: patient, on: try row.day(), weightKg: try row.optionalDecimal(), heightCm: try row.optionalDecimal(),
        sequence: try row.sequence())
    }
  }

  private func requests() throws -> [RequestFact] {
    try rows(
      """
      SELECT request, indication, kind, received_on, received_at, urgency, diagnosis, wanted_start, prior_cycles,
        requester, appeals, policy, version, sequence
      FROM request WHERE patient = ? AND sequence <= ? ORDER BY request
      """
    ) { row in
      RequestFact(
        number: RequestNumber(try row.integer()), patient: patient, indication: IndicationKey(try row.text()),
        kind: try row.word(CoverageKind.self), receivedOn: try row.day(),
        receivedAt: try row.timeOfDay(), urgency: try row.word(Urgency.self),
        diagnosis: try row.optionalText(), wantedStart: try row.day(), priorCycles: try row.integer(),
        requester: try row.optionalText(), appeals: try row.optionalInteger().map { RequestNumber($0) },
        policy: PolicyVersion(policy: try row.text(), version: try row.text()), sequence: try row.sequence())
    }
  }

  private func attestations() throws -> [AttestationFact] {
    try rows(
      """
      SELECT a.request, a.question, a.answer, a.source, a.sequence
      FROM request r JOIN attestation a ON a.request = r.request
      WHERE r.patient = ? AND a.sequence <= ? ORDER BY a.attestation
      """
    ) { row in
      AttestationFact(
        request: RequestNumber(try row.integer()), question: try row.text(), answer: try row.text(),
        source: try row.optionalText(), sequence: try row.sequence())
    }
  }

  private func determinations() throws -> [DeterminationFact] {
    try rows(
      """
      SELECT d.request, d.outcome, d.basis, d.reviewer, d.credential, d.rationale, d.findings, d.criteria, d.missing,
        d.sequence
      FROM request r JOIN determination d ON d.request = r.request
      WHERE r.patient = ? AND d.sequence <= ? ORDER BY d.determination
      """
    ) { row in
      let request = RequestNumber(try row.integer())
      let outcome = try row.word(RequestOutcome.self)
      let basis = try row.optionalWord(DeterminationBasis.self)
      let reviewer = try row.optionalText()
      let credential = try row.optionalText()
      let rationale = try row.optionalText()
      return DeterminationFact(
        request: request, outcome: outcome, basis: basis,
        findings: try HistoryLoader.list(&row, Finding.init),
        criteria: try HistoryLoader.list(&row, CriterionResult.init),
        missing: try HistoryLoader.list(&row) { if case .string(let text) = $0 { text } else { nil } },
        review: reviewer.map { Review(reviewer: $0, credential: credential, rationale: rationale) },
        sequence: try row.sequence())
    }
  }

  private func loadAuthorizations(into history: inout PatientHistory) throws {
    let authorizations = try rows(
      """
      SELECT authorization, request, indication, kind, starts_on, ends_on, cycles_granted, prior_cycles, policy,
        version, sequence
      FROM authorization WHERE patient = ? AND sequence <= ? ORDER BY authorization
      """
    ) { row in
      AuthorizationFact(
        number: AuthorizationNumber(try row.integer()), request: RequestNumber(try row.integer()), patient: patient,
        indication: IndicationKey(try row.text()), kind: try row.word(CoverageKind.self),
        span: DaySpan(from: try row.day(), to: try row.day()), cyclesGranted: try row.integer(),
        priorCycles: try row.integer(),
        policy: PolicyVersion(policy: try row.text(), version: try row.text()), sequence: try row.sequence())
    }
    guard !authorizations.isEmpty else { return }
    for fact in authorizations { history.add(fact) }
    let changes = try rows(
      """
      SELECT c.authorization, c.kind, c.ends_on, c.reason, c.approved_by, c.sequence
      FROM authorization a JOIN authorization_change c ON c.authorization = a.authorization
      WHERE a.patient = ? AND c.sequence <= ? ORDER BY c.change
      """
    ) { row in
      AuthorizationChangeFact(
        authorization: AuthorizationNumber(try row.integer()),
        kind: try row.word(AuthorizationChangeFact.Kind.self), endsOn: try row.day(), reason: try row.text(),
        approvedBy: try row.text(), sequence: try row.sequence())
    }
    for fact in changes { history.add(fact) }
    let voids = try rows(
      """
      SELECT v.authorization, v.reason, v.sequence
      FROM authorization a JOIN authorization_void v ON v.authorization = a.authorization
      WHERE a.patient = ? AND v.sequence <= ?
      """
    ) { row in (AuthorizationNumber(try row.integer()), try voiding(&row)) }
    for (number, voiding) in voids { history.void(number, voiding) }
  }

  private func loadCycles(into history: inout PatientHistory) throws {
    let cycles = try rows(
      """
      SELECT cycle, indication, number, starts_on, authorization, exception, approved_by, sequence
      FROM cycle WHERE patient = ? AND sequence <= ? ORDER BY cycle
      """
    ) { row in
      let record = CycleRecordNumber(try row.integer())
      let indication = IndicationKey(try row.text())
      let number = CycleNumber(try row.integer())
      let startsOn = try row.day()
      let authorization = AuthorizationNumber(try row.integer())
      let reason = try row.optionalText()
      let approvedBy = try row.optionalText()
      return CycleFact(
        record: record, patient: patient, indication: indication, number: number, startsOn: startsOn,
        authorization: authorization,
        exception: reason.map { CycleException(reason: $0, approvedBy: approvedBy ?? "") },
        sequence: try row.sequence())
    }
    guard !cycles.isEmpty else { return }
    for fact in cycles { history.add(fact) }
    let voids = try rows(
      """
      SELECT v.cycle, v.reason, v.sequence FROM cycle c JOIN cycle_void v ON v.cycle = c.cycle
      WHERE c.patient = ? AND v.sequence <= ?
      """
    ) { row in (CycleRecordNumber(try row.integer()), try voiding(&row)) }
    for (record, voiding) in voids { history.void(record, voiding) }
  }

  private func loadAdministrations(into history: inout PatientHistory) throws {
    let condition = scope == .everything ? "" : "AND a.outcome <> 'denied' AND v.sequence IS NULL"
    let records = try rows(
      """
      SELECT \(HistoryLoader.administrationColumns)
      FROM administration a LEFT JOIN administration_void v ON v.administration = a.administration AND v.sequence <= ?2
      WHERE a.patient = ?1 \(condition) AND a.sequence <= ?2 ORDER BY a.administration
      """, HistoryLoader.administration)
    for record in records {
      if scope == .everything { history.add(record.fact) } else { history.cover(record.fact) }
      if let voided = record.voided { history.void(record.fact.number, voided) }
    }
  }

  static let administrationColumns = """
    a.administration, a.patient, a.reference, a.attempt, a.service_date, a.administered, a.discarded, a.vials,
      a.indication, a.code, a.cycle, a.outcome, a.covered_administered, a.covered_discarded, a.covered_vials,
      a.window_from, a.window_to, a.window_used, a.window_limit, a.fits_then, a.fits_on, a.findings, a.sequence,
      v.reason, v.sequence
    """

  static func administration(_ row: inout RowReader) throws -> Administration {
    let number = AdministrationNumber(try row.integer())
    let patient = PatientNumber(try row.integer())
    let reference = try row.text()
    let attempt = try row.integer()
    let entry = UnitEntry(
      on: try row.day(), administered: Units(try row.integer()), discarded: Units(try row.integer()),
      vials: try row.optionalInteger().map { Vials($0) },
      indication: try row.optionalText().map { IndicationKey($0) }, code: try row.optionalText())
    let cycle = try row.optionalInteger().map { CycleRecordNumber($0) }
    let outcome = try row.word(EntryOutcome.self)
    let covered = CoveredPart(
      administered: Units(try row.integer()), discarded: Units(try row.integer()), vials: Vials(try row.integer()))
    let from = try row.optionalDay()
    let to = try row.optionalDay()
    let used = try row.optionalInteger()
    let limit = try row.optionalInteger()
    var window: WindowUse?
    if let from, let to, let used, let limit {
      window = WindowUse(span: DaySpan(from: from, to: to), used: used, limit: limit)
    }
    let fact = AdministrationFact(
      number: number, patient: patient, reference: reference, attempt: attempt, entry: entry, cycle: cycle,
      outcome: outcome, covered: covered, window: window, fitsThen: try row.optionalInteger().map { Units($0) },
      fitsOn: try row.optionalDay(), findings: try list(&row, Finding.init), sequence: try row.sequence())
    guard let reason = try row.optionalText() else { return Administration(fact: fact) }
    return Administration(fact: fact, voided: Voiding(reason: reason, sequence: try row.sequence()))
  }

  private func notes() throws -> [NoteFact] {
    try rows(
      "SELECT subject, kind, noted_at, text, sequence FROM note WHERE patient = ? AND sequence <= ? ORDER BY note"
    ) { row in
      let subject = try row.text()
      let kind = try row.word(NoteFact.Kind.self)
      guard let at = Instant(stored: try row.text()) else { throw row.damaged() }
      return NoteFact(
        subject: subject, patient: patient, kind: kind, at: at, text: try row.text(), sequence: try row.sequence())
    }
  }

  private func voiding(_ row: inout RowReader) throws -> Voiding {
    Voiding(reason: try row.text(), sequence: try row.sequence())
  }

  /// A JSON list as the ledger wrote it; empty where it wrote none.
  private static func list<Element>(
    _ row: inout RowReader, _ read: (JSONValue) -> Element?
  ) throws -> [Element] {
    guard let text = try row.optionalText() else { return [] }
    guard case .array(let values)? = try? JSONReader.read(Array(text.utf8)) else { throw row.damaged() }
    return try values.map { value in
      guard let element = read(value) else { throw row.damaged() }
      return element
    }
  }
}
