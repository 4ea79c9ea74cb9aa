import Coverage
import Desk
import Ledger
import TextFormats

extension RequestExplanation {
  /// The request with its criteria, answers, determinations, authorization and notes.
  var value: JSONValue {
    let fact = request.fact
    return [
      "request": .string(fact.number.description),
      "member_id": .string(memberID.text),
      "indication": .string(fact.indication.text),
      "kind": .string(fact.kind.rawValue),
      "policy": .string(fact.policy.description),
      "outcome": .string(request.outcome.rawValue),
      "received_on": .day(fact.receivedOn),
      "received_at": .string(fact.receivedAt.description),
      "urgency": .string(fact.urgency.rawValue),
      "due_on": .day(deadline.dueAt.day),
      "due_at": .string(deadline.dueAt.timeText),
      "diagnosis": .optional(fact.diagnosis),
      "wanted_start": .day(fact.wantedStart),
      "prior_cycles": .integer(fact.priorCycles),
      "requester": .optional(fact.requester),
      "appeals": .optional(fact.appeals?.description),
      "recorded": recordedValue(fact.sequence),
      "criteria": .array((request.evaluated?.criteria ?? []).map(value)),
      "attestations": .array(request.attestations.map(value)),
      "determinations": .array(request.determinations.map(value)),
      "authorization": authorization?.value ?? .null,
      "under": under?.value ?? .null,
      "notes": .array(notes.map(\.value)),
    ]
  }

  /// A criterion's result with the tree of what it requires.
  private func value(_ result: CriterionResult) -> JSONValue {
    guard case .object(let members) = result.json else { return result.json }
    return .object(members + [JSONMember("tree", trees[result.key].map(value) ?? .null)])
  }

  /// A branch with its branches; a leaf with the answer it looked at, where that came from, and who recorded it.
  private func value(_ result: RequirementResult) -> JSONValue {
    let status = JSONMember("status", .string(result.status.rawValue))
    switch result.requirement {
    case .all: return .object([status, JSONMember("all", .array(result.branches.map(value)))])
    case .any: return .object([status, JSONMember("any", .array(result.branches.map(value)))])
    case .age: return .object([status, .init("requires", .string(result.requirement.leafText)), fact(of: result)])
    case .answer(let question, _, _), .atLeast(let question, _, _):
      let evaluated = request.evaluated?.sequence ?? request.fact.sequence
      let answer = request.attestations.last { $0.question == question && $0.sequence <= evaluated }
      return .object([
        status, JSONMember("requires", .string(result.requirement.leafText)), fact(of: result),
        JSONMember("question", .string(question)), JSONMember("answer", .optional(answer?.answer)),
        JSONMember("source", .optional(answer?.source)),
        JSONMember("recorded", answer.map { recordedValue($0.sequence) } ?? .null),
      ])
    }
  }

  private func fact(of result: RequirementResult) -> JSONMember { JSONMember("fact", .optional(result.fact)) }

  private func value(_ answer: AttestationFact) -> JSONValue {
    [
      "question": .string(answer.question), "answer": .string(answer.answer), "source": .optional(answer.source),
      "replaced": .bool(isReplaced(answer)), "recorded": recordedValue(answer.sequence),
    ]
  }

  private func value(_ determination: DeterminationFact) -> JSONValue {
    [
      "outcome": .string(determination.outcome.rawValue),
      "basis": .optional(determination.basis?.rawValue),
      "reviewer": .optional(determination.review?.reviewer),
      "credential": .optional(determination.review?.credential),
      "rationale": .optional(determination.review?.rationale),
      "missing": .array(determination.missing.map { .string($0) }),
      "criteria": .array(determination.criteria.map(\.json)),
      "findings": .array(determination.findings.map(\.json)),
      "given_on": .optional(times[determination.sequence]?.decidedAt.day),
      "given_at": .optional(times[determination.sequence]?.decidedAt.timeText),
      "late": times[determination.sequence].map { .bool($0.isLate) } ?? .null,
      "recorded": recordedValue(determination.sequence),
    ]
  }

  private func recordedValue(_ sequence: JournalNumber) -> JSONValue {
    journal[sequence]?.value ?? ["sequence": .integer(sequence.value)]
  }
}

extension EntryExplanation {
  /// The entry with its window, every line in it, and what would have fitted.
  var value: JSONValue {
    let entry = fact.entry
    let head = [
      JSONMember("reference", .string(fact.reference)),
      JSONMember("member_id", .string(memberID.text)),
      JSONMember("on", .day(entry.on)),
      JSONMember("outcome", .string(fact.outcome.rawValue)),
      JSONMember("attempt", .integer(fact.attempt)),
      JSONMember("replaces", .optional(earlier.first?.fact.sequence.value)),
      JSONMember("indication", .optional(entry.indication?.text)),
      JSONMember("code", .optional(entry.code)),
      JSONMember("cycle", .optional(cycle?.fact.number.value)),
    ]
    let amounts = entry.members(
      covered: fact.covered, window: fact.window, fitsThen: fact.fitsThen, fitsOn: fact.fitsOn)
    let rest = [
      JSONMember("citation", .optional(limit?.citation)),
      JSONMember("lines", .array(lines.map(\.value))),
      JSONMember("findings", .array(fact.findings.map(\.json))),
      JSONMember("warnings", .array(warnings.map(\.json))),
      JSONMember("voided", voided?.value ?? .null),
      JSONMember("recorded", journal.value),
      JSONMember("notes", .array(notes.map(\.value))),
      JSONMember("under", under?.value ?? .null),
      JSONMember("earlier", .array(earlier.map(\.value))),
    ]
    return .object(head + amounts + rest)
  }
}

extension RefusalExplanation {
  /// The refusal with every rule looked at: those against it, and those that held.
  var value: JSONValue {
    [
      "refused": .string(journal.action),
      "subject": .string(subject),
      "member_id": .string(memberID.text),
      "findings": .array(findings.map(\.json)),
      "held": .array(held.map { .string($0.rawValue) }),
      "recorded": journal.value,
    ]
  }
}

extension Reconsideration {
  /// The version and every part of the answer that would have been another.
  var value: JSONValue {
    [
      "policy": .string(policy.description), "same": .bool(differences.isEmpty),
      "differences": .array(
        differences.map {
          ["what": .string($0.what), "was": .optional($0.was), "would_be": .optional($0.wouldBe)]
        }),
    ]
  }
}

extension JournalLine {
  /// The entry's place, moment and people.
  var value: JSONValue {
    [
      "sequence": .integer(sequence.value), "at": .instant(recordedAt), "user": .string(actor.user),
      "actor": .optional(actor.claimed), "action": .string(action), "today": .day(workedOn),
    ]
  }
}

extension WindowLine {
  /// The line as the window counts it.
  var value: JSONValue {
    [
      "on": .day(on), "reference": .string(reference), "billable": .integer(billable.count),
      "vials": .integer(vials.count),
    ]
  }
}

extension Voiding {
  /// Why and by which entry.
  var value: JSONValue { ["reason": .string(reason), "sequence": .integer(sequence.value)] }
}

extension NoteFact {
  /// The note as recorded.
  var value: JSONValue {
    [
      "subject": .string(subject), "kind": .string(kind.rawValue), "at": .instant(at), "text": .string(text),
      "sequence": .integer(sequence.value),
    ]
  }
}

extension Authorization {
  /// The authorization as it stands, with its changes.
  var value: JSONValue {
    [
      "authorization": .string(fact.number.description),
      "kind": .string(fact.kind.rawValue),
      "starts_on": .day(span.startsOn),
      "ends_on": .day(span.endsOn),
      "cycles_granted": .integer(fact.cyclesGranted),
      "changes": .array(
        changes.map { change in
          [
            "kind": .string(change.kind.rawValue), "ends_on": .day(change.endsOn), "reason": .string(change.reason),
            "approved_by": .string(change.approvedBy), "sequence": .integer(change.sequence.value),
          ]
        }),
      "voided": voided?.value ?? .null,
    ]
  }
}
