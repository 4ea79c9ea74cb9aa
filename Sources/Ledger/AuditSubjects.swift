import CivilTime
import Coverage

/// A recorded answer the rules would not give on the facts that were on file then.
public struct Discrepancy: Sendable {
  /// The entry that recorded it.
  public let sequence: JournalNumber
  /// What is wrong, in a sentence.
  public let message: String
}

/// A policy book, and the entry that made it so.
public struct BookEdition: Sendable {
  /// The entry that installed its last version.
  public let sequence: JournalNumber
  /// Every version installed by then.
  public let book: PolicyBook

  /// A book as of the entry that made it so.
  public init(sequence: JournalNumber, book: PolicyBook) {
    self.sequence = sequence
    self.book = book
  }
}

/// A run of the nightly job.
public struct Night: Sendable {
  /// Its entry.
  public let sequence: JournalNumber
  /// The day it worked on.
  public let today: CivilDay
  /// The days ahead it looked for what expires.
  public let withinDays: Int
  /// What the plan had set.
  public let settings: PlanSettings

  /// A run, with what it looked by.
  public init(sequence: JournalNumber, today: CivilDay, withinDays: Int, settings: PlanSettings) {
    self.sequence = sequence
    self.today = today
    self.withinDays = withinDays
    self.settings = settings
  }
}

/// An open flag, and a night that raised it or let it stand.
public struct FlagWatch: Sendable {
  /// The flag.
  public let flag: FlagFact
  /// The night.
  public let night: Night

  /// A flag on a night.
  public init(flag: FlagFact, night: Night) {
    self.flag = flag
    self.night = night
  }
}
