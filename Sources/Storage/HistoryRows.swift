import CivilTime
import Coverage
import TextFormats

/// Facts read from the rows they are on file as.
extension HistoryLoader {
  static let identityColumns = "patient, member_id, name, birth_date, reason, sequence"

  static func identity(_ row: inout RowReader) throws -> IdentityFact {
    IdentityFact(
      patient: PatientNumber(try row.integer()), memberID: MemberID(try row.text()), name: try row.text(),
      birthDate: try row.day(), reason: try row.optionalText(), sequence: try row.sequence())
  }

  static func request(of patient: PatientNumber, _ row: inout RowReader) throws -> RequestFact {
    RequestFact(
      number: RequestNumber(try row.integer()), patient: patient, indication: IndicationKey(try row.text()),
      kind: try row.word(CoverageKind.self), receivedOn: try row.day(),
      receivedAt: try row.timeOfDay(), urgency: try row.word(Urgency.self),
      diagnosis: try row.optionalText(), wantedStart: try row.day(), priorCycles: try row.integer(),
      requester: try row.optionalText(), appeals: try row.optionalInteger().map { RequestNumber($0) },
      policy: PolicyVersion(policy: try row.text(), version: try row.text()), sequence: try row.sequence())
  }

  static func determination(_ row: inout RowReader) throws -> DeterminationFact {
    let request = RequestNumber(try row.integer())
    let outcome = try row.word(RequestOutcome.self)
    let basis = try row.optionalWord(DeterminationBasis.self)
    let reviewer = try row.optionalText()
    let credential = try row.optionalText()
    let rationale = try row.optionalText()
    return DeterminationFact(
      request: request, outcome: outcome, basis: basis,
      findings: try list(&row, Finding.init),
      criteria: try list(&row, CriterionResult.init),
      missing: try list(&row) { if case .string(let text) = $0 { text } else { nil } },
      review: reviewer.map { Review(reviewer: $0, credential: credential, rationale: rationale) },
      sequence: try row.sequence())
  }

  static func authorization(of patient: PatientNumber, _ row: inout RowReader) throws -> AuthorizationFact {
    AuthorizationFact(
      number: AuthorizationNumber(try row.integer()), request: RequestNumber(try row.integer()), patient: patient,
      indication: IndicationKey(try row.text()), kind: try row.word(CoverageKind.self),
      span: DaySpan(from: try row.day(), to: try row.day()), cyclesGranted: try row.integer(),
      priorCycles: try row.integer(),
      policy: PolicyVersion(policy: try row.text(), version: try row.text()), sequence: try row.sequence())
  }

  static func cycle(of patient: PatientNumber, _ row: inout RowReader) throws -> CycleFact {
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

  static func voiding(_ row: inout RowReader) throws -> Voiding? {
    guard let reason = try row.optionalText() else { return nil }
    return Voiding(reason: reason, sequence: try row.sequence())
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
