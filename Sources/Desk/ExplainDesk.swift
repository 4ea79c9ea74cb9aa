import CivilTime
import Coverage
import Ledger
import Storage
import TextFormats

/// What an explanation is asked of.
public enum ExplainSubject: Sendable {
  /// A request by its number, or an entry of units by its reference.
  case named(String)
  /// An entry of the journal.
  case journal(JournalNumber)
}

/// Why an answer was given.
extension Desk {
  /// Explains a request, an entry of units or a refusal; with `under`, also what that policy version would have said.
  public func explain(
    _ subject: ExplainSubject, under name: String? = nil, context: WorkContext
  ) throws -> Explanation {
    let today = try today(context)
    return try read(context) { reading in
      let sitting = try Sitting(reading: reading, desk: self, today: today)
      let other = try name.map { try sitting.policy(named: $0) }
      switch subject {
      case .named(let name): return try sitting.explain(name, under: other)
      case .journal(let number): return try sitting.explain(number, under: other)
      }
    }
  }
}

extension Sitting {
  /// A policy by its id (the newest version) or by `id@version`.
  func policy(named name: String) throws -> Policy {
    guard let policy = book.policy(named: name) else {
      throw Fault(
        .notFound, "no policy \(name)",
        hint: Sitting.suggestion(for: name, among: book.policies.map(\.version.description)))
    }
    return policy
  }

  fileprivate func explain(_ name: String, under other: Policy?) throws -> Explanation {
    if let number = RequestNumber(name), try reading.patient(of: number) != nil {
      return .request(try explain(try request(name), under: other))
    }
    let attempts = try reading.attempts(under: name).compactMap { patient, number in
      let history = try history(of: patient)
      return try history.administrations.first { $0.fact.number == number }.map {
        try explain($0, history: history, under: other)
      }
    }
    guard var latest = attempts.first else {
      throw IdentifierText.notFound(
        "request or entry", name, hint: "give a request's number or an administration's reference")
    }
    latest.earlier = Array(attempts.dropFirst())
    return .entry(latest)
  }

  /// An entry of the journal: a refusal, or what it recorded where that can be explained.
  fileprivate func explain(_ number: JournalNumber, under other: Policy?) throws -> Explanation {
    guard let recorded = try reading.entry(number) else { throw try reading.noEntry(number) }
    let entry = recorded.entry
    if let refusal = try refusal(recorded) {
      guard other == nil else {
        throw Fault(.invalid, "a refusal is not judged under another policy", hint: "leave out --under")
      }
      return .refusal(refusal)
    }
    if entry.action == "administer" || RequestNumber(entry.subject) != nil {
      return try explain(entry.subject, under: other)
    }
    throw Fault(
      .notFound, "entry \(number), \(entry.action), refused nothing and answered nothing",
      hint: "the history of a patient lists refusals: `authledger history MEMBER --kind refusal`")
  }

  private func explain(_ request: Request, under other: Policy?) throws -> RequestExplanation {
    let history = try history(of: request.fact.patient)
    let (policy, indication) = try terms(of: request.fact)
    var journal: [JournalNumber: JournalLine] = [:]
    let sequences =
      [request.fact.sequence] + request.attestations.map(\.sequence) + request.determinations.map(\.sequence)
    for sequence in Set(sequences) { journal[sequence] = try line(sequence) }
    let authorization = history.authorizations.first { $0.fact.request == request.fact.number }
    let subjects = [request.fact.number.description, authorization?.fact.number.description]
    var explanation = RequestExplanation(
      memberID: history.identity?.memberID ?? MemberID(""), request: request, indication: indication, policy: policy,
      journal: journal, authorization: authorization, notes: history.notes.filter { subjects.contains($0.subject) },
      deadline: try deadline(of: request.fact),
      times: Dictionary(
        try reading.decisionTimes(of: request.fact.number).map { ($0.sequence, $0) }, uniquingKeysWith: { $1 }))
    if let evaluated = request.evaluated {
      let then = history.before(evaluated.sequence)
      for (criterion, result) in RequestRules.trees(
        request.fact, answers: request.answers(by: evaluated.sequence), policy: policy, indication: indication,
        history: then)
      {
        explanation.trees[criterion.key] = result
      }
      explanation.under = try other.map { try reconsider(request, evaluated, under: $0, then: then) }
    }
    return explanation
  }

  /// The entry is set into the history as it was when it was judged.
  private func explain(
    _ record: Administration, history: PatientHistory, under other: Policy?
  ) throws -> EntryExplanation {
    let fact = record.fact
    let then = history.before(fact.number)
    let cycle = fact.cycle.flatMap { number in history.cycles.first { $0.fact.record == number } }
    let lines = UnitRules.lines(of: fact, history: then).map {
      WindowLine(on: $0.on, reference: $0.reference, billable: $0.part.billable, vials: $0.part.vials)
    }
    var explanation = EntryExplanation(
      memberID: history.identity?.memberID ?? MemberID(""), fact: fact, cycle: cycle, voided: record.voided,
      journal: try line(fact.sequence), lines: lines,
      warnings: DoseWarningRules.warnings(on: fact, history: history),
      notes: history.notes.filter { $0.subject == fact.reference }, namesCourse: history.hasSeveralCourses)
    explanation.under = try other.map { try reconsider(fact, under: $0, then: then) }
    return explanation
  }

  /// The refusal an entry of the journal is; nil when it recorded facts.
  private func refusal(_ recorded: RecordedEntry) throws -> RefusalExplanation? {
    guard let text = recorded.entry.findings else { return nil }
    guard case .array(let values)? = try? JSONReader.read(Array(text.utf8)) else {
      throw Fault(
        .configuration, "the findings of entry \(recorded.sequence) cannot be read", hint: "run `authledger verify`")
    }
    let subject = recorded.entry.subject
    var patient: PatientNumber?
    var shown = subject
    var kind: CoverageKind?
    var key: IndicationKey?
    if let number = RequestNumber(subject) {
      patient = try reading.patient(of: number)
      let request = try request(subject)
      (kind, key) = (request.fact.kind, request.fact.indication)
    } else if AuthorizationNumber(subject) != nil {
      let (held, history) = try authorization(subject)
      (patient, key) = (history.patient, held.fact.indication)
    } else if let (number, rest) = RecordedEntry.patient(of: subject) {
      patient = number
      shown = rest
      key = rest.split(separator: " ").first.map { IndicationKey(String($0)) }
    }
    let findings = values.compactMap(Finding.init)
    let against = Set(findings.map(\.code))
    let codes = key.flatMap { book.terms($0, on: recorded.entry.workedOn) }.map {
      RefusalRules.codes(of: recorded.entry.action, kind: kind, indication: $0)
    }
    return RefusalExplanation(
      memberID: try patient.map { try reading.member($0) } ?? MemberID(""), journal: try line(recorded.sequence),
      subject: shown, findings: findings, held: (codes ?? []).filter { !against.contains($0) })
  }

  private func line(_ sequence: JournalNumber) throws -> JournalLine {
    guard let recorded = try reading.entry(sequence) else {
      throw Fault(.configuration, "journal entry \(sequence) is missing", hint: "run `authledger verify`")
    }
    return JournalLine(
      sequence: sequence, recordedAt: recorded.recordedAt,
      actor: Actor(user: recorded.entry.actor, claimed: recorded.entry.claimedActor), action: recorded.entry.action,
      workedOn: recorded.entry.workedOn)
  }
}
