import CivilTime
import Coverage
import GRDB

/// How much of a patient's history is wanted; a wider one holds what a narrower one does.
public enum HistoryScope: Comparable, Sendable {
  /// What units are judged over: measurements, authorizations, cycles, and what is covered of administrations.
  case units
  /// What a night looks at: these, and the requests that are open.
  case night
  /// Everything on file.
  case everything
}

/// Reads the facts of some patients, each table by its index, and folds them into histories.
///
/// Every statement takes the horizon as its second parameter, the patients as its first and, where need be, its third, and
/// gives whose a row is in its first column.
struct HistoryLoader {
  let reading: ReadTransaction
  let patients: [PatientNumber]
  let scope: HistoryScope
  /// What every statement takes.
  private let arguments: [SQLValue]
  /// The condition that a row belongs to the patients, or to one between them.
  private let areTheirs: String

  init(reading: ReadTransaction, patients: [PatientNumber], scope: HistoryScope) {
    self.reading = reading
    self.patients = patients
    self.scope = scope
    let horizon = SQLValue.of(reading.horizon)
    let (first, last) = (patients.min()?.value ?? 0, patients.max()?.value ?? 0)
    if patients.count == 1 {
      (arguments, areTheirs) = ([.of(first), horizon], "= ?1")
    } else if last - first < 2 * patients.count {
      // Neighbours are read in one go, with the few between them who are not asked for.
      (arguments, areTheirs) = ([.of(first), horizon, .of(last)], "BETWEEN ?1 AND ?3")
    } else {
      (arguments, areTheirs) = ([.of(patients), horizon], "IN (SELECT value FROM json_each(?1))")
    }
  }

  /// The histories of the patients, in their order.
  func load(book: PolicyBook) throws -> [PatientHistory] {
    var histories = Histories(patients: patients, book: book)
    try addMeasurements(to: &histories)
    if scope >= .night {
      let asked = try addRequests(to: &histories)
      if !asked.isEmpty {
        let loader = HistoryLoader(reading: reading, patients: asked, scope: scope)
        if scope == .everything { try loader.addAttestations(to: &histories) }
        try loader.addDeterminations(to: &histories)
      }
    }
    if scope == .everything {
      try addIdentities(to: &histories)
      try addNotes(to: &histories)
    }
    try addAuthorizations(to: &histories)
    try addCycles(to: &histories)
    try addAdministrations(to: &histories)
    return histories.all
  }

  /// Histories under construction.
  private struct Histories {
    private(set) var all: [PatientHistory]
    private let places: [PatientNumber: Int]

    init(patients: [PatientNumber], book: PolicyBook) {
      all = patients.map { PatientHistory(patient: $0, book: book) }
      places = Dictionary(zip(patients, patients.indices)) { first, _ in first }
    }

    mutating func add(to patient: PatientNumber, _ fold: (inout PatientHistory) -> Void) {
      if let place = places[patient] { fold(&all[place]) }
    }
  }

  private func each(_ sql: String, _ read: (PatientNumber, inout RowReader) throws -> Void) throws {
    try SQLStatement(reading.database, sql).forEachRow(arguments) { row in
      try read(PatientNumber(try row.integer()), &row)
      return true
    }
  }

  private func addIdentities(to histories: inout Histories) throws {
    try each(
      """
      SELECT patient, \(HistoryLoader.identityColumns) FROM patient_identity
      WHERE patient \(areTheirs) AND sequence <= ?2 ORDER BY patient, identity
      """
    ) { patient, row in
      let fact = try HistoryLoader.identity(&row)
      histories.add(to: patient) { $0.add(fact) }
    }
  }

  private func addMeasurements(to histories: inout Histories) throws {
    try each(
      """
      SELECT patient, measured_on, weight_kg, height_cm, sequence FROM measurement
      WHERE patient \(areTheirs) AND sequence <= ?2 ORDER BY patient, measurement
      """
    ) { patient, row in
      let fact = MeasurementFact(
        patient: patient, on: try row.day(), weightKg: try row.optionalDecimal(), heightCm: try row.optionalDecimal(),
        sequence: try row.sequence())
      histories.add(to: patient) { $0.add(fact) }
    }
  }

  /// Whether a request has no last answer yet, as `Request.outcome` has it.
  private static let isOpen = """
    ifnull((
        SELECT d.outcome FROM determination d WHERE d.request = r.request AND d.sequence <= ?2
        ORDER BY d.determination DESC LIMIT 1), '\(RequestOutcome.pended.rawValue)')
      IN (\(RequestOutcome.allCases.filter(\.isOpen).map { "'\($0.rawValue)'" }.joined(separator: ", ")))
    """

  /// Gives the patients who have any.
  private func addRequests(to histories: inout Histories) throws -> [PatientNumber] {
    var asked: [PatientNumber] = []
    try each(
      """
      SELECT r.patient, r.request, r.indication, r.kind, r.received_on, r.received_at, r.urgency, r.diagnosis,
        r.wanted_start, r.prior_cycles, r.requester, r.appeals, r.policy, r.version, r.sequence
      FROM request r WHERE r.patient \(areTheirs) AND r.sequence <= ?2
        \(scope == .night ? "AND \(HistoryLoader.isOpen)" : "") ORDER BY r.patient, r.request
      """
    ) { patient, row in
      let fact = try HistoryLoader.request(of: patient, &row)
      histories.add(to: patient) { $0.add(fact) }
      if asked.last != patient { asked.append(patient) }
    }
    return asked
  }

  private func addAttestations(to histories: inout Histories) throws {
    try each(
      """
      SELECT r.patient, a.request, a.question, a.answer, a.source, a.sequence
      FROM request r JOIN attestation a ON a.request = r.request
      WHERE r.patient \(areTheirs) AND a.sequence <= ?2 ORDER BY r.patient, a.attestation
      """
    ) { patient, row in
      let fact = AttestationFact(
        request: RequestNumber(try row.integer()), question: try row.text(), answer: try row.text(),
        source: try row.optionalText(), sequence: try row.sequence())
      histories.add(to: patient) { $0.add(fact) }
    }
  }

  private func addDeterminations(to histories: inout Histories) throws {
    try each(
      """
      SELECT r.patient, d.request, d.outcome, d.basis, d.reviewer, d.credential, d.rationale, d.findings, d.criteria,
        d.missing, d.sequence
      FROM request r JOIN determination d ON d.request = r.request
      WHERE r.patient \(areTheirs) AND d.sequence <= ?2 ORDER BY r.patient, d.determination
      """
    ) { patient, row in
      let fact = try HistoryLoader.determination(&row)
      histories.add(to: patient) { $0.add(fact) }
    }
  }

  private func addAuthorizations(to histories: inout Histories) throws {
    var found = false
    try each(
      """
      SELECT a.patient, a.authorization, a.request, a.indication, a.kind, a.starts_on, a.ends_on, a.cycles_granted,
        a.prior_cycles, a.policy, a.version, a.sequence, v.reason, v.sequence
      FROM authorization a
      LEFT JOIN authorization_void v ON v.authorization = a.authorization AND v.sequence <= ?2
      WHERE a.patient \(areTheirs) AND a.sequence <= ?2 ORDER BY a.patient, a.authorization
      """
    ) { patient, row in
      let fact = try HistoryLoader.authorization(of: patient, &row)
      let voided = try HistoryLoader.voiding(&row)
      histories.add(to: patient) { history in
        history.add(fact)
        if let voided { history.void(fact.number, voided) }
      }
      found = true
    }
    guard found else { return }
    try each(
      """
      SELECT a.patient, c.authorization, c.kind, c.ends_on, c.reason, c.approved_by, c.sequence
      FROM authorization a JOIN authorization_change c ON c.authorization = a.authorization
      WHERE a.patient \(areTheirs) AND c.sequence <= ?2 ORDER BY a.patient, c.change
      """
    ) { patient, row in
      let fact = AuthorizationChangeFact(
        authorization: AuthorizationNumber(try row.integer()),
        kind: try row.word(AuthorizationChangeFact.Kind.self), endsOn: try row.day(), reason: try row.text(),
        approvedBy: try row.text(), sequence: try row.sequence())
      histories.add(to: patient) { $0.add(fact) }
    }
  }

  private func addCycles(to histories: inout Histories) throws {
    try each(
      """
      SELECT c.patient, c.cycle, c.indication, c.number, c.starts_on, c.authorization, c.exception, c.approved_by,
        c.sequence, v.reason, v.sequence
      FROM cycle c LEFT JOIN cycle_void v ON v.cycle = c.cycle AND v.sequence <= ?2
      WHERE c.patient \(areTheirs) AND c.sequence <= ?2 ORDER BY c.patient, c.cycle
      """
    ) { patient, row in
      let fact = try HistoryLoader.cycle(of: patient, &row)
      let voided = try HistoryLoader.voiding(&row)
      histories.add(to: patient) { history in
        history.add(fact)
        if let voided { history.void(fact.record, voided) }
      }
    }
  }

  private func addAdministrations(to histories: inout Histories) throws {
    let condition = scope == .everything ? "" : "AND a.outcome <> 'denied' AND v.sequence IS NULL"
    try each(
      """
      SELECT a.patient, \(HistoryLoader.administrationColumns)
      FROM administration a LEFT JOIN administration_void v ON v.administration = a.administration AND v.sequence <= ?2
      WHERE a.patient \(areTheirs) \(condition) AND a.sequence <= ?2 ORDER BY a.patient, a.administration
      """
    ) { patient, row in
      let record = try HistoryLoader.administration(&row)
      histories.add(to: patient) { history in
        if scope == .everything { history.add(record.fact) } else { history.cover(record.fact) }
        if let voided = record.voided { history.void(record.fact.number, voided) }
      }
    }
  }

  private func addNotes(to histories: inout Histories) throws {
    try each(
      """
      SELECT patient, subject, kind, noted_at, text, sequence FROM note
      WHERE patient \(areTheirs) AND sequence <= ?2 ORDER BY patient, note
      """
    ) { patient, row in
      let subject = try row.text()
      let kind = try row.word(NoteFact.Kind.self)
      guard let at = Instant(stored: try row.text()) else { throw row.damaged() }
      let fact = NoteFact(
        subject: subject, patient: patient, kind: kind, at: at, text: try row.text(), sequence: try row.sequence())
      histories.add(to: patient) { $0.add(fact) }
    }
  }
}
