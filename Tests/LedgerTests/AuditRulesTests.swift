import CivilTime
import Coverage
import Ledger
import Testing

/// What is on file is judged once more, each answer on the facts before it.
struct AuditRulesTests {
  private let start = day("2026-03-02")

  /// A long history in which everything happened by the rules.
  private func goodHistory() throws -> CourseBuilder {
    var course = CourseBuilder()
    course.submit(
      course.request(.initial, on: "2026-02-20", start: start), answers: Answers.relapsed.with("single-agent", "no"))
    course.submit(course.request(.initial, on: "2026-02-20", start: start, diagnosis: "X"))
    try course.approve(RequestNumber(1))
    try course.cycle(start)
    try course.fourWeeks(from: start)
    try course.deniedUnits(35, on: start + 28)
    try course.cycle(start + 42)
    course.log(course.entry(30, discarded: 10, on: start + 42, of: .relapsed), cutBack: true)
    course.log(course.entry(946, vials: 10, on: start + 60), cutBack: true)
    try course.voidUnits("L31")
    try course.cycles(3, from: start + 84)
    try course.voidCycle(5)
    try course.cycle(start + 160, exception: true)
    try course.extend(1, to: start + 221)
    try course.terminate(1, on: start + 214)
    course.submit(course.request(.continued, on: start + 200, diagnosis: nil), answers: [:])
    try course.renew(start + 200)
    try course.voidAuthorization(2)
    try course.renew(start + 200)
    try course.cycle(start + 222)
    try course.units(28, discarded: 7, vials: 1, on: start + 222)
    course.indication = .residual
    try course.intake(start + 230, prior: 1)
    try course.cycle(start + 230)
    course.log(course.entry(5, on: start - 10))
    return course
  }

  @Test("a history in which everything happened by the rules has no discrepancy")
  func good() throws {
    let course = try goodHistory()
    #expect(AuditRules.discrepancies(in: course.history).map(\.message) == [])
    #expect(Set(course.history.administrations.map(\.fact.outcome)) == [.covered, .denied, .cutBack])
    #expect(Set(course.history.requests.map(\.outcome)) == [.approved, .denied, .pended])
  }

  @Test("every fact of a history is told once, in the order of the journal")
  func facts() throws {
    let history = try goodHistory().history
    let sequences = history.facts.map(\.sequence.value)
    #expect(sequences == sequences.sorted())
    var copy = PatientHistory(patient: history.patient, book: history.book)
    for (_, fact) in history.facts { copy.add(fact) }
    #expect(copy.requests.map(\.outcome) == history.requests.map(\.outcome))
    #expect(copy.authorizations.map(\.span) == history.authorizations.map(\.span))
    #expect(copy.authorizations.map(\.isLive) == history.authorizations.map(\.isLive))
    #expect(copy.cycles.map(\.isLive) == history.cycles.map(\.isLive))
    #expect(copy.coveredLines.map(\.reference) == history.coveredLines.map(\.reference))
    #expect(copy.administrations.map(\.isLive) == history.administrations.map(\.isLive))
    #expect(copy.identity == history.identity)
  }

  @Test("a tampered fact is found, each kind of it", arguments: Tampering.all)
  func tampered(_ tampering: Tampering) throws {
    let history = try goodHistory().history
    guard let changed = tampering.apply(to: history) else {
      Issue.record("nothing to tamper with")
      return
    }
    let found = AuditRules.discrepancies(in: changed.history)
    #expect(found.map(\.sequence).contains(changed.sequence), "\(found.map(\.message))")
  }

  @Test("a discrepancy says what is wrong, with the rule's own reason")
  func message() throws {
    var course = CourseBuilder()
    try course.intake(start)
    try course.cycle(start)
    course.history.add(
      CycleFact(
        record: CycleRecordNumber(2), patient: course.history.patient, indication: .relapsed, number: CycleNumber(2),
        startsOn: start + 41, authorization: AuthorizationNumber(1), exception: nil, sequence: course.nextEntry()))
    let found = AuditRules.discrepancies(in: course.history)
    #expect(found.count == 1)
    #expect(found.first?.sequence == JournalNumber(4))
    #expect(found.first?.message.hasPrefix("cycle 2 was started although cycle 1 began on 2026-03-02") == true)
    #expect(found.first?.message.hasSuffix("(cycle-too-early)") == true)
  }

  @Test("a later fact is no reason against an earlier answer")
  func onTheFactsBefore() throws {
    var course = CourseBuilder()
    try course.intake(start)
    try course.cycle(start)
    try course.deniedUnits(1, on: start + 42)
    try course.cycle(start + 42)
    try course.units(980, on: start + 42)
    #expect(AuditRules.discrepancies(in: course.history).isEmpty)
  }

  @Test("a denial may say what was missing, as the first program's did")
  func missingBesideDenial() throws {
    let history = try goodHistory().history
    var older = PatientHistory(patient: history.patient, book: history.book)
    var count = 0
    for (_, fact) in history.facts {
      guard case .determination(let answer) = fact, answer.outcome == .denied else {
        older.add(fact)
        continue
      }
      older.add(Fact.determination(answer.asking(for: ["ph-status"])))
      count += 1
    }
    #expect(count > 0)
    #expect(AuditRules.discrepancies(in: older).isEmpty)
  }

  @Test("an answer is judged by the policy versions installed by then")
  func editions() throws {
    let history = try goodHistory().history
    let whole = BookEdition(sequence: JournalNumber(1), book: history.book)
    #expect(AuditRules.discrepancies(in: history, editions: [whole]).isEmpty)
    let late = BookEdition(sequence: JournalNumber(1_000), book: history.book)
    #expect(!AuditRules.discrepancies(in: history, editions: [late]).isEmpty)
  }

  @Test("an open flag is derived anew on the facts of its night")
  func flags() throws {
    var course = CourseBuilder()
    try course.intake(start)
    let night = Night(
      sequence: course.nextEntry(), today: start + 200, withinDays: 30, settings: PlanSettings(timeZone: "UTC"))
    let standing = NightlyRules(
      history: course.history, today: night.today, withinDays: 30, settings: night.settings
    ).flags
    #expect(!standing.isEmpty)
    func found(_ cause: FlagCause) -> [JournalNumber] {
      let flag = FlagFact(
        number: FlagNumber(1), cause: cause, patient: course.history.patient, message: "", sequence: night.sequence)
      return AuditRules.discrepancies(in: course.history, watches: [FlagWatch(flag: flag, night: night)])
        .map(\.sequence)
    }
    for flag in standing {
      #expect(found(flag.cause).isEmpty)
      let moved = FlagCause(kind: flag.cause.kind, subject: flag.cause.subject, dueOn: flag.cause.dueOn + 1)
      #expect(found(moved) == [night.sequence])
    }
  }

  @Test("an answer under a policy that is not installed cannot be judged")
  func unknownPolicy() throws {
    let course = try goodHistory()
    var bare = PatientHistory(patient: course.history.patient, book: PolicyBook([]))
    for (_, fact) in course.history.facts { bare.add(fact) }
    let messages = AuditRules.discrepancies(in: bare).map(\.message)
    #expect(messages.contains("R-000001 is answered under a policy that is not installed"))
    #expect(messages.contains("A-000001 answers no request on file"))
    #expect(messages.contains("no policy knows rr-all"))
  }
}
