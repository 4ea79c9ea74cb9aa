import CivilTime
import Coverage
import Foundation
import Ledger
import PolicyFiles
import Storage

/// What a command asks for before it begins.
public typealias Headroom = Storage.Headroom

/// The ledger at work: in one transaction it loads what is on file, lets the rules judge, and appends what they say.
public final class Desk {
  let store: Store
  /// What the plan has set.
  public let settings: PlanSettings
  /// Every policy version installed, as far as this desk has read.
  public private(set) var book: PolicyBook

  /// Where the database is.
  public var path: String { store.path }

  /// Opens a ledger; waits `lockSeconds` at most for other writers.
  public init(opening path: String, for access: Store.Access, lockSeconds: Int = 10) throws {
    store = try Store(opening: path, for: access, lockSeconds: lockSeconds)
    (settings, book) = try store.read { reading in
      guard try reading.entry(JournalNumber(1)) != nil else {
        throw Fault(
          .configuration, "\(path) was left before it was finished: it has no entry",
          hint: "move it away, and run `authledger init` again")
      }
      return (try reading.settings(), try Desk.book(of: reading))
    }
  }

  private static func book(of reading: ReadTransaction) throws -> PolicyBook {
    PolicyBook(try reading.policyInstallations().map { try installed($0.compiled, effectiveOn: $0.effectiveOn) })
  }

  static func installed(_ compiled: String, effectiveOn: CivilDay) throws -> Policy {
    do throws(PolicyFaults) {
      return try PolicyReader.read(compiled: compiled).effective(on: effectiveOn)
    } catch {
      throw Fault(
        .configuration, "an installed policy cannot be read: \(error.faults.first?.message ?? "no reason is given")",
        hint: "run `authledger verify`, and restore a backup")
    }
  }

  /// The day a command works on: the one it was given, else the plan's own today.
  public func today(_ context: WorkContext) throws -> CivilDay {
    if let given = context.today { return given }
    let now: Date
    switch context.asOf {
    case .instant(let instant): now = Date(instant)
    case .sequence(let number):
      let entry = try store.read { try $0.entry(number) }
      now = entry.map { Date($0.recordedAt) } ?? Date()
    case nil: now = Date()
    }
    return try PlanClock(timeZone: settings.timeZone).day(of: now)
  }

  /// Does one operation: one entry of the journal and one commit, or a look at what is on file.
  public func perform(_ operation: Operation, context: WorkContext) throws -> Answer {
    let today = try today(context)
    if operation.isReading {
      return try read(context) { try Sitting(reading: $0, desk: self, today: today).look(operation) }
    }
    return try write { transaction in
      try Sitting(writing: transaction, desk: self, today: today, actor: context.actor).perform(operation)
    }
  }

  /// Runs work in one writing transaction, with the policies another process may have installed since.
  func write<Result>(_ work: (WriteTransaction) throws -> Result) throws -> Result {
    try store.write { transaction in
      let versions = try transaction.reading.policyVersions()
      if versions != Set(book.policies.map(\.version)) { book = try Desk.book(of: transaction.reading) }
      return try work(transaction)
    }
  }

  /// Runs reading work on what was known at the context's vantage point.
  func read<Result>(_ context: WorkContext, _ work: (ReadTransaction) throws -> Result) throws -> Result {
    try store.read(from: context.asOf, work)
  }
}

extension Store {
  /// Runs reading work on what was known at a vantage point; nil for what is known now.
  func read<Result>(from vantage: AsOf?, _ work: (ReadTransaction) throws -> Result) throws -> Result {
    switch vantage {
    case nil: return try read(work)
    case .sequence(let number):
      try read { if try $0.entry(number) == nil { throw try $0.noEntry(number) } }
      return try read(asOf: number, work)
    case .instant(let instant):
      let number = try read { try $0.lastEntry(by: instant) }
      return try read(asOf: number, work)
    }
  }
}

extension ReadTransaction {
  /// The fault of an entry the journal does not have.
  func noEntry(_ number: JournalNumber) throws -> Fault {
    Fault(
      .notFound, "the journal has no entry \(number)",
      hint: "its last is \(try lastEntry()); `authledger export --table journal` lists them all")
  }
}

extension Date {
  /// The moment as Foundation has it.
  init(_ instant: Instant) { self.init(timeIntervalSince1970: Double(instant.milliseconds) / 1000) }
}
