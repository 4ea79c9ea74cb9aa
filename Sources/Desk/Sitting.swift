import CivilTime
import Coverage
import Foundation
import Ledger
import Storage
import TextFormats

/// One operation within one transaction: what is on file, the rules, and what is written.
///
/// The faults of an operation are looked for in one order: what is not there, what is not valid, what
/// contradicts the file, who may not decide; then the rules give their findings.
final class Sitting {
  let reading: ReadTransaction
  let book: PolicyBook
  let settings: PlanSettings
  let today: CivilDay
  let writing: WriteTransaction?
  private let actor: Actor
  /// Whether units are held for one entry of many lines, which an import writes.
  private let isImporting: Bool

  /// Work that looks; what was known at an earlier entry rests on the policies installed by then.
  init(reading: ReadTransaction, desk: Desk, today: CivilDay) throws {
    self.reading = reading
    writing = nil
    actor = Actor(user: "", claimed: nil)
    isImporting = false
    book = reading.isOfThePast ? desk.book.keeping(try reading.policyVersions()) : desk.book
    settings = desk.settings
    self.today = today
  }

  init(writing: WriteTransaction, desk: Desk, today: CivilDay, actor: Actor, isImporting: Bool = false) {
    reading = writing.reading
    self.writing = writing
    self.isImporting = isImporting
    self.actor = actor
    book = desk.book
    settings = desk.settings
    self.today = today
  }

  /// Does an operation that writes.
  func perform(_ operation: Operation) throws -> Answer {
    switch operation {
    case .addPatient(let identity): try addPatient(identity)
    case .correctPatient(let correction): try correctPatient(correction)
    case .measurePatient(let measurement): try measurePatient(measurement)
    case .submit(let submission): try submit(submission)
    case .answer(let answers): try answer(answers)
    case .decide(let decision): try decide(decision)
    case .extendAuthorization(let move): try extendAuthorization(move)
    case .terminateAuthorization(let move): try terminateAuthorization(move)
    case .voidAuthorization(let voiding): try voidAuthorization(voiding)
    case .startCycle(let start): try startCycle(start)
    case .voidCycle(let voiding): try voidCycle(voiding)
    case .administer(let entry): try administer(entry)
    case .void(let voiding): try void(voiding)
    case .note(let note): try take(note)
    case .acknowledge(let flag): try acknowledge(flag)
    case .check, .status: try look(operation)
    }
  }

  /// Does an operation that only looks.
  func look(_ operation: Operation) throws -> Answer {
    switch operation {
    case .check(let checking): try check(checking)
    case .status(let member): try status(member)
    default: throw Fault(.unexpected, "\(operation.name) writes, and the file is open for reading")
    }
  }

  // MARK: What every operation needs

  /// The transaction that writes.
  func transaction() throws -> WriteTransaction {
    guard let writing else { throw Fault(.unexpected, "the file is open for reading") }
    return writing
  }

  /// The history of a member; a fault when there is no such member.
  func history(of member: MemberID, scope: HistoryScope = .everything) throws -> PatientHistory {
    guard let patient = try writing?.patient(member) ?? reading.patient(member) else {
      throw reading.isOfThePast ? Sitting.notKnownThen(member) : Sitting.notFound(member)
    }
    return try history(of: patient, scope: scope)
  }

  func history(of patient: PatientNumber, scope: HistoryScope = .everything) throws -> PatientHistory {
    if let writing { return try writing.history(of: patient, book: book, scope: scope) }
    return try reading.history(of: patient, book: book, scope: scope)
  }

  /// Writes an entry of the journal with its facts.
  func append(
    _ action: String, _ subject: String, _ facts: [Fact], of patient: PatientNumber?, refusal: [Finding]? = nil
  ) throws {
    try transaction().append(entry(action, subject, refusal: refusal), facts: facts, of: patient)
  }

  /// Records units with their answer: in an entry of their own, or in the one of the import they are part of.
  func record(_ fact: AdministrationFact) throws {
    guard !isImporting else { return try transaction().hold(fact) }
    try append("administer", fact.reference, [.administration(fact)], of: fact.patient)
  }

  /// Writes one entry for all the units an import has recorded since the last.
  func appendImported() throws { try transaction().appendHeld(entry("import", "administrations")) }

  private func entry(_ action: String, _ subject: String, refusal: [Finding]? = nil) -> JournalEntry {
    JournalEntry(
      actor: actor.user, claimedActor: actor.claimed, action: action, subject: subject, workedOn: today,
      findings: refusal.map { JSONValue.array($0.map(\.json)).text })
  }

  /// Records that the rules refused something; no fact is written.
  func refuse(_ action: String, _ subject: String, _ findings: [Finding], of patient: PatientNumber) throws {
    try append(action, subject, [], of: patient, refusal: findings)
  }

  /// The indication in force, or a fault that names the nearest.
  func indication(_ key: IndicationKey, on day: CivilDay) throws -> (policy: Policy, indication: Indication) {
    try known(key)
    guard let policy = book.inForce(for: key, on: day), let indication = policy.indication(key) else {
      throw Fault(
        .invalid, "no policy for \(key) was in force on \(day)", hint: "see `authledger policy list`")
    }
    return (policy, indication)
  }

  /// A fault unless some policy knows the indication.
  func known(_ key: IndicationKey) throws {
    guard book.newest(knowing: key) == nil else { return }
    let keys = book.indications.map(\.key.text)
    throw Fault(
      .invalid, "unknown indication \(key)", hint: Sitting.suggestion(for: key.text, among: keys))
  }

  /// What the plan's clock shows; nil where the day worked on is not the present one, or the past is looked at.
  func now() throws -> WallMoment? {
    guard !reading.isOfThePast else { return nil }
    let moment = writing.map { Date($0.instant) } ?? Date()
    let wall = try PlanClock(timeZone: settings.timeZone).wall(of: moment)
    return wall.day == today ? wall : nil
  }

  /// By when a request must be decided.
  func deadline(of request: RequestFact) throws -> DecisionDeadline {
    DecisionDeadline(of: request, on: today, now: try now(), settings: settings)
  }

  /// A fault when a day lies after the day worked on.
  func notAfterToday(_ day: CivilDay, _ what: String) throws {
    guard day > today else { return }
    throw Fault(
      .invalid, "\(what) \(day) is after today, \(today)", hint: "enter it on the day or later")
  }

  static func suggestion(for word: String, among words: [String]) -> String {
    if let near = Nearest.word(to: word, in: words) { return "did you mean \(near)?" }
    return "use one of: \(words.joined(separator: ", "))"
  }

  static func notKnownThen(_ member: MemberID) -> Fault {
    Fault(.notFound, "no patient \(member) was on file then", hint: "see what is known now, without --as-of")
  }

  static func notFound(_ member: MemberID) -> Fault {
    IdentifierText.notFound(
      "patient", member.text, hint: "add the patient with `patient add`, or look in `patient list`")
  }
}
