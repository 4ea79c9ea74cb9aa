import Coverage
import Desk
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
      "diagnosis": .optional(fact.diagnosis),
      "wanted_start": .day(fact.wantedStart),
      "prior_cycles": .integer(fact.priorCycles),
      "requester": .optional(fact.requester),
      "appeals": .optional(fact.appeals?.description),
      "recorded": recordedValue(fact.sequence),
      "criteria": .array((request.evaluated?.criteria ?? []).map(\.json)),
      "attestations": .array(request.attestations.map(value)),
      "determinations": .array(request.determinations.map(value)),
      "authorization": authorization?.value ?? .null,
      "notes": .array(notes.map(\.value)),
    ]
  }

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
    ]
    return .object(head + amounts + rest)
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
