import CivilTime
import Coverage
import Ledger

/// Why an answer was given: a request with its criteria, an entry with its window, or a refusal with its rules.
public enum Explanation: Sendable {
  case request(RequestExplanation)
  case entry(EntryExplanation)
  case refusal(RefusalExplanation)
}

/// Every criterion of a request with the facts used, and every determination.
public struct RequestExplanation: Sendable {
  public let memberID: MemberID
  public let request: Request
  public let indication: Indication
  public let policy: Policy
  /// The journal's word on each entry the request's facts came with.
  public let journal: [JournalNumber: JournalLine]
  public let authorization: Authorization?
  public let notes: [NoteFact]
  /// What each criterion requires and the facts it looked at, when it was last evaluated; by the criterion's key.
  public var trees: [String: RequirementResult] = [:]
  /// What another policy version would have said; nil when none was asked for.
  public var under: Reconsideration?
  /// By when it must be decided.
  public let deadline: DecisionDeadline
  /// When each answer was given, and by when it was due, by its entry; none of before that was recorded.
  public let times: [JournalNumber: DecisionTimeFact]
}

/// An entry of the journal.
public struct JournalLine: Sendable {
  public let sequence: JournalNumber
  public let recordedAt: Instant
  public let actor: Actor
  public let action: String
  public let workedOn: CivilDay
}

/// The window of an entry with each line in it, as it was judged.
public struct EntryExplanation: Sendable {
  public let memberID: MemberID
  public let fact: AdministrationFact
  public let cycle: Cycle?
  public let voided: Voiding?
  public let journal: JournalLine
  /// The lines the fullest window held when the entry was judged.
  public let lines: [WindowLine]
  /// What was far from the doses the policy prescribes.
  public let warnings: [DoseWarning]
  public let notes: [NoteFact]
  /// Whether the course must be said with the cycle's number.
  public var namesCourse = false
  /// The attempts under the same reference that this one came after, the latest first.
  public var earlier: [EntryExplanation] = []
  /// What another policy version would have said; nil when none was asked for.
  public var under: Reconsideration?
}

/// A covered line in a window.
public struct WindowLine: Sendable {
  public let on: CivilDay
  public let reference: String
  public let billable: Units
  public let vials: Vials
}

/// Something refused: the rules against it, and those that held.
public struct RefusalExplanation: Sendable {
  public let memberID: MemberID
  public let journal: JournalLine
  /// What it was about: a cycle, an authorization, a request.
  public let subject: String
  public let findings: [Finding]
  /// The codes of the rules that were looked at and had nothing against it.
  public let held: [FindingCode]
}

/// What another policy version would have said on the same facts.
public struct Reconsideration: Sendable {
  public let policy: PolicyVersion
  /// Where the two answers differ; empty when they are the same.
  public let differences: [Difference]
}

/// One part of an answer that would have been another.
public struct Difference: Equatable, Sendable {
  /// Which part, such as `outcome` or `criterion single-agent`.
  public let what: String
  /// What it is on file; nil where there is no such part.
  public let was: String?
  /// What it would have been; nil where there would have been no such part.
  public let wouldBe: String?

  /// A difference; nil when the two are the same.
  init?(_ what: String, _ was: String?, _ wouldBe: String?) {
    guard was != wouldBe else { return nil }
    self.what = what
    self.was = was
    self.wouldBe = wouldBe
  }
}
