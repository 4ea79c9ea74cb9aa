import Foundation

/// Changes to authorizations and the start and end of cycles.
extension StupidOracle {
  func extend(_ operation: StupidOperation) throws -> OracleAnswer {
    let authorization = try authorization(operation)
    let to = try operation.day("to")
    _ = try operation.text("reason")
    _ = try operation.text("approved_by")
    guard !authorization.voided else { throw Failure.conflict }
    guard to > authorization.end else { throw Failure.invalid }
    for other in liveAuthorizations(authorization.patient, authorization.indication)
    where other.start > authorization.end && other.start <= to {
      return .plain("refused", codes: ["authorization-overlap"])
    }
    authorization.end = to
    return .plain("extended")
  }

  func terminate(_ operation: StupidOperation) throws -> OracleAnswer {
    let authorization = try authorization(operation)
    let last = try operation.day("on")
    _ = try operation.text("reason")
    _ = try operation.text("approved_by")
    guard !authorization.voided else { throw Failure.conflict }
    guard last < authorization.end, last >= authorization.start else { throw Failure.invalid }
    let findings = standing(authorization, after: last)
    guard findings.isEmpty else { return .plain("refused", codes: findings) }
    authorization.end = last
    return .plain("terminated")
  }

  func voidAuthorization(_ operation: StupidOperation) throws -> OracleAnswer {
    let authorization = try authorization(operation)
    _ = try operation.text("reason")
    guard !authorization.voided else { throw Failure.conflict }
    let findings = standing(authorization, after: authorization.start - 1)
    guard findings.isEmpty else { return .plain("refused", codes: findings) }
    authorization.voided = true
    return .plain("voided")
  }

  /// What keeps the days of an authorization after `day` from being given up.
  private func standing(_ authorization: Authorization, after day: Int) -> Set<String> {
    var findings: Set<String> = []
    for line in authorization.patient.lines where line.isLiveCovered {
      guard let cycle = line.cycle, cycle.indication.key == authorization.indication.key else { continue }
      if line.entry.day > day && line.entry.day <= authorization.end { findings.insert("authorization-has-units") }
    }
    for cycle in authorization.patient.cycles where !cycle.voided && cycle.authorization === authorization {
      if cycle.start > day { findings.insert("authorization-has-cycles") }
    }
    return findings
  }

  func startCycle(_ operation: StupidOperation) throws -> OracleAnswer {
    let (findings, cycle) = try judgeStart(operation)
    guard findings.isEmpty, let cycle else { return .plain("refused", codes: findings) }
    cycle.authorization.patient.cycles.append(cycle)
    var answer = OracleAnswer.plain("started")
    answer.number = cycle.number
    answer.phase = cycle.indication.phase(cycle.number)
    return answer
  }

  /// What stands against the start of a cycle; nothing is kept of the question.
  func startFindings(_ operation: StupidOperation) -> Set<String> {
    (try? judgeStart(operation).findings) ?? ["not-read"]
  }

  private func judgeStart(_ operation: StupidOperation) throws -> (findings: Set<String>, cycle: Cycle?) {
    let patient = try patient(operation)
    let indication = try operation.indication()
    let start = try operation.pastDay("on")
    let exception = try operation.optionalText("exception")
    if exception != nil { _ = try operation.text("approved_by") }

    let cycles = liveCycles(patient, indication)
    let used = (priorOnFile(patient, indication) ?? 0) + cycles.count
    let number = used + 1
    var findings: Set<String> = []

    let authorization = liveAuthorizations(patient, indication).first { authorization in
      guard authorization.covers(start) else { return false }
      if number > indication.totalCap { return true }
      return authorization.isRenewal == (number > indication.lastPreContinued)
    }
    if let authorization {
      let started = cycles.filter { $0.authorization === authorization }.count
      if started >= authorization.granted { findings.insert("authorized-cycles-exhausted") }
    } else {
      findings.insert("not-authorized")
    }
    if number > indication.totalCap { findings.insert("total-cycles-exhausted") }
    if indication.renewable && number > indication.lastPreContinued
      && used - indication.lastPreContinued >= StupidPolicy.continuedCap
    {
      findings.insert("continued-cycles-exhausted")
    }
    if let previous = cycles.max(by: { $0.number < $1.number }), start < previous.start + previous.length {
      if exception == nil || start <= previous.start { findings.insert("cycle-too-early") }
    }
    let cycle = authorization.map { Cycle(indication: indication, number: number, start: start, authorization: $0) }
    return (findings, cycle)
  }

  func voidCycle(_ operation: StupidOperation) throws -> OracleAnswer {
    let patient = try patient(operation)
    let key = operation.object["indication"] as? String
    let number = operation.object["number"] as? Int
    let found = patient.cycles.first { !$0.voided && $0.indication.key == key && $0.number == number }
    guard let cycle = found else { throw Failure.notFound }
    _ = try operation.text("reason")
    var findings: Set<String> = []
    if patient.lines.contains(where: { $0.isLiveCovered && $0.cycle === cycle }) {
      findings.insert("cycle-has-units")
    }
    if liveCycles(patient, cycle.indication).contains(where: { $0.number > cycle.number }) {
      findings.insert("later-cycle-exists")
    }
    guard findings.isEmpty else { return .plain("refused", codes: findings) }
    cycle.voided = true
    return .plain("voided")
  }
}
