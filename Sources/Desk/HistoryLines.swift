import CivilTime
import Coverage
import Storage
import TextFormats

/// Turns the facts of a history into lines.
struct HistoryLines {
  let reading: ReadTransaction
  let history: PatientHistory

  /// Every line, in the order recorded; of one authorization, what concerns it.
  func all(under authorization: AuthorizationNumber?) throws -> [HistoryLine] {
    var drafts: [Draft] = []
    if authorization == nil { drafts += try patient() + requests() + flags() + refusals() }
    drafts += authorizations(under: authorization) + cycles(under: authorization)
    drafts += administrations(under: authorization) + notes(under: authorization)
    // What one entry recorded stays in the order above.
    return try drafts.enumerated().sorted { ($0.element.sequence, $0.offset) < ($1.element.sequence, $1.offset) }
      .map { try complete($0.element) }
  }

  /// A line before the journal has said when and by whom.
  private struct Draft {
    let kind: String
    let on: CivilDay?
    let sequence: JournalNumber
    let subject: String
    let text: String
    var marks: [String] = []
    var voided: Voiding?
  }

  private func complete(_ draft: Draft) throws -> HistoryLine {
    guard let entry = try reading.entry(draft.sequence) else {
      throw Fault(.configuration, "journal entry \(draft.sequence) is missing", hint: "run `authledger verify`")
    }
    return HistoryLine(
      kind: draft.kind, happenedOn: draft.on ?? entry.entry.workedOn, sequence: draft.sequence,
      recordedAt: entry.recordedAt, actor: Actor(user: entry.entry.actor, claimed: entry.entry.claimedActor),
      subject: draft.subject, text: draft.text, marks: draft.marks, voided: draft.voided)
  }

  private func patient() -> [Draft] {
    history.identities.map { identity in
      Draft(
        kind: "patient", on: nil, sequence: identity.sequence, subject: identity.memberID.text,
        text: identity.reason.map { "corrected: \($0)" } ?? "added", marks: identity.reason == nil ? [] : ["corrected"])
    }
      + history.measurements.map { measured in
        let weight = measured.weightKg.map { "\($0) kg" }
        let height = measured.heightCm.map { "\($0) cm" }
        return Draft(
          kind: "measurement", on: measured.on, sequence: measured.sequence,
          subject: history.identity?.memberID.text ?? "",
          text: [weight, height].compactMap { $0 }.joined(separator: ", "))
      }
  }

  private func requests() -> [Draft] {
    history.requests.flatMap { request -> [Draft] in
      let fact = request.fact
      let number = fact.number.description
      let start = Draft(
        kind: "request", on: fact.receivedOn, sequence: fact.sequence, subject: number,
        text: "\(fact.urgency.rawValue) request for \(fact.kind.rawValue) coverage of \(fact.indication) from "
          + "\(fact.wantedStart)" + (fact.appeals.map { ", appeals \($0)" } ?? ""),
        marks: fact.appeals == nil ? [] : ["appeal"])
      let answers = request.attestations.map { answer in
        Draft(
          kind: "attestation", on: nil, sequence: answer.sequence, subject: number,
          text: "\(answer.question) = \(answer.answer)" + (answer.source.map { " (\($0))" } ?? ""))
      }
      let determinations = request.determinations.map { determination in
        Draft(
          kind: "determination", on: nil, sequence: determination.sequence, subject: number,
          text: text(of: determination),
          marks: [determination.outcome.rawValue] + (determination.basis == .exception ? ["exception"] : []))
      }
      return [start] + answers + determinations
    }
  }

  private func text(of determination: DeterminationFact) -> String {
    var text = determination.outcome.rawValue
    if let basis = determination.basis { text += " (\(basis.rawValue))" }
    if let review = determination.review {
      text += " by \(review.reviewer)" + (review.credential.map { ", \($0)" } ?? "")
      if let rationale = review.rationale { text += ": \(rationale)" }
    } else if !determination.findings.isEmpty {
      var seen: Set<FindingCode> = []
      let codes = determination.findings.map(\.code).filter { seen.insert($0).inserted }
      text += ": " + codes.map(\.rawValue).joined(separator: ", ")
    }
    return text
  }

  private func authorizations(under only: AuthorizationNumber?) -> [Draft] {
    history.authorizations.filter { only == nil || $0.fact.number == only }.flatMap { held -> [Draft] in
      let fact = held.fact
      let number = fact.number.description
      let granted = Draft(
        kind: "authorization", on: fact.span.startsOn, sequence: fact.sequence, subject: number,
        text: "\(fact.kind.rawValue) coverage of \(fact.indication), \(fact.span.startsOn) to \(fact.span.endsOn), "
          + "\(fact.cyclesGranted) cycles", marks: held.isLive ? [] : ["voided"], voided: held.voided)
      let changes = held.changes.map { change in
        Draft(
          kind: "change", on: nil, sequence: change.sequence, subject: number,
          text: "\(change.kind.rawValue) to \(change.endsOn): \(change.reason); approved by \(change.approvedBy)",
          marks: ["exception"])
      }
      return [granted] + changes + voidLine(held.voided, subject: number)
    }
  }

  private func cycles(under only: AuthorizationNumber?) -> [Draft] {
    history.cycles.filter { only == nil || $0.fact.authorization == only }.flatMap { cycle -> [Draft] in
      let fact = cycle.fact
      let subject = "\(fact.indication) cycle \(fact.number)"
      let exception = fact.exception.map { "; exception: \($0.reason), approved by \($0.approvedBy)" } ?? ""
      let started = Draft(
        kind: "cycle", on: fact.startsOn, sequence: fact.sequence, subject: subject,
        text: "started (\(cycle.phase ?? "no phase")) under \(fact.authorization), until \(cycle.span.endsOn)"
          + exception,
        marks: (fact.exception == nil ? [] : ["exception"]) + (cycle.isLive ? [] : ["voided"]), voided: cycle.voided)
      return [started] + voidLine(cycle.voided, subject: subject)
    }
  }

  private func administrations(under only: AuthorizationNumber?) -> [Draft] {
    let records = history.administrations.filter { record in
      guard let only else { return true }
      return history.cycles.contains { $0.fact.record == record.fact.cycle && $0.fact.authorization == only }
    }
    let latest = history.lastAttempts
    return records.flatMap { record -> [Draft] in
      let fact = record.fact
      let replaced = latest[fact.reference] != fact.attempt
      let line = Draft(
        kind: "administration", on: fact.entry.on, sequence: fact.sequence, subject: fact.reference,
        text: text(of: fact),
        marks: [fact.outcome.rawValue] + (record.isLive ? [] : ["voided"]) + (replaced ? ["replaced"] : []),
        voided: record.voided)
      return [line] + voidLine(record.voided, subject: fact.reference)
    }
  }

  private func text(of fact: AdministrationFact) -> String {
    let entry = fact.entry
    var text = "\(entry.administered) units + \(entry.discarded) discarded"
    if let vials = entry.vials { text += ", \(count(vials.count, "vial"))" }
    if let record = fact.cycle, let cycle = history.cycles.first(where: { $0.fact.record == record }) {
      text += ", \(cycle.fact.indication) cycle \(cycle.fact.number)"
    }
    if fact.outcome == .cutBack { text += "; \(fact.covered.billable) covered, the rest denied" }
    if !fact.findings.isEmpty { text += ": " + fact.findings.map(\.code.rawValue).joined(separator: ", ") }
    return text
  }

  private func notes(under only: AuthorizationNumber?) -> [Draft] {
    history.notes.filter { only == nil || $0.subject == only?.description }.map { note in
      Draft(
        kind: "note", on: nil, sequence: note.sequence, subject: note.subject,
        text: "\(note.kind.rawValue) at \(note.at.words): \(note.text)")
    }
  }

  private func flags() throws -> [Draft] {
    try reading.flags(of: history.patient).flatMap { flag -> [Draft] in
      let fact = flag.fact
      let number = fact.number.description
      let raised = Draft(
        kind: "flag", on: nil, sequence: fact.sequence, subject: number,
        text: "\(fact.cause.kind.rawValue) on \(fact.cause.subject), due \(fact.cause.dueOn): \(fact.message)")
      let resolved = flag.resolvedBy.map {
        [Draft(kind: "flag", on: nil, sequence: $0, subject: number, text: "resolved: its cause is gone")]
      }
      let closed = flag.acknowledgedBy.map {
        [
          Draft(
            kind: "flag", on: nil, sequence: $0, subject: number,
            text: "acknowledged: \(flag.acknowledgement ?? "")")
        ]
      }
      return [raised] + (resolved ?? []) + (closed ?? [])
    }
  }

  /// Refusals write no fact but one entry with its findings.
  private func refusals() throws -> [Draft] {
    let subjects =
      history.requests.map(\.fact.number.description) + history.authorizations.map(\.fact.number.description)
    return try reading.refusals(of: history.patient, and: subjects).map { refused in
      Draft(
        kind: "refusal", on: nil, sequence: refused.sequence,
        subject: refused.entry.subject.hasPrefix("P-")
          ? refused.entry.subject.split(separator: " ").dropFirst().joined(separator: " ") : refused.entry.subject,
        text: "\(refused.entry.action) refused: \(codes(refused.entry.findings))", marks: ["refused"])
    }
  }

  private func codes(_ findings: String?) -> String {
    guard let findings, case .array(let values)? = try? JSONReader.read(Array(findings.utf8)) else { return "" }
    return values.compactMap { if case .string(let code)? = $0["code"] { code } else { nil } }.joined(separator: ", ")
  }

  private func voidLine(_ voiding: Voiding?, subject: String) -> [Draft] {
    voiding.map {
      [Draft(kind: "void", on: nil, sequence: $0.sequence, subject: subject, text: "voided: \($0.reason)")]
    } ?? []
  }
}
