import CivilTime
import Coverage
import Ledger
import Storage

/// Authorizations: extended, terminated, voided.
extension Sitting {
  func extendAuthorization(_ move: AuthorizationMove) throws -> Answer {
    let (held, history) = try live(move.authorization)
    guard move.day > held.span.endsOn else {
      throw Fault(
        .invalid, "\(held.fact.number) ends on \(held.span.endsOn); \(move.day) is not later",
        hint: "an earlier last day is a termination")
    }
    let findings = AuthorizationRules.extend(held, to: move.day, history: history)
    return try change(held, .extended, move, findings: findings, history: history)
  }

  func terminateAuthorization(_ move: AuthorizationMove) throws -> Answer {
    let (held, history) = try live(move.authorization)
    guard move.day < held.span.endsOn, move.day >= held.span.startsOn else {
      let lies = move.day < held.span.startsOn ? "lies before its first day" : "is not an earlier last day"
      throw Fault(
        .invalid, "\(held.fact.number) covers \(held.span.startsOn) to \(held.span.endsOn); \(move.day) \(lies)",
        hint: "give the last covered day; to take it back altogether, use `authorization void`")
    }
    let findings = AuthorizationRules.terminate(held, on: move.day, history: history)
    return try change(held, .terminated, move, findings: findings, history: history)
  }

  func voidAuthorization(_ voiding: AuthorizationVoiding) throws -> Answer {
    let (held, history) = try live(voiding.authorization)
    let action = "authorization.void"
    let number = held.fact.number
    let findings = AuthorizationRules.void(held, history: history)
    guard findings.isEmpty else {
      try refuse(action, number.description, findings, of: history.patient)
      return answer(.refused, number, findings, history: history)
    }
    let fact = Voiding(reason: voiding.reason, sequence: try transaction().nextSequence)
    try append(action, number.description, [.authorizationVoid(number, fact)], of: history.patient)
    return answer(.voided, number, [], history: try self.history(of: history.patient))
  }

  private func change(
    _ held: Authorization, _ kind: AuthorizationChangeFact.Kind, _ move: AuthorizationMove, findings: [Finding],
    history: PatientHistory
  ) throws -> Answer {
    let action = kind == .extended ? "authorization.extend" : "authorization.terminate"
    let number = held.fact.number
    guard findings.isEmpty else {
      try refuse(action, number.description, findings, of: history.patient)
      return answer(.refused, number, findings, history: history)
    }
    let fact = AuthorizationChangeFact(
      authorization: number, kind: kind, endsOn: move.day, reason: move.reason, approvedBy: move.approvedBy,
      sequence: try transaction().nextSequence)
    try append(action, number.description, [.authorizationChange(fact)], of: history.patient)
    return answer(
      kind == .extended ? .extended : .terminated, number, [], history: try self.history(of: history.patient),
      warnings: SlipRules.warnings(on: fact, today: today))
  }

  private func answer(
    _ outcome: Outcome, _ number: AuthorizationNumber, _ findings: [Finding], history: PatientHistory,
    warnings: [SlipWarning] = []
  ) -> Answer {
    // The history holds the authorization: it was found there.
    let held = history.authorizations.filter { $0.fact.number == number }
    return Answer(
      outcome: outcome,
      subject: .authorization(
        AuthorizationAnswer(
          memberID: history.identity?.memberID ?? MemberID(""), authorization: held[0], warnings: warnings)),
      findings: findings)
  }

  /// The live authorization with that number and its patient's history.
  private func live(_ text: String) throws -> (Authorization, PatientHistory) {
    let (held, history) = try authorization(text)
    guard held.isLive else {
      throw Fault(
        .conflict, "\(held.fact.number) is voided", hint: "take in a new request for the coverage that is needed")
    }
    return (held, history)
  }

  /// The authorization with that number and its patient's history.
  func authorization(_ text: String) throws -> (Authorization, PatientHistory) {
    if let number = AuthorizationNumber(text), let patient = try reading.patient(of: number) {
      let history = try history(of: patient)
      if let held = history.authorizations.first(where: { $0.fact.number == number }) { return (held, history) }
    }
    throw IdentifierText.notFound("authorization", text, hint: "look in `authledger authorization list`")
  }
}
