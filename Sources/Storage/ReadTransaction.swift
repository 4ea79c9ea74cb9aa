import CivilTime
import Coverage
import GRDB

/// One consistent view of the file, as of its end or of an earlier entry of the journal.
public final class ReadTransaction {
  /// The last entry that is seen.
  let horizon: Int
  /// Whose histories were read.
  private(set) var patientsRead: Set<PatientNumber> = []
  private let connection: Database
  private let settle: () throws -> Void
  private var references: ReferenceSearch?

  /// Reads a file; `settle` is called before anything is read.
  init(_ database: Database, asOf: JournalNumber?, after settle: @escaping () throws -> Void = {}) {
    connection = database
    self.settle = settle
    horizon = asOf?.value ?? Int.max
  }

  /// The connection, with nothing on its way into the file that is to be seen.
  var database: Database {
    get throws {
      try settle()
      return connection
    }
  }

  /// Keeps pages of the file at hand, for work that reads most of them more than once.
  func keepPages(mebibytes: Int) throws { try database.execute(sql: "PRAGMA cache_size = -\(mebibytes * 1_024)") }

  /// Whether entries after the vantage point are left out.
  public var isOfThePast: Bool { horizon < Int.max }

  /// The patient a member id names; nil when there is none.
  public func patient(_ member: MemberID) throws -> PatientNumber? {
    try first(
      "SELECT patient FROM patient_identity WHERE member_id = ? AND reason IS NULL AND sequence <= ?",
      [.of(member.text)]
    ) { PatientNumber(try $0.integer()) }
  }

  /// The member id of a patient.
  public func member(_ patient: PatientNumber) throws -> MemberID {
    try first("SELECT member_id FROM patient_identity WHERE patient = ? AND sequence <= ?", [.of(patient.value)]) {
      MemberID(try $0.text())
    } ?? MemberID("")
  }

  /// The member ids of some patients.
  public func members(of patients: [PatientNumber]) throws -> [PatientNumber: MemberID] {
    let found = try collect(
      """
      SELECT patient, member_id FROM patient_identity
      WHERE patient IN (SELECT value FROM json_each(?)) AND sequence <= ? ORDER BY patient, identity
      """, [.of(patients)]
    ) { (PatientNumber(try $0.integer()), MemberID(try $0.text())) }
    return Dictionary(found) { first, _ in first }
  }

  /// Runs of patient numbers, about as many as asked for, that hold every patient there is.
  public func patientRanges(_ count: Int) throws -> [ClosedRange<Int>] {
    let last = try first("SELECT max(patient) FROM patient WHERE sequence <= ?", []) { $0.wholeNumber(0) }
    let size = max(1, (last ?? 0) / count)
    let starts = (1..<count).map { $0 * size }
    return zip([Int.min] + starts, starts + [Int.max]).map { $0...($1 == Int.max ? $1 : $1 - 1) }
  }

  /// The patients of a run of numbers, in the order added.
  public func patients(in range: ClosedRange<Int>) throws -> [PatientNumber] {
    try collect(
      "SELECT patient FROM patient WHERE patient BETWEEN ? AND ? AND sequence <= ? ORDER BY patient",
      [.of(range.lowerBound), .of(range.upperBound)]
    ) { PatientNumber($0.wholeNumber(0)) }
  }

  /// Gives every patient on file to `work`, in the order added.
  public func forEachPatient(_ work: (PatientNumber) throws -> Void) throws {
    try SQLStatement(database, "SELECT patient FROM patient WHERE sequence <= ? ORDER BY patient")
      .forEachRow([.of(horizon)]) { row in
        try work(PatientNumber(row.wholeNumber(0)))
        return true
      }
  }

  /// Every patient's present identity, by member id.
  public func identities() throws -> [IdentityFact] {
    let all = try collect(
      "SELECT \(HistoryLoader.identityColumns) FROM patient_identity WHERE sequence <= ? ORDER BY identity", [],
      HistoryLoader.identity)
    var latest: [PatientNumber: IdentityFact] = [:]
    for identity in all { latest[identity.patient] = identity }
    return latest.values.sorted { $0.memberID.text < $1.memberID.text }
  }

  /// What is on file about a patient.
  public func history(
    of patient: PatientNumber, book: PolicyBook, scope: HistoryScope = .everything
  ) throws -> PatientHistory {
    try histories(of: [patient], book: book, scope: scope).first ?? PatientHistory(patient: patient, book: book)
  }

  /// What is on file about some patients, in their order, read with one statement a table.
  public func histories(
    of patients: [PatientNumber], book: PolicyBook, scope: HistoryScope
  ) throws -> [PatientHistory] {
    patientsRead.formUnion(patients)
    return try HistoryLoader(reading: self, patients: patients, scope: scope).load(book: book)
  }

  /// Whose request it is; nil when there is none.
  public func patient(of request: RequestNumber) throws -> PatientNumber? {
    try owner("SELECT patient FROM request WHERE request = ? AND sequence <= ?", request.value)
  }

  /// When each answer to a request was given, and by when it was due, in the order recorded.
  public func decisionTimes(of request: RequestNumber) throws -> [DecisionTimeFact] {
    try collect(
      """
      SELECT decided_at, due_at, sequence FROM decision_time
      WHERE request = ? AND sequence <= ? ORDER BY decision_time
      """, [.of(request.value)]
    ) { row in
      guard let decidedAt = WallMoment(stored: try row.text()), let dueAt = WallMoment(stored: try row.text()) else {
        throw row.damaged()
      }
      return DecisionTimeFact(request: request, decidedAt: decidedAt, dueAt: dueAt, sequence: try row.sequence())
    }
  }

  /// Whose authorization it is; nil when there is none.
  public func patient(of authorization: AuthorizationNumber) throws -> PatientNumber? {
    try owner("SELECT patient FROM authorization WHERE authorization = ? AND sequence <= ?", authorization.value)
  }

  /// The latest administration under a reference; nil when there is none.
  public func administration(_ reference: String) throws -> Administration? {
    try search().administration(reference, horizon: horizon)
  }

  /// Whether anything is in the file under a reference, at whatever entry.
  func holds(_ reference: String) throws -> Bool { try search().holds(reference) }

  private func search() throws -> ReferenceSearch {
    let database = try database
    let search = try references ?? ReferenceSearch(database)
    references = search
    return search
  }

  /// Those who hold an authorization, or held one.
  public func authorizationOwners() throws -> [PatientNumber] {
    try collect("SELECT DISTINCT patient FROM authorization WHERE sequence <= ?", []) {
      PatientNumber(try $0.integer())
    }
  }

  /// The names of the installed policy versions.
  public func policyVersions() throws -> Set<PolicyVersion> {
    Set(
      try collect("SELECT policy, version FROM policy WHERE sequence <= ?", []) {
        PolicyVersion(policy: try $0.text(), version: try $0.text())
      })
  }

  /// The installed policies in their compiled form, with the day each takes effect and the entry that installed it.
  public func policyInstallations() throws -> [(sequence: JournalNumber, compiled: String, effectiveOn: CivilDay)] {
    try collect(
      "SELECT sequence, compiled, effective_on FROM policy WHERE sequence <= ? ORDER BY installed", []
    ) { (try $0.sequence(), try $0.text(), try $0.day()) }
  }

  /// A policy version's document as it was installed.
  public func policyDocument(_ version: PolicyVersion) throws -> String? {
    try first(
      "SELECT document FROM policy WHERE policy = ? AND version = ? AND sequence <= ?",
      [.of(version.policy), .of(version.version)]
    ) { try $0.text() }
  }

  // MARK: Fetching; the last parameter of every statement is the horizon.

  func collect<Element>(
    _ sql: String, _ arguments: [SQLValue], _ read: (inout RowReader) throws -> Element
  ) throws -> [Element] {
    var elements: [Element] = []
    try SQLStatement(database, sql).forEachRow(arguments + [.of(horizon)]) { row in
      elements.append(try read(&row))
      return true
    }
    return elements
  }

  func first<Element>(
    _ sql: String, _ arguments: [SQLValue], _ read: (inout RowReader) throws -> Element
  ) throws -> Element? {
    var found: Element?
    try SQLStatement(database, sql).forEachRow(arguments + [.of(horizon)]) { row in
      found = try read(&row)
      return false
    }
    return found
  }

  private func owner(_ sql: String, _ number: Int) throws -> PatientNumber? {
    try first(sql, [.of(number)]) { PatientNumber(try $0.integer()) }
  }
}
