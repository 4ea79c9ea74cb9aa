import CivilTime

/// Everything on file about one patient, as one value. The ledger judges over it and nothing else.
///
/// What this file keeps true
/// (1) Facts of one kind are added in the order of the journal, and after what they refer to; what the ledger reads is
///     folded from them each time.
/// (2) `coveredLines` holds exactly the covered parts of administrations that are not voided, ordered by day.
public struct PatientHistory: Sendable {
  /// The policies the facts refer to.
  public private(set) var book: PolicyBook
  /// The patient's number in the ledger.
  public let patient: PatientNumber
  /// Who the patient is, the latest correction last.
  public private(set) var identities: [IdentityFact] = []
  /// Weights and heights, in the order recorded.
  public private(set) var measurements: [MeasurementFact] = []
  /// Requests with their answers, in the order recorded.
  public private(set) var requests: [Request] = []
  /// Authorizations with their changes, in the order recorded.
  public private(set) var authorizations: [Authorization] = []
  /// Cycles, in the order recorded.
  public private(set) var cycles: [Cycle] = []
  /// Administrations, in the order recorded.
  public private(set) var administrations: [Administration] = []
  /// Notes on any of these, in the order recorded.
  public private(set) var notes: [NoteFact] = []
  /// The covered parts of live administrations, ordered by day.
  public private(set) var coveredLines: [CoveredLine] = []

  /// The history of a patient of whom nothing is on file yet.
  public init(patient: PatientNumber, book: PolicyBook) {
    self.patient = patient
    self.book = book
  }

  /// Opens another book, once a policy version was installed; what was added before stays under its own version.
  public mutating func open(_ book: PolicyBook) { self.book = book }

  /// The policy version a cycle's authorization was granted under, which the cycle keeps.
  public func policy(of cycle: CycleFact) -> Policy? {
    authorizations.last { $0.fact.number == cycle.authorization }.flatMap { book.policy($0.fact.policy) }
  }

  /// The last attempt under each reference.
  public var lastAttempts: [String: Int] {
    Dictionary(administrations.map { ($0.fact.reference, $0.fact.attempt) }, uniquingKeysWith: { max($0, $1) })
  }

  /// Of each reference the entry that stands: neither voided nor replaced by a later one.
  public var standing: [Administration] {
    let last = lastAttempts
    return administrations.filter { $0.isLive && last[$0.fact.reference] == $0.fact.attempt }
  }

  /// Who the patient is now.
  public var identity: IdentityFact? { identities.last }

  /// Adds who the patient is.
  public mutating func add(_ fact: IdentityFact) { identities.append(fact) }

  /// Adds a weight or height.
  public mutating func add(_ fact: MeasurementFact) { measurements.append(fact) }

  /// Adds a request.
  public mutating func add(_ fact: RequestFact) { requests.append(Request(fact: fact)) }

  /// Adds an answer to a question.
  public mutating func add(_ fact: AttestationFact) {
    guard let index = requests.lastIndex(where: { $0.fact.number == fact.request }) else { return }
    requests[index].attestations.append(fact)
  }

  /// Adds an answer to a request.
  public mutating func add(_ fact: DeterminationFact) {
    guard let index = requests.lastIndex(where: { $0.fact.number == fact.request }) else { return }
    requests[index].determinations.append(fact)
  }

  /// Adds an authorization.
  public mutating func add(_ fact: AuthorizationFact) { authorizations.append(Authorization(fact: fact)) }

  /// Adds a change of an authorization's last day.
  public mutating func add(_ fact: AuthorizationChangeFact) {
    guard let index = authorizations.lastIndex(where: { $0.fact.number == fact.authorization }) else { return }
    authorizations[index].changes.append(fact)
  }

  /// Voids an authorization.
  public mutating func void(_ number: AuthorizationNumber, _ voiding: Voiding) {
    guard let index = authorizations.lastIndex(where: { $0.fact.number == number }) else { return }
    authorizations[index].voided = voiding
  }

  /// Adds a cycle; its length and limits come from the policy version of its authorization.
  public mutating func add(_ fact: CycleFact) {
    cycles.append(Cycle(fact: fact, policy: policy(of: fact)))
  }

  /// Voids a cycle.
  public mutating func void(_ record: CycleRecordNumber, _ voiding: Voiding) {
    guard let index = cycles.lastIndex(where: { $0.fact.record == record }) else { return }
    cycles[index].voided = voiding
  }

  /// Adds an administration, and its covered part to what windows see.
  public mutating func add(_ fact: AdministrationFact) {
    administrations.append(Administration(fact: fact))
    cover(fact)
  }

  /// Adds the covered part of an administration to what windows see, and the administration itself to nothing: units
  /// are judged over these parts alone.
  public mutating func cover(_ fact: AdministrationFact) {
    guard fact.outcome != .denied, let record = fact.cycle,
      let cycle = cycles.lastIndex(where: { $0.fact.record == record })
    else { return }
    let line = CoveredLine(
      on: fact.entry.on, part: fact.covered, code: cycles[cycle].code(of: fact.entry),
      cycleIndex: cycle, administration: fact.number, reference: fact.reference)
    var index = coveredLines.endIndex
    while index > 0, coveredLines[index - 1].on > line.on { index -= 1 }
    coveredLines.insert(line, at: index)
  }

  /// Voids an administration, and takes its covered part from what windows see.
  public mutating func void(_ number: AdministrationNumber, _ voiding: Voiding) {
    if let index = administrations.lastIndex(where: { $0.fact.number == number }) {
      administrations[index].voided = voiding
    }
    coveredLines.removeAll { $0.administration == number }
  }

  /// Whether live cycles of more than one course are on file, so that a cycle's number alone does not say which it is.
  public var hasSeveralCourses: Bool {
    guard let first = cycles.first(where: \.isLive) else { return false }
    return cycles.contains { $0.isLive && $0.fact.indication != first.fact.indication }
  }

  /// Adds a note.
  public mutating func add(_ fact: NoteFact) { notes.append(fact) }

  /// The covered lines on the days of a span, ordered by day.
  public func coveredLines(in span: DaySpan) -> ArraySlice<CoveredLine> {
    let first = firstLine { $0.on >= span.startsOn }
    let last = firstLine { $0.on > span.endsOn }
    return first < last ? coveredLines[first..<last] : []
  }

  /// The first line a monotonic condition holds for.
  private func firstLine(_ holds: (CoveredLine) -> Bool) -> Int {
    var low = 0
    var high = coveredLines.count
    while low < high {
      let middle = (low + high) / 2
      if holds(coveredLines[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
