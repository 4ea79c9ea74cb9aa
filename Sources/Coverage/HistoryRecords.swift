import CivilTime

/// A request with the answers given to its questions and the answers it got.
public struct Request: Sendable {
  /// The request as received.
  public let fact: RequestFact
  /// The answers to questions, in the order given.
  public internal(set) var attestations: [AttestationFact] = []
  /// The answers it got, in order; the last one stands.
  public internal(set) var determinations: [DeterminationFact] = []

  /// The answer that stands.
  public var outcome: RequestOutcome { determinations.last?.outcome ?? .pended }

  /// The last answer given to each question.
  public var answers: [String: String] {
    Dictionary(attestations.map { ($0.question, $0.answer) }) { _, later in later }
  }

  /// The last answer given to each question by an entry of the journal.
  public func answers(by sequence: JournalNumber) -> [String: String] {
    Dictionary(attestations.filter { $0.sequence <= sequence }.map { ($0.question, $0.answer) }) { _, later in later }
  }

  /// The last determination that looked at the criteria: the ledger's own.
  public var evaluated: DeterminationFact? { determinations.last { $0.review == nil && !$0.criteria.isEmpty } }
}

/// An authorization with its changes.
public struct Authorization: Sendable {
  /// The authorization as granted.
  public let fact: AuthorizationFact
  /// Extensions and terminations, in order; the last one stands.
  public internal(set) var changes: [AuthorizationChangeFact] = []
  /// Why it was voided; nil while it is live.
  public internal(set) var voided: Voiding?

  /// The days covered now.
  public var span: DaySpan { DaySpan(from: fact.span.startsOn, to: changes.last?.endsOn ?? fact.span.endsOn) }

  /// Whether it is not voided; what expired or was terminated stays live.
  public var isLive: Bool { voided == nil }
}

/// A cycle with what its policy version says of it.
public struct Cycle: Sendable {
  /// The cycle as started.
  public let fact: CycleFact
  /// The days of the cycle.
  public let span: DaySpan
  /// Why it was voided; nil while it is live.
  public internal(set) var voided: Voiding?
  /// What its policy version says of it.
  public let terms: CycleTerms

  init(fact: CycleFact, terms: CycleTerms) {
    self.fact = fact
    self.terms = terms
    span = DaySpan(from: fact.startsOn, days: terms.indication?.cycleDays(of: fact.number) ?? 1)
  }

  /// The indication as the policy version of its authorization has it.
  public var indication: Indication? { terms.indication }

  /// The limits it is under.
  public var limits: [Limit] { terms.limits }

  /// The codes its policy bills units under.
  public var billingCodes: [String] { terms.billingCodes }

  /// Whether it is not voided.
  public var isLive: Bool { voided == nil }

  /// The code an entry that lies in it is billed under: the one it names, else the first of the policy.
  public func code(of entry: UnitEntry) -> String? { terms.code(of: entry) }

  /// The name of its phase; nil past the last phase.
  public var phase: String? { indication?.phase(of: fact.number)?.name }
}

/// An administration with what became of it.
public struct Administration: Sendable {
  /// The administration as recorded.
  public let fact: AdministrationFact
  /// Why it was voided; nil while it is live.
  public internal(set) var voided: Voiding?

  /// An administration, and why it was voided, if it was.
  public init(fact: AdministrationFact, voided: Voiding? = nil) {
    self.fact = fact
    self.voided = voided
  }

  /// Whether it is not voided.
  public var isLive: Bool { voided == nil }
}

/// The covered part of a live administration, as windows see it.
public struct CoveredLine: Sendable {
  /// The service date.
  public let on: CivilDay
  /// What is covered.
  public let part: CoveredPart
  /// The code its units are billed under.
  public let code: String?
  /// The cycle it lies in, by its place in the history.
  public let cycleIndex: Int
  /// The administration it belongs to.
  public let administration: AdministrationNumber
  /// The claim and line.
  public let reference: String
}
