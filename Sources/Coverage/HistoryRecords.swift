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

/// An authorization with its changes. An object, because rules pass it on; a change makes another.
public final class Authorization: Sendable {
  // What rules ask of every authorization line after line comes first, and so lies together in memory.
  /// The days covered now.
  public let span: DaySpan
  /// Whether it is not voided; what expired or was terminated stays live.
  public let isLive: Bool
  /// The authorization as granted.
  public let fact: AuthorizationFact
  /// Extensions and terminations, in order; the last one stands.
  public let changes: [AuthorizationChangeFact]
  /// Why it was voided; nil while it is live.
  public let voided: Voiding?

  init(fact: AuthorizationFact, changes: [AuthorizationChangeFact] = [], voided: Voiding? = nil) {
    span = DaySpan(from: fact.span.startsOn, to: changes.last?.endsOn ?? fact.span.endsOn)
    isLive = voided == nil
    self.fact = fact
    self.changes = changes
    self.voided = voided
  }
}

/// A cycle with what its policy version says of it. An object, as an authorization is.
public final class Cycle: Sendable {
  // As for authorizations.
  /// The days of the cycle.
  public let span: DaySpan
  /// Whether it is not voided.
  public let isLive: Bool
  /// What its policy version says of it.
  public let terms: CycleTerms
  /// The cycle as started.
  public let fact: CycleFact
  /// Why it was voided; nil while it is live.
  public let voided: Voiding?

  init(fact: CycleFact, terms: CycleTerms, voided: Voiding? = nil) {
    span = DaySpan(from: fact.startsOn, days: terms.indication?.cycleDays(of: fact.number) ?? 1)
    isLive = voided == nil
    self.terms = terms
    self.fact = fact
    self.voided = voided
  }

  /// The indication as the policy version of its authorization has it.
  public var indication: Indication? { terms.indication }

  /// The limits it is under.
  public var limits: [Limit] { terms.limits }

  /// The codes its policy bills units under.
  public var billingCodes: [String] { terms.billingCodes }

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
///
/// A nightly file of claims keeps millions of these in memory, so that figures take half a word each, and the code is
/// known by its place.
public struct CoveredLine: Sendable {
  /// The service date.
  public let on: CivilDay
  private let cycle: Int32
  private let code: Int32
  private let administered: Int32
  private let discarded: Int32
  private let vials: Int32
  /// The administration it belongs to.
  public let administration: AdministrationNumber
  /// The claim and line.
  public let reference: String

  /// The covered part of an administration in a cycle, which has a place in the history.
  init(of fact: borrowing AdministrationFact, in cycle: Cycle, at place: Int) {
    on = fact.entry.on
    self.cycle = Int32(clamping: place)
    code = Int32(clamping: cycle.terms.codePlace(of: fact.entry) ?? -1)
    administered = Int32(clamping: fact.covered.administered.count)
    discarded = Int32(clamping: fact.covered.discarded.count)
    vials = Int32(clamping: fact.covered.vials.count)
    administration = fact.number
    reference = fact.reference
  }

  /// What is covered.
  public var part: CoveredPart {
    CoveredPart(
      administered: Units(Int(administered)), discarded: Units(Int(discarded)), vials: Vials(Int(vials)))
  }

  /// The cycle it lies in, by its place in the history.
  public var cycleIndex: Int { Int(cycle) }

  /// The code its units are billed under, by its place among those of its cycle; nil when the cycle has no such code.
  var codePlace: Int? { code < 0 ? nil : Int(code) }
}
