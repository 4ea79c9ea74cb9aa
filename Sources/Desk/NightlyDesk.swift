import CivilTime
import Coverage
import Ledger
import Storage

/// The nightly job and its worklist.
extension Desk {
  /// Raises the flags that ought to stand and resolves those whose cause is gone; running twice changes nothing.
  public func nightly(withinDays: Int, context: WorkContext) throws -> NightlyAnswer {
    let today = try today(context)
    return try write { transaction in
      let sitting = Sitting(writing: transaction, desk: self, today: today, actor: context.actor)
      return try sitting.nightly(withinDays: withinDays)
    }
  }

  /// The open flags, most urgent first.
  public func worklist(context: WorkContext) throws -> [WorklistLine] {
    let today = try today(context)
    return try read(context) { try Sitting(reading: $0, desk: self, today: today).worklist() }
  }
}

extension Sitting {
  func nightly(withinDays: Int) throws -> NightlyAnswer {
    let transaction = try transaction()
    let open = try reading.openFlags()
    var wanted: [FlagCause: (patient: PatientNumber, message: String)] = [:]
    var order: [FlagCause] = []
    let watched = try patientsUnderWatch()
    for patient in watched {
      let rules = NightlyRules(
        history: try reading.history(of: patient, book: book), today: today, withinDays: withinDays,
        settings: settings)
      for flag in rules.flags where wanted[flag.cause] == nil {
        wanted[flag.cause] = (patient, flag.message)
        order.append(flag.cause)
      }
    }
    var facts: [Fact] = []
    var number = try transaction.nextFlag().value
    for cause in order {
      guard let (patient, message) = wanted[cause], try !reading.isKnown(cause) else { continue }
      facts.append(
        .flag(
          FlagFact(
            number: FlagNumber(number), cause: cause, patient: patient, message: message,
            sequence: transaction.nextSequence)))
      number += 1
    }
    let raised = facts.count
    let looked = Set(watched)
    for flag in open where looked.contains(flag.fact.patient) && wanted[flag.fact.cause] == nil {
      facts.append(.flagResolution(flag.fact.number))
    }
    let resolved = facts.count - raised
    let isRepeat = try reading.hasRun(on: today)
    if !isRepeat {
      facts.append(
        .nightlyRun(
          NightlyRunFact(
            today: today, withinDays: withinDays, raised: raised, resolved: resolved,
            open: open.count + raised - resolved, sequence: transaction.nextSequence)))
    }
    if !facts.isEmpty { try append("nightly", today.description, facts, of: nil) }
    return NightlyAnswer(
      today: today, withinDays: withinDays, isRepeat: isRepeat, raised: raised, resolved: resolved,
      open: try worklist())
  }

  /// Whom to look at: after a first run, those of whom it could not have found what still holds.
  private func patientsUnderWatch() throws -> [PatientNumber] {
    guard let run = try reading.lastNightlyRun(), run.today <= today else { return try reading.patientsUnderWatch() }
    // A request becomes due within its clock after receipt; a day more allows for the hours of the plan's time zone.
    let clockDays = max(settings.standardHours, settings.expeditedHours) / 24 + 2
    let patients = try reading.patientsUnderWatch(
      since: run, endsFrom: run.today, receivedFrom: run.today - clockDays)
    return patients.sorted()
  }

  func worklist() throws -> [WorklistLine] {
    let urgency = Dictionary(uniqueKeysWithValues: FlagKind.allCases.enumerated().map { ($0.element, $0.offset) })
    return try reading.openFlags().map { flag in
      let entry = try reading.entry(flag.fact.sequence)
      return WorklistLine(
        flag: flag.fact.number, cause: flag.fact.cause, memberID: try reading.member(flag.fact.patient),
        message: flag.fact.message, raisedOn: entry?.entry.workedOn ?? today,
        raisedAt: entry?.recordedAt ?? Instant(milliseconds: 0))
    }.sorted { first, second in
      (urgency[first.cause.kind] ?? 0, first.cause.dueOn, first.flag)
        < (urgency[second.cause.kind] ?? 0, second.cause.dueOn, second.flag)
    }
  }
}
