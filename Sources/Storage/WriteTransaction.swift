import CivilTime
import Coverage
import Foundation
import GRDB

/// What an entry of the journal says of itself, besides the facts it wrote.
public struct JournalEntry: Sendable {
  /// The operating system's user.
  public let actor: String
  /// The name given beside it; nil when none was.
  public let claimedActor: String?
  /// What was done, such as `administer`.
  public let action: String
  /// What it was done to: a number of the ledger's, or a reference. Never a member id.
  public let subject: String
  /// The day it worked on.
  public let workedOn: CivilDay
  /// The findings of a refusal, as JSON; nil when facts were written.
  public let findings: String?

  /// An entry.
  public init(
    actor: String, claimedActor: String?, action: String, subject: String, workedOn: CivilDay, findings: String? = nil
  ) {
    self.actor = actor
    self.claimedActor = claimedActor
    self.action = action
    self.subject = subject
    self.workedOn = workedOn
    self.findings = findings
  }
}

/// The one transaction that may write. It holds the writers' lock and SQLite's.
///
/// What this file keeps true
/// (1) A fact and its journal entry are written together or not at all.
/// (2) What is read of it is the file plus what this transaction has appended.
public final class WriteTransaction {
  /// Everything a reading command may ask.
  public let reading: ReadTransaction
  /// The file without what waits in the queue.
  private let file: ReadTransaction
  private let queue: RowQueue
  private let database: Database
  private let memory: HistoryMemory
  private var journal: JournalHead
  private var nextKeys: [ObjectIdentifier: Int] = [:]
  private var held = HeldAdministrations()
  /// References looked ahead to that are not on file; each is good for one question, which may be followed by a fact.
  private var new: Set<String> = []
  private let now: Instant
  private let recordedAt: SQLValue

  init(_ database: Database, queue: RowQueue, memory: HistoryMemory, now: Instant) throws {
    self.database = database
    self.memory = memory
    self.queue = queue
    file = ReadTransaction(database, asOf: nil) { try queue.rest() }
    reading = ReadTransaction(database, asOf: nil) {
      try queue.flush()
      try queue.rest()
    }
    journal = try JournalHead(database)
    // Journal instants never go back, whatever the clock does.
    self.now = max(now, journal.recordedAt)
    recordedAt = .of(self.now.description)
  }

  /// The moment every entry of this transaction is recorded at.
  public var instant: Instant { now }

  /// The sequence the next entry will have.
  public var nextSequence: JournalNumber { JournalNumber(journal.sequence + 1) }

  /// The number the next request will have.
  public func nextRequest() throws -> RequestNumber { RequestNumber(try nextKey(.request)) }
  /// The number the next authorization will have.
  public func nextAuthorization() throws -> AuthorizationNumber { AuthorizationNumber(try nextKey(.authorization)) }
  /// The number the next cycle record will have.
  public func nextCycle() throws -> CycleRecordNumber { CycleRecordNumber(try nextKey(.cycle)) }
  /// The number the next administration will have.
  public func nextAdministration() throws -> AdministrationNumber {
    AdministrationNumber(try nextKey(.administration) + held.facts.count)
  }
  /// The number the next flag will have.
  public func nextFlag() throws -> FlagNumber { FlagNumber(try nextKey(.flag)) }
  /// The number the next patient will have.
  public func nextPatient() throws -> PatientNumber { PatientNumber(try nextKey(.patient)) }

  /// The patient a member id names; nil when there is none.
  public func patient(_ member: MemberID) throws -> PatientNumber? {
    if let known = memory.patient(member) { return known }
    guard let found = try source(queue.holdsOnlyUnits).patient(member) else { return nil }
    memory.remember(found, as: member)
    return found
  }

  /// A patient's history with what this transaction has appended.
  public func history(
    of patient: PatientNumber, book: PolicyBook, scope: HistoryScope = .everything
  ) throws -> PatientHistory {
    if let known = memory.history(of: patient, scope: scope) { return known }
    var loaded = try source(queue.isSilent(about: patient)).history(of: patient, book: book, scope: scope)
    for fact in held.facts(of: patient) {
      if scope == .everything { loaded.add(fact) } else { loaded.cover(fact) }
    }
    memory.remember(loaded, scope: scope)
    return loaded
  }

  /// The latest administration under a reference; nil when there is none.
  public func administration(_ reference: String) throws -> Administration? {
    if new.remove(reference) != nil { return nil }
    if let fact = held.latest(under: reference) { return Administration(fact: fact) }
    return try source(queue.isSilent(about: reference)).administration(reference)
  }

  /// Makes ready for a long run: 32 MiB of pages are kept, so that the indexes of its lines stay at hand.
  public func makeReadyForMany() throws { try file.keepPages(mebibytes: 32) }

  /// Looks ahead to lines of units: what they will ask of the file is read in one go, so that what was appended before
  /// them can go into it while they are judged.
  public func lookAhead(to lines: [(reference: String, member: MemberID)], book: PolicyBook) throws {
    new.removeAll(keepingCapacity: true)
    for line in lines {
      if held.latest(under: line.reference) == nil, queue.isSilent(about: line.reference),
        try !file.holds(line.reference)
      {
        new.insert(line.reference)
      }
      if let patient = try patient(line.member), !memory.holds(patient, scope: .units), queue.isSilent(about: patient) {
        _ = try history(of: patient, book: book, scope: .units)
      }
    }
    try queue.flush()
  }

  /// What to ask: the file as it is where the queue is silent about what is asked, so that the queue may wait on.
  private func source(_ isSilent: Bool) -> ReadTransaction { isSilent ? file : reading }

  /// Keeps an administration for the one entry that `appendHeld` writes; what is read here knows it from now on.
  public func hold(_ fact: AdministrationFact) {
    held.add(fact)
    memory.add(.administration(fact), to: fact.patient)
  }

  /// Writes one entry of the journal with every administration held; nothing when none is.
  public func appendHeld(_ entry: JournalEntry) throws {
    guard !held.facts.isEmpty else { return }
    let facts = held.facts.map { Fact.administration($0) }
    held = HeldAdministrations()
    try append(entry, facts: facts)
  }

  /// Writes one entry of the journal with its facts, which belong to `patient` where there is one.
  public func append(_ entry: JournalEntry, facts: [Fact], of patient: PatientNumber? = nil) throws {
    try Headroom.step(facts.count)
    var rows = facts.count == 1 ? facts[0].rows : facts.flatMap(\.rows)
    if rows.contains(where: { $0.table !== rows[0].table }) {
      // The chain reads an entry's facts table by table; keys rise within each.
      rows = FactTable.all.flatMap { table in rows.filter { $0.table === table } }
    }
    let sequence = journal.sequence + 1
    let header: [SQLValue] = [
      .of(sequence), recordedAt, .of(entry.actor), .of(entry.claimedActor), .of(entry.action), .of(entry.subject),
      .of(entry.workedOn), .of(entry.findings),
    ]
    var chain = Chain(after: journal.hash)
    var bytes = CanonicalBytes()
    for value in header { bytes.append(value) }
    for index in rows.indices {
      let table = rows[index].table
      let key = try rows[index].key ?? nextKey(table)
      nextKeys[ObjectIdentifier(table)] = key + 1
      rows[index].key = key
      rows[index].sequence = sequence
      bytes.beginRow(of: table.name)
      for column in table.hashed { bytes.append(rows[index][column]) }
      // The entry of an import has thousands of rows; their bytes are not kept.
      chain.add(bytes)
      bytes.removeAll()
    }
    chain.add(bytes)
    let hash = chain.finish()
    try queue.add(header + [.of(hash)], rows, of: facts)
    journal.advance(to: sequence, hash: hash, at: now)
    if let patient { for fact in facts { memory.add(fact, to: patient) } }
  }

  private func nextKey(_ table: FactTable) throws -> Int {
    if let known = nextKeys[ObjectIdentifier(table)] { return known }
    try queue.rest()
    let sql = "SELECT ifnull(max(\(table.key)), 0) + 1 FROM \(table.name)"
    let next = try Int.fetchOne(database.cachedStatement(sql: sql)) ?? 1
    nextKeys[ObjectIdentifier(table)] = next
    return next
  }
}
