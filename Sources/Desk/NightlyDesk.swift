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
      return try sitting.nightly(withinDays: withinDays, sharing: store)
    }
  }

  /// The open flags, most urgent first.
  public func worklist(context: WorkContext) throws -> [WorklistLine] {
    let today = try today(context)
    return try read(context) { try Sitting(reading: $0, desk: self, today: today).worklist() }
  }
}

extension Sitting {
  func nightly(withinDays: Int, sharing store: Store) throws -> NightlyAnswer {
    let transaction = try transaction()
    let first = try transaction.nextFlag().value
    let watched = try patientsUnderWatch()
    var open: [FlagFact] = []
    var standing: Set<FlagCause> = []
    let flags = try flags(of: watched, withinDays: withinDays, sharing: store) {
      open = try reading.openFlags().map(\.fact)
      standing = Set(open.map(\.cause))
    }
    var wanted: Set<FlagCause> = []
    var raised: [FlagFact] = []
    for (patient, flag) in flags
    where wanted.insert(flag.cause).inserted && !standing.contains(flag.cause) {
      // One that was acknowledged is not raised again.
      guard try !reading.isKnown(flag.cause) else { continue }
      raised.append(
        FlagFact(
          number: FlagNumber(first + raised.count), cause: flag.cause, patient: patient, message: flag.message,
          sequence: transaction.nextSequence))
    }
    let looked = Set(watched)
    func isGone(_ flag: FlagFact) -> Bool { looked.contains(flag.patient) && !wanted.contains(flag.cause) }
    let resolved = open.filter(isGone)
    let left = open.count - resolved.count + raised.count
    var facts = raised.map { Fact.flag($0) } + resolved.map { .flagResolution($0.number) }
    let isRepeat = try reading.hasRun(on: today)
    if !isRepeat {
      facts.append(
        .nightlyRun(
          NightlyRunFact(
            today: today, withinDays: withinDays, raised: raised.count, resolved: resolved.count, open: left,
            sequence: transaction.nextSequence)))
    }
    if !facts.isEmpty { try append("nightly", today.description, facts, of: nil) }
    return NightlyAnswer(
      today: today, withinDays: withinDays, isRepeat: isRepeat, raised: raised.count, resolved: resolved.count,
      open: left)
  }

  /// The flags that ought to stand, patient after patient; two readers share the patients, the first after work of its
  /// own.
  private func flags(
    of patients: [PatientNumber], withinDays: Int, sharing store: Store, own: () throws -> Void
  ) throws -> [(patient: PatientNumber, flag: StandingFlag)] {
    let size = 500
    let pieces = stride(from: 0, to: patients.count, by: size).map { start in
      let piece = Array(patients[start..<min(start + size, patients.count)])
      return { @Sendable [book, settings, today] (reading: ReadTransaction) in
        try reading.histories(of: piece, book: book, scope: .night).flatMap { history in
          NightlyRules(history: history, today: today, withinDays: withinDays, settings: settings).flags
            .map { (patient: history.patient, flag: $0) }
        }
      }
    }
    return try store.share(reading, pieces, own: own).flatMap { $0 }
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
    let flags = try reading.openFlags().map(\.fact)
    var nights: [JournalNumber: RecordedEntry] = [:]
    for sequence in Set(flags.map(\.sequence)) { nights[sequence] = try reading.entry(sequence) }
    let members = try reading.members(of: Set(flags.map(\.patient)).sorted())
    let lines = flags.map { flag in
      let night = nights[flag.sequence]
      return WorklistLine(
        flag: flag.number, cause: flag.cause, memberID: members[flag.patient] ?? MemberID(""),
        message: flag.message, raisedOn: night?.entry.workedOn ?? today,
        raisedAt: night?.recordedAt ?? Instant(milliseconds: 0))
    }
    return FlagKind.allCases.flatMap { kind in
      lines.filter { $0.cause.kind == kind }.sorted { ($0.cause.dueOn, $0.flag) < ($1.cause.dueOn, $1.flag) }
    }
  }
}
