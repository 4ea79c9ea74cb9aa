import CivilTime
import Coverage
import Foundation
import Ledger
import Storage

extension Desk {
  /// What the report on all patients counts, one patient's history at a time.
  public func populationReport(in period: DaySpan?, context: WorkContext) throws -> PopulationReportAnswer {
    let today = try today(context)
    return try read(context) { reading in
      var tally = PopulationTally(
        answer: PopulationReportAnswer(
          today: today, timeZone: settings.timeZone, settings: settings, period: period,
          vantage: try vantage(of: context, reading: reading), expiringDays: 30), reading: reading)
      try reading.forEachPatient { try tally.add(try reading.history(of: $0, book: book)) }
      return tally.finished
    }
  }
}

/// The counts of a report on all patients while they are taken.
private struct PopulationTally {
  var answer: PopulationReportAnswer
  let reading: ReadTransaction

  /// The counts with every list in its order.
  var finished: PopulationReportAnswer {
    var answer = answer
    answer.late.sort { ($0.on, $0.request) < ($1.on, $1.request) }
    answer.expiring.sort { ($0.endsOn, $0.authorization.fact.number) < ($1.endsOn, $1.authorization.fact.number) }
    answer.exceptions.sort { ($0.sequence, $0.subject) < ($1.sequence, $1.subject) }
    return answer
  }

  mutating func add(_ history: PatientHistory) throws {
    answer.patients += 1
    for request in history.requests { try add(request, of: history) }
    for held in history.authorizations { try add(held, of: history) }
    for cycle in history.cycles { try add(cycle, of: history) }
    addDenied(of: history)
    add(DoseReview(of: history), of: history)
  }

  private func counts(_ day: CivilDay) -> Bool { answer.period?.contains(day) ?? true }

  private func member(_ history: PatientHistory) -> MemberID { history.identity?.memberID ?? MemberID("") }

  private func entry(_ sequence: JournalNumber) throws -> RecordedEntry {
    guard let entry = try reading.entry(sequence) else {
      throw Fault(.configuration, "journal entry \(sequence) is missing", hint: "run `authledger verify`")
    }
    return entry
  }

  private mutating func add(_ request: Request, of history: PatientHistory) throws {
    if request.outcome.isOpen {
      answer.openRequests += 1
      if DecisionClock(of: request.fact, settings: answer.settings).isOverdue(on: answer.today) { answer.overdue += 1 }
    }
    let times = Dictionary(
      try reading.decisionTimes(of: request.fact.number).map { ($0.sequence, $0) }, uniquingKeysWith: { $1 })
    for determination in request.determinations {
      let day = try entry(determination.sequence).entry.workedOn
      guard counts(day) else { continue }
      answer.decisions[String("\(day)".prefix(7)), default: [:]][DecisionClass(determination), default: 0] += 1
      if !determination.outcome.isOpen, let time = times[determination.sequence] {
        let timing = DecisionTiming(of: request.fact, time)
        answer.timings[request.fact.urgency, default: TimingCount()].add(timing)
        if timing.isLate {
          answer.late.append(
            LateDecision(
              request: request.fact.number, memberID: member(history), urgency: request.fact.urgency,
              outcome: determination.outcome, on: day, timing: timing))
        }
      }
      if determination.basis == .exception, let review = determination.review {
        addException(
          "approval", request.fact.number.description, history, day, review.rationale ?? "", review.reviewer,
          determination.sequence)
      }
    }
  }

  private mutating func add(_ held: Authorization, of history: PatientHistory) throws {
    for change in held.changes {
      let day = try entry(change.sequence).entry.workedOn
      guard counts(day) else { continue }
      addException(
        change.kind.rawValue, held.fact.number.description, history, day, change.reason, change.approvedBy,
        change.sequence)
    }
    guard held.isLive else { return }
    if held.span.contains(answer.today) { answer.covering += 1 }
    let left = held.span.endsOn - answer.today
    guard (0...answer.expiringDays).contains(left) else { return }
    let course = Course(of: held.fact.indication, in: history)
    answer.expiring.append(
      ExpiringLine(
        memberID: member(history), authorization: held, cyclesLeft: max(0, course.cyclesLeft(under: held))))
  }

  private mutating func add(_ cycle: Cycle, of history: PatientHistory) throws {
    guard let exception = cycle.fact.exception else { return }
    let day = try entry(cycle.fact.sequence).entry.workedOn
    guard counts(day) else { return }
    addException(
      "early cycle", "\(cycle.fact.indication) cycle \(cycle.fact.number)", history, day, exception.reason,
      exception.approvedBy, cycle.fact.sequence)
  }

  private mutating func addException(
    _ kind: String, _ subject: String, _ history: PatientHistory, _ day: CivilDay, _ reason: String, _ name: String,
    _ sequence: JournalNumber
  ) {
    answer.exceptions.append(
      ExceptionLine(
        kind: kind, subject: subject, memberID: member(history), on: day, reason: reason, approvedBy: name,
        sequence: sequence))
  }

  private mutating func addDenied(of history: PatientHistory) {
    for fact in history.standing.map(\.fact) where fact.outcome != .covered && counts(fact.entry.on) {
      answer.denied.add(fact)
      for code in Set(fact.findings.map(\.code)) { answer.deniedByCode[code, default: DeniedCount()].add(fact) }
    }
  }

  private mutating func add(_ review: DoseReview, of history: PatientHistory) {
    for doses in review.cycles where doses.isAboveSchedule && counts(doses.cycle.fact.startsOn) {
      answer.aboveSchedule.add(AboveScheduleLine(memberID: member(history), doses: doses))
    }
    for fact in review.withoutVials.map(\.fact) where counts(fact.entry.on) {
      answer.withoutVials.add(LineWithoutVials(memberID: member(history), fact: fact))
    }
  }
}
