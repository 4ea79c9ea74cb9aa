import CivilTime
import Coverage
import Testing

/// A fact of a history put in the place of another, as someone with access to the file might.
struct Tampering: CustomTestStringConvertible, Sendable {
  let testDescription: String
  /// What is put in the place of a fact; nil when the tampering is not about it. The first such fact is changed.
  private let replace: @Sendable (Fact) -> [Fact]?

  init(_ description: String, _ replace: @escaping @Sendable (Fact) -> [Fact]?) {
    testDescription = description
    self.replace = replace
  }

  /// The history with the first fact the tampering is about replaced, and the entry that recorded it; nil when there
  /// is no such fact.
  func apply(to history: PatientHistory) -> (history: PatientHistory, sequence: JournalNumber)? {
    var changed = PatientHistory(patient: history.patient, book: history.book)
    var place: JournalNumber?
    for (sequence, fact) in history.facts {
      if place == nil, let facts = replace(fact) {
        place = sequence
        for fact in facts { changed.add(fact) }
      } else {
        changed.add(fact)
      }
    }
    return place.map { (changed, $0) }
  }

  static let all = authorizations + changes + cycles + lines
}

// MARK: Requests and authorizations

extension Tampering {
  private static let authorizations = [
    Tampering("a denied request answered as approved") { fact in
      guard case .determination(let fact) = fact, fact.outcome == .denied else { return nil }
      return [.determination(fact.answered(.approved, review: nil))]
    },
    Tampering("an approved request answered as pended") { fact in
      guard case .determination(let fact) = fact, fact.outcome == .approved, fact.review == nil else { return nil }
      return [.determination(fact.answered(.pended, review: nil))]
    },
    Tampering("a physician's approval of what the ledger denies") { fact in
      guard case .determination(let fact) = fact, fact.outcome == .denied else { return nil }
      let review = Review(reviewer: "Dr. Example", credential: "MD", rationale: "none")
      return [.determination(fact.answered(.approved, review: review))]
    },
    Tampering("an answer whose reasons are taken away") { fact in
      guard case .determination(let fact) = fact, !fact.findings.isEmpty else { return nil }
      return [
        .determination(
          DeterminationFact(
            request: fact.request, outcome: fact.outcome, basis: fact.basis, findings: [], criteria: fact.criteria,
            missing: fact.missing, review: nil, sequence: fact.sequence))
      ]
    },
    Tampering("a pended answer that asks for something else") { fact in
      guard case .determination(let fact) = fact, fact.outcome == .pended else { return nil }
      return [.determination(fact.asking(for: ["ph-status"]))]
    },
    Tampering("an approval whose authorization is taken away") { fact in
      guard case .authorization(let fact) = fact, fact.indication == .residual else { return nil }
      return []
    },
    Tampering("an authorization whose approval is taken away") { fact in
      guard case .determination(let fact) = fact, fact.outcome == .approved else { return nil }
      return []
    },
    Tampering("an authorization a day longer") { fact in
      guard case .authorization(let fact) = fact else { return nil }
      return [.authorization(fact.tampered(span: DaySpan(from: fact.span.startsOn, to: fact.span.endsOn + 1)))]
    },
    Tampering("an authorization of one cycle more") { fact in
      guard case .authorization(let fact) = fact else { return nil }
      return [.authorization(fact.tampered(cycles: fact.cyclesGranted + 1))]
    },
    Tampering("an authorization with another number of prior cycles") { fact in
      guard case .authorization(let fact) = fact, fact.indication == .residual else { return nil }
      return [.authorization(fact.tampered(prior: 0))]
    },
    Tampering("an initial authorization turned into a continued one") { fact in
      guard case .authorization(let fact) = fact, fact.kind == .initial else { return nil }
      return [.authorization(fact.tampered(kind: .continued))]
    },
    Tampering("an authorization of another indication") { fact in
      guard case .authorization(let fact) = fact else { return nil }
      return [.authorization(fact.tampered(indication: .residual))]
    },
    Tampering("an authorization that answers a request which was denied") { fact in
      guard case .authorization(let fact) = fact, fact.indication == .relapsed else { return nil }
      return [.authorization(fact.tampered(request: 2))]
    },
    Tampering("an authorization that answers no request") { fact in
      guard case .authorization(let fact) = fact else { return nil }
      return [.authorization(fact.tampered(request: 99))]
    },
    Tampering("one request that grants two authorizations") { fact in
      guard case .authorization(let fact) = fact else { return nil }
      return [.authorization(fact), .authorization(fact.tampered(number: 99))]
    },
  ]

  private static let changes = [
    Tampering("an extension into the next authorization") { fact in
      guard case .authorizationVoid(let number, let voiding) = fact else { return nil }
      return [
        .authorizationChange(
          AuthorizationChangeFact(
            authorization: AuthorizationNumber(1), kind: .extended, endsOn: day("2026-12-31"), reason: "",
            approvedBy: "", sequence: voiding.sequence)), .authorizationVoid(number, voiding),
      ]
    },
    Tampering("a termination before covered units") { fact in
      guard case .authorizationChange(let fact) = fact, fact.kind == .terminated else { return nil }
      return [
        .authorizationChange(
          AuthorizationChangeFact(
            authorization: fact.authorization, kind: .terminated, endsOn: day("2026-04-01"), reason: "", approvedBy: "",
            sequence: fact.sequence))
      ]
    },
    Tampering("an authorization voided with cycles under it") { fact in
      guard case .authorizationVoid(_, let voiding) = fact else { return nil }
      return [.authorizationVoid(AuthorizationNumber(1), voiding)]
    },
    Tampering("a cycle voided with units in it") { fact in
      guard case .cycleVoid(_, let voiding) = fact else { return nil }
      return [.cycleVoid(CycleRecordNumber(1), voiding)]
    },
  ]
}

// MARK: Cycles and units

extension Tampering {
  private static let cycles = [
    Tampering("a cycle a day early") { fact in
      guard case .cycle(let fact) = fact, fact.number == CycleNumber(2) else { return nil }
      return [.cycle(fact.tampered(startsOn: fact.startsOn - 1))]
    },
    Tampering("a cycle with another number") { fact in
      guard case .cycle(let fact) = fact, fact.number == CycleNumber(2) else { return nil }
      return [.cycle(fact.tampered(number: 3))]
    },
    Tampering("a cycle under an authorization that does not cover it") { fact in
      guard case .cycle(let fact) = fact, fact.number == CycleNumber(6) else { return nil }
      return [.cycle(fact.tampered(authorization: 1))]
    },
    Tampering("an early cycle whose exception is taken away") { fact in
      guard case .cycle(let fact) = fact, fact.exception != nil else { return nil }
      return [.cycle(fact.tampered())]
    },
  ]

  private static func covered(_ administered: Units, _ discarded: Units, _ vials: Vials) -> CoveredPart {
    CoveredPart(administered: administered, discarded: discarded, vials: vials)
  }

  private static func line(
    _ description: String, _ outcome: EntryOutcome,
    _ change: @escaping @Sendable (AdministrationFact) -> AdministrationFact
  ) -> Tampering {
    Tampering(description) { fact in
      guard case .administration(let fact) = fact, fact.outcome == outcome else { return nil }
      return [.administration(change(fact))]
    }
  }

  private static let lines = [
    line("a denied line answered as covered", .denied) { $0.tampered(.covered, covered: covered(35, 0, 0)) },
    line("a denied line whose findings are taken away", .denied) {
      $0.tampered(.covered, covered: covered(35, 0, 0), findings: [])
    },
    line("a denied line with a covered part", .denied) { $0.tampered(covered: covered(1, 0, 0)) },
    line("a covered line answered as denied", .covered) { $0.tampered(.denied, covered: .nothing) },
    line("a covered line answered as cut back", .covered) { $0.tampered(.cutBack) },
    line("a covered line with an administered unit less", .covered) { $0.tampered(covered: covered(27, 7, 1)) },
    line("a covered line with a discarded unit less", .covered) { $0.tampered(covered: covered(28, 6, 1)) },
    line("a covered line with a vial less", .covered) { $0.tampered(covered: covered(28, 7, 0)) },
    line("a covered line of more units", .covered) {
      $0.tampered(covered: covered(981, 7, 1), administered: 981)
    },
    line("a line cut back to one unit more", .cutBack) {
      $0.tampered(covered: covered($0.covered.administered + 1, $0.covered.discarded, $0.covered.vials))
    },
    line("a line cut back and answered as covered", .cutBack) { $0.tampered(.covered) },
    line("a line with another window", .covered) {
      $0.tampered(window: WindowUse(span: days("2026-03-02", "2026-04-12"), used: 0, limit: 980))
    },
    line("a line with other units that would fit", .covered) { $0.tampered(fitsThen: 979) },
    line("a line with another day that would fit", .denied) { $0.tampered(fitsOn: day("2026-12-31")) },
    line("a line in another cycle", .covered) { $0.tampered(cycle: 2) },
    line("a line with another finding", .denied) {
      $0.tampered(findings: [Finding(.outsideCycle, "moved", citation: "V")])
    },
  ]
}

// MARK: Facts with one thing changed

extension DeterminationFact {
  func asking(for missing: [String]) -> DeterminationFact {
    DeterminationFact(
      request: request, outcome: outcome, basis: basis, findings: findings, criteria: criteria, missing: missing,
      review: review, sequence: sequence)
  }

  fileprivate func answered(_ outcome: RequestOutcome, review: Review?) -> DeterminationFact {
    DeterminationFact(
      request: request, outcome: outcome, basis: basis, findings: findings, criteria: criteria, missing: missing,
      review: review, sequence: sequence)
  }
}

extension AuthorizationFact {
  fileprivate func tampered(
    number: Int? = nil, request: Int? = nil, indication: IndicationKey? = nil, kind: CoverageKind? = nil,
    span: DaySpan? = nil, cycles: Int? = nil, prior: Int? = nil
  ) -> AuthorizationFact {
    AuthorizationFact(
      number: number.map { AuthorizationNumber($0) } ?? self.number,
      request: request.map { RequestNumber($0) } ?? self.request, patient: patient,
      indication: indication ?? self.indication, kind: kind ?? self.kind, span: span ?? self.span,
      cyclesGranted: cycles ?? cyclesGranted, priorCycles: prior ?? priorCycles, policy: policy, sequence: sequence)
  }
}

extension CycleFact {
  /// Without its exception, for one.
  fileprivate func tampered(number: Int? = nil, startsOn: CivilDay? = nil, authorization: Int? = nil) -> CycleFact {
    CycleFact(
      record: record, patient: patient, indication: indication,
      number: number.map { CycleNumber($0) } ?? self.number, startsOn: startsOn ?? self.startsOn,
      authorization: authorization.map { AuthorizationNumber($0) } ?? self.authorization, exception: nil,
      sequence: sequence)
  }
}

extension AdministrationFact {
  fileprivate func tampered(
    _ outcome: EntryOutcome? = nil, covered: CoveredPart? = nil, administered: Units? = nil, cycle: Int? = nil,
    window: WindowUse? = nil, fitsThen: Units? = nil, fitsOn: CivilDay? = nil, findings: [Finding]? = nil
  ) -> AdministrationFact {
    AdministrationFact(
      number: number, patient: patient, reference: reference, attempt: attempt,
      entry: UnitEntry(
        on: entry.on, administered: administered ?? entry.administered, discarded: entry.discarded, vials: entry.vials,
        indication: entry.indication, code: entry.code),
      cycle: cycle.map { CycleRecordNumber($0) } ?? self.cycle, outcome: outcome ?? self.outcome,
      covered: covered ?? self.covered, window: window ?? self.window, fitsThen: fitsThen ?? self.fitsThen,
      fitsOn: fitsOn ?? self.fitsOn, findings: findings ?? self.findings, sequence: sequence)
  }
}
