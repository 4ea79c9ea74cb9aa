import CivilTime
import Coverage
import Ledger
import Storage

/// Cycles: started, voided.
extension Sitting {
  func startCycle(_ start: CycleStarting) throws -> Answer {
    let history = try history(of: start.memberID)
    try known(start.indication)
    if start.exception != nil, start.approvedBy == nil {
      throw Fault(.invalid, "an exception needs a name", hint: "say who approved it")
    }
    if start.exception == nil, start.approvedBy != nil {
      throw Fault(.invalid, "a name without an exception", hint: "say why the cycle may start before its day")
    }
    try notAfterToday(start.on, "the cycle's first day")
    let exception = start.exception.map { CycleException(reason: $0, approvedBy: start.approvedBy ?? "") }
    let asked = CycleStart(indication: start.indication, on: start.on, exception: exception)
    guard let verdict = CycleRules.judge(asked, history: history) else {
      throw Fault(.invalid, "no policy knows \(start.indication)")
    }
    let subject = "\(RecordedEntry.subject(of: history.patient)) \(start.indication) cycle \(verdict.number)"
    guard verdict.findings.isEmpty, let authorization = verdict.authorization else {
      try refuse("cycle.start", subject, verdict.findings, of: history.patient)
      return Answer(
        outcome: .refused, subject: .cycle(answer(start, verdict)), findings: verdict.findings)
    }
    let fact = CycleFact(
      record: try transaction().nextCycle(), patient: history.patient, indication: start.indication,
      number: verdict.number, startsOn: start.on, authorization: authorization.fact.number,
      exception: verdict.isEarly(start.on) ? exception : nil, sequence: try transaction().nextSequence)
    try append("cycle.start", subject, [.cycle(fact)], of: history.patient)
    let after = try self.history(of: history.patient)
    let unfit = fact.exception == nil ? nil : FitRules.firstUnfitDay(of: fact, history: after)
    let outside = FitRules.daysOutsideCoverage(of: fact, history: after)
    return Answer(
      outcome: .started, subject: .cycle(answer(start, verdict, unfit: unfit, outside: outside)), findings: [])
  }

  func voidCycle(_ voiding: CycleVoiding) throws -> Answer {
    let history = try history(of: voiding.memberID)
    let cycle = try cycle(
      voiding.number, of: voiding.indication, in: history, member: voiding.memberID)
    let subject = "\(RecordedEntry.subject(of: history.patient)) \(voiding.indication) cycle \(voiding.number)"
    let findings = CorrectionRules.void(cycle, history: history)
    if findings.isEmpty {
      let fact = Voiding(reason: voiding.reason, sequence: try transaction().nextSequence)
      try append("cycle.void", subject, [.cycleVoid(cycle.fact.record, fact)], of: history.patient)
    } else {
      try refuse("cycle.void", subject, findings, of: history.patient)
    }
    guard let indication = cycle.indication else {
      throw Fault(.configuration, "the policy of cycle \(voiding.number) is not installed")
    }
    return Answer(
      outcome: findings.isEmpty ? .voided : .refused,
      subject: .cycle(
        CycleAnswer(
          memberID: voiding.memberID, indication: indication, number: cycle.fact.number, phase: cycle.phase,
          span: cycle.span, authorization: cycle.fact.authorization, firstUnfitDay: nil)), findings: findings)
  }

  /// The live cycle of a course with that number.
  func cycle(
    _ number: Int, of indication: IndicationKey, in history: PatientHistory, member: MemberID
  ) throws -> Cycle {
    let course = Course(of: indication, in: history)
    guard let cycle = course.cycles.first(where: { $0.fact.number.value == number }) else {
      throw Fault(
        .notFound, "\(member) has no live cycle \(number) of \(indication)",
        hint: "look in `authledger history \(member) --kind cycle`")
    }
    return cycle
  }

  private func answer(
    _ start: CycleStarting, _ verdict: CycleVerdict, unfit: CivilDay? = nil, outside: [CivilDay] = []
  ) -> CycleAnswer {
    CycleAnswer(
      memberID: start.memberID, indication: verdict.indication, number: verdict.number, phase: verdict.phase,
      span: verdict.span, authorization: verdict.authorization?.fact.number, firstUnfitDay: unfit,
      daysOutsideCoverage: outside)
  }
}
