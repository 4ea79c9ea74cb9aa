import CivilTime
import Coverage
import Ledger
import Storage

extension Desk {
  /// Checks the file: the chain and SQLite's own checks, then every answer on file judged once more.
  ///
  /// `quick` looks at the chain alone; `head` is a hash that left the machine earlier and must still be in the chain.
  /// `asOf` looks at what was on file then, and gives the head of that time. It works without a desk: a file whose
  /// policies or settings were damaged must still be told from a sound one.
  public static func verify(
    _ path: String, quick: Bool, expecting head: String?, asOf: AsOf? = nil, lockSeconds: Int
  ) throws -> VerifyAnswer {
    let store = try Store(opening: path, for: .reading, lockSeconds: lockSeconds)
    return try store.read(from: asOf) { reading in
      var work: [@Sendable (ReadTransaction) throws -> VerifyPart] = [
        { VerifyPart(audit: try $0.auditChain(quick: quick, expecting: head)) }
      ]
      var rejudging = Rejudging(path: path)
      if !quick {
        work.append { VerifyPart(breaks: try $0.checkFile().map(VerifyBreak.init)) }
        work += try rejudging.parts(reading)
      }
      let parts = try store.share(reading, work)
      let audit = parts.first?.audit ?? StorageAudit()
      let breaks = audit.breaks.map(VerifyBreak.init) + rejudging.breaks + parts.flatMap(\.breaks)
      return VerifyAnswer(
        isQuick: quick, entries: audit.entries, facts: audit.facts, head: audit.head,
        erasedIdentities: audit.erasedIdentities,
        breaks: breaks.sorted { ($0.sequence?.value ?? Int.max) < ($1.sequence?.value ?? Int.max) })
    }
  }
}

/// What one piece of the verification came to.
private struct VerifyPart: Sendable {
  var audit: StorageAudit?
  var breaks: [VerifyBreak] = []
}

extension VerifyBreak {
  fileprivate init(_ found: StorageBreak) {
    self.init(sequence: found.sequence, check: found.check, message: found.message)
  }
}

/// Every answer on file judged once more, some patients' histories in memory at a time.
private struct Rejudging {
  let path: String
  private(set) var breaks: [VerifyBreak] = []

  init(path: String) { self.path = path }

  /// Pieces of work that judge some patients' answers each.
  mutating func parts(_ reading: ReadTransaction) throws -> [@Sendable (ReadTransaction) throws -> VerifyPart] {
    let prepared = try reportingDamage("no answer was judged anew") {
      (try Rejudging.editions(reading), try Rejudging.watches(reading), try reading.patientRanges(16))
    }
    guard let (editions, open, ranges) = prepared else { return [] }
    let watches = Dictionary(grouping: open) { $0.flag.patient }
    return ranges.map { [path] range in
      { reading in
        var part = Rejudging(path: path)
        try part.judge(range, editions: editions, watches: watches, reading)
        return VerifyPart(breaks: part.breaks)
      }
    }
  }

  private mutating func judge(
    _ range: ClosedRange<Int>, editions: [BookEdition], watches: [PatientNumber: [FlagWatch]],
    _ reading: ReadTransaction
  ) throws {
    let book = editions.last?.book ?? PolicyBook([])
    let patients = try reportingDamage("not every answer was judged anew") { try reading.patients(in: range) }
    var rest = (patients ?? [])[...]
    var size = 1
    while !rest.isEmpty {
      let next = Array(rest.prefix(size))
      rest = rest.dropFirst(next.count)
      // Where one history is damaged, each is read by itself, so that the damage is known by its patient.
      let together = try? Store.translating(path) { try reading.histories(of: next, book: book, scope: .everything) }
      // The next ones are taken to have as many lines as these.
      let lines = (together ?? []).reduce(0) { $0 + $1.administrations.count }
      size = max(1, min(Rejudging.mostTogether, Rejudging.linesTogether * next.count / max(1, lines)))
      for (place, patient) in next.enumerated() {
        let found = try reportingDamage("no answer to patient P-\(patient.value) was judged anew") {
          let history = try together?[place] ?? reading.history(of: patient, book: book)
          return AuditRules.discrepancies(in: history, editions: editions, watches: watches[patient] ?? [])
        }
        for discrepancy in found ?? [] {
          // The journal begins at 1: a fact that names a number before it has no entry.
          let entry = discrepancy.sequence.value > 0 ? discrepancy.sequence : nil
          breaks.append(VerifyBreak(sequence: entry, check: "rules", message: discrepancy.message))
        }
      }
    }
  }

  /// Patients read together; few, because each has a whole history in memory.
  private static let mostTogether = 50
  /// About as many administrations as they have together.
  private static let linesTogether = 1_000

  /// What the ledger did not write cannot be read; verification reports it and goes on. Nil where that was so.
  private mutating func reportingDamage<Result>(
    _ consequence: String, _ work: () throws -> Result
  ) throws -> Result? {
    do {
      return try Store.translating(path, work)
    } catch let fault as Fault where fault.code == .configuration {
      breaks.append(VerifyBreak(sequence: nil, check: "rules", message: "\(fault.message); \(consequence)"))
      return nil
    }
  }

  /// The policy books in the order installed: an answer is judged by the versions there were.
  private static func editions(_ reading: ReadTransaction) throws -> [BookEdition] {
    var policies: [Policy] = []
    return try reading.policyInstallations().map { installation -> BookEdition in
      policies.append(try Desk.installed(installation.compiled, effectiveOn: installation.effectiveOn))
      return BookEdition(sequence: installation.sequence, book: PolicyBook(policies))
    }
  }

  /// Each open flag with the night that raised it, and with the latest one, which let it stand.
  private static func watches(_ reading: ReadTransaction) throws -> [FlagWatch] {
    var nights: [JournalNumber: Night] = [:]
    var watches: [FlagWatch] = []
    let latest = try reading.latestNight()
    for flag in try reading.openFlags().map(\.fact) {
      for sequence in Set([flag.sequence, latest ?? flag.sequence]) {
        let night = try nights[sequence] ?? night(sequence, reading)
        nights[sequence] = night
        watches.append(FlagWatch(flag: flag, night: night))
      }
    }
    return watches
  }

  private static func night(_ sequence: JournalNumber, _ reading: ReadTransaction) throws -> Night {
    guard let recorded = try reading.entry(sequence) else {
      throw Fault(.configuration, "a flag names entry \(sequence), which is not on file")
    }
    // A run that is not the first of its day leaves no days ahead on file; any will do then.
    return Night(
      sequence: sequence, today: recorded.entry.workedOn,
      withinDays: try reading.daysAhead(on: sequence) ?? Int.max, settings: try reading.settings())
  }
}
