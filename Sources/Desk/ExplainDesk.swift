import CivilTime
import Coverage
import Ledger
import Storage

/// Why an answer was given.
extension Desk {
  /// Explains a request by its number, or an entry by its reference.
  public func explain(_ subject: String, context: WorkContext) throws -> Explanation {
    let today = try today(context)
    return try read(context) { reading in
      let sitting = try Sitting(reading: reading, desk: self, today: today)
      if let number = RequestNumber(subject), try reading.patient(of: number) != nil {
        return .request(try sitting.explain(try sitting.request(subject)))
      }
      if let record = try sitting.entry(subject) {
        return .entry(try sitting.explain(record, history: try sitting.history(of: record.fact.patient)))
      }
      throw Fault(
        .notFound, "no request or entry \(subject)", hint: "give a request's number or an administration's reference")
    }
  }
}

extension Sitting {
  fileprivate func explain(_ request: Request) throws -> RequestExplanation {
    let history = try history(of: request.fact.patient)
    guard let policy = book.policy(request.fact.policy), let indication = policy.indication(request.fact.indication)
    else { throw Fault(.configuration, "policy \(request.fact.policy) is not installed") }
    var journal: [JournalNumber: JournalLine] = [:]
    let sequences =
      [request.fact.sequence] + request.attestations.map(\.sequence) + request.determinations.map(\.sequence)
    for sequence in Set(sequences) { journal[sequence] = try line(sequence) }
    let authorization = history.authorizations.first { $0.fact.request == request.fact.number }
    let subjects = [request.fact.number.description, authorization?.fact.number.description]
    return RequestExplanation(
      memberID: history.identity?.memberID ?? MemberID(""), request: request, indication: indication, policy: policy,
      journal: journal, authorization: authorization, notes: history.notes.filter { subjects.contains($0.subject) })
  }

  /// The entry is set into the history as it was when it was judged.
  fileprivate func explain(_ record: Administration, history: PatientHistory) throws -> EntryExplanation {
    let fact = record.fact
    let then = history.before(fact.number)
    let cycle = fact.cycle.flatMap { number in history.cycles.first { $0.fact.record == number } }
    let lines = UnitRules.lines(of: fact, history: then).map {
      WindowLine(on: $0.on, reference: $0.reference, billable: $0.part.billable, vials: $0.part.vials)
    }
    return EntryExplanation(
      memberID: history.identity?.memberID ?? MemberID(""), fact: fact, cycle: cycle, voided: record.voided,
      journal: try line(fact.sequence), lines: lines,
      warnings: DoseWarningRules.warnings(on: fact, history: history),
      notes: history.notes.filter { $0.subject == fact.reference })
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
