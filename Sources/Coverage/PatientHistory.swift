import CivilTime

/// Everything on file about one patient, as one value. The ledger judges over it and nothing else.
///
/// What this file keeps true
/// (1) Facts of one kind are added in the order of the journal, and after what they refer to; what the ledger reads is
///     folded from them each time.
/// (2) `coveredLines` holds exactly the covered parts of administrations that are not voided, ordered by day; `counted`
///     holds of them what the limits of their cycles count.
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
  /// The same once more for each kind of limit, as far as limits of that kind count them.
  public private(set) var counted: [CountedLines] = []

  /// The history of a patient of whom nothing is on file yet.
  public init(patient: PatientNumber, book: PolicyBook) {
    self.patient = patient
    self.book = book
  }

  /// Opens another book, once a policy version was installed; what was added before stays under its own version.
  public mutating func open(_ book: PolicyBook) { self.book = book }

  /// Whether a live authorization of a course covers a day.
  public func isCovered(_ indication: IndicationKey, on day: CivilDay) -> Bool {
    // By their places, so that none is copied.
    authorizations.indices.contains { place in
      authorizations[place].isLive && authorizations[place].span.contains(day)
        && authorizations[place].fact.indication == indication
    }
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
  public mutating func add(_ fact: AuthorizationFact) {
    authorizations.makeRoom(for: 1)
    authorizations.append(Authorization(fact: fact))
  }

  /// Adds a change of an authorization's last day.
  public mutating func add(_ fact: AuthorizationChangeFact) {
    guard let index = authorizations.lastIndex(where: { $0.fact.number == fact.authorization }) else { return }
    let held = authorizations[index]
    authorizations[index] = Authorization(fact: held.fact, changes: held.changes + [fact], voided: held.voided)
  }

  /// Voids an authorization.
  public mutating func void(_ number: AuthorizationNumber, _ voiding: Voiding) {
    guard let index = authorizations.lastIndex(where: { $0.fact.number == number }) else { return }
    let held = authorizations[index]
    authorizations[index] = Authorization(fact: held.fact, changes: held.changes, voided: voiding)
  }

  /// Adds a cycle; its length and limits come from the policy version of its authorization.
  public mutating func add(_ fact: CycleFact) {
    let held = authorizations.last { $0.fact.number == fact.authorization }
    cycles.makeRoom(for: 2)
    cycles.append(Cycle(fact: fact, terms: held.map { book.terms(of: fact, under: $0.fact.policy) } ?? .none))
  }

  /// Voids a cycle.
  public mutating func void(_ record: CycleRecordNumber, _ voiding: Voiding) {
    guard let index = cycles.lastIndex(where: { $0.fact.record == record }) else { return }
    cycles[index] = Cycle(fact: cycles[index].fact, terms: cycles[index].terms, voided: voiding)
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
      let cycle = cycles.indices.last(where: { cycles[$0].fact.record == record })
    else { return }
    let line = CoveredLine(of: fact, in: cycles[cycle], at: cycle)
    coveredLines.add(line, room: 4) { $0.on > line.on }
    count(line) { $0.add($1) }
  }

  /// Adds what each kind of limit its cycle is under counts of a line to the lines of that kind, or takes it away.
  private mutating func count(_ line: CoveredLine, _ change: (inout CountedLines, CountedLine) -> Void) {
    let counters = cycles[line.cycleIndex].terms.counters
    for place in counters.indices where counters[place].codePlace == line.codePlace {
      let kind = counters[place].kind
      let amount = kind.isOnUnits ? line.part.billable.count : line.part.vials.count
      guard amount > 0 else { continue }
      let held = counter(of: kind)
      if held == nil { counted.append(CountedLines(kind: kind)) }
      change(&counted[held ?? counted.endIndex - 1], CountedLine(on: line.on, amount: amount))
    }
  }

  /// Voids an administration, and takes its covered part from what windows see.
  public mutating func void(_ number: AdministrationNumber, _ voiding: Voiding) {
    if let index = administrations.lastIndex(where: { $0.fact.number == number }) {
      administrations[index].voided = voiding
    }
    guard let index = coveredLines.firstIndex(where: { $0.administration == number }) else { return }
    count(coveredLines.remove(at: index)) { $0.remove($1) }
  }

  /// The place among `counted` of what limits of a kind count; nil where they count nothing.
  public func counter(of kind: LimitKind) -> Int? { counted.indices.first { counted[$0].kind == kind } }

  /// Whether live cycles of more than one course are on file, so that a cycle's number alone does not say which it is.
  public var hasSeveralCourses: Bool {
    guard let first = cycles.first(where: \.isLive) else { return false }
    return cycles.contains { $0.isLive && $0.fact.indication != first.fact.indication }
  }

  /// Adds a note.
  public mutating func add(_ fact: NoteFact) { notes.append(fact) }

  /// The covered lines on the days of a span, ordered by day.
  public func coveredLines(in span: DaySpan) -> ArraySlice<CoveredLine> {
    let first = firstLine(from: span.startsOn)
    let last = firstLine(from: span.endsOn + 1)
    return first < last ? coveredLines[first..<last] : []
  }

  /// The covered lines of which a limit counts something, on the days of a span, with what it counts.
  public func coveredLines(under limit: Limit, in span: DaySpan) -> [(line: CoveredLine, amount: Int)] {
    coveredLines(in: span).compactMap { line in
      guard cycles[line.cycleIndex].limits.contains(where: { $0.kind == limit.kind }) else { return nil }
      let amount = amount(of: line, under: limit)
      return amount > 0 ? (line, amount) : nil
    }
  }

  /// Units or vials of a covered line, where its cycle is under the limit; 0 when the line has another code.
  private func amount(of line: CoveredLine, under limit: Limit) -> Int {
    guard let code = line.codePlace, cycles[line.cycleIndex].billingCodes[code] == limit.code else { return 0 }
    return limit.isOnUnits ? line.part.billable.count : line.part.vials.count
  }

  /// The place of the first covered line on a day or later.
  private func firstLine(from day: CivilDay) -> Int {
    var low = 0
    var high = coveredLines.count
    while low < high {
      let middle = (low + high) / 2
      if coveredLines[middle].on >= day { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
