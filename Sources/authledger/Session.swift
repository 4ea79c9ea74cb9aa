import CivilTime
import Coverage
import Desk
import Foundation
import Reports

/// The global options as values, and what follows from them: which file, which day, who, and how to print.
struct Session {
  let database: DatabasePath
  let format: OutputFormat
  let isQuiet: Bool
  let style: Style
  let actor: Actor
  private let today: CivilDay?
  private let opened = OpenedDesk()
  /// How long to wait for other writers.
  let lockSeconds: Int

  init(_ options: GlobalOptions) throws {
    format = try ArgumentReader.word(options.format, "--format", of: OutputFormat.allCases)
    today = try ArgumentReader.day(options.today, "--today")
    lockSeconds = try ArgumentReader.whole(options.wait, "--wait", in: 0...86_400)
    actor = Actor(user: Session.user, claimed: try ArgumentReader.text(options.actor, "--actor"))
    database = try DatabasePath(option: options.db)
    isQuiet = options.quiet
    style = Style(
      isColoured: format == .table && !options.noColor && Session.isColourTerminal,
      columns: Session.terminalColumns ?? 100)
  }

  /// Opens the ledger to look.
  func readingDesk() throws -> Desk { noted(try Desk(opening: database.path, for: .reading, lockSeconds: lockSeconds)) }

  /// Opens the ledger to write.
  func writingDesk() throws -> Desk { noted(try Desk(opening: database.path, for: .writing, lockSeconds: lockSeconds)) }

  private func noted(_ desk: Desk) -> Desk {
    opened.desk = desk
    return desk
  }

  /// Records whose history a command looked at, where the plan has asked for it.
  func recordReads(by command: String) throws { try opened.desk?.recordReads(by: command, context: context()) }

  /// Brings the ledger's file up to date; the names of what was applied.
  func migrate() throws -> [String] { try Desk.migrate(at: database.path, lockSeconds: lockSeconds) }

  /// Checks the ledger's file, which may be too damaged to open a desk on.
  func verify(quick: Bool, expecting head: String?, asOf: AsOf?) throws -> VerifyAnswer {
    try Desk.verify(database.path, quick: quick, expecting: head, asOf: asOf, lockSeconds: lockSeconds)
  }

  /// What to work under; the day is the desk's own where none was given.
  func context(asOf: AsOf? = nil) -> WorkContext { WorkContext(today: today, actor: actor, asOf: asOf) }

  /// What to work under with the day settled, and that day: the clock is read once for a command.
  func settled(at desk: Desk, asOf: AsOf? = nil) throws -> (context: WorkContext, today: CivilDay) {
    var context = context(asOf: asOf)
    let today = try desk.today(context)
    context.today = today
    return (context, today)
  }

  /// The user the operating system knows, or the number of one it has no name for.
  private static var user: String {
    guard let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name else { return String(geteuid()) }
    return String(cString: name)
  }

  /// The columns of the terminal standard output is; nil when it is none.
  private static var terminalColumns: Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  private static var isColourTerminal: Bool {
    isatty(STDOUT_FILENO) == 1 && DatabasePath.environment("NO_COLOR") == nil
      && DatabasePath.environment("TERM") != "dumb"
  }
}

/// The desk a command has opened.
private final class OpenedDesk {
  var desk: Desk?
}

extension VantageOptions {
  /// The vantage point; nil for what is known now.
  func value() throws -> AsOf? { try asOf.map { try ArgumentReader.vantage($0, "--as-of") } }
}
