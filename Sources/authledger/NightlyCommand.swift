import ArgumentParser
import Coverage
import Desk
import Reports

struct NightlyCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "nightly",
    abstract: "Look at every authorization and open request, and raise flags.",
    discussion: """
      Run it as often as you like: twice on a day, or after missed nights, it gives the same open flags.

      Keep to one number of days: a run that looks less far ahead resolves the flags of coverage that ends later, and \
      the next that looks as far raises them anew.

      Example: authledger nightly --within 45
      """)

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Flag coverage that ends within so many days.", valueName: "days"))
  var within = "30"
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> Int { try ArgumentReader.whole(within, "--within", in: 0...3_650) }

  func reply(to within: Int, in session: Session) throws -> Reply {
    let desk = try session.writingDesk()
    let context = session.context()
    let answer = try desk.nightly(withinDays: within, context: context)
    // The flags are read once more where they are shown; a quiet night leaves them to `worklist`.
    return try session.reply(
      isWriting: true, value: NightlyReport.value(of: answer, open: desk.worklist(context: context)),
      lines: NightlyReport.lines(of: answer, open: desk.worklist(context: context), style: session.style))
  }
}

struct WorklistCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "worklist", abstract: "List the open flags, most urgent first.",
    discussion: "Example: authledger worklist --exit-code")

  @Flag(help: "Exit with status 3 when there is an open flag.") var exitCode = false
  @OptionGroup var vantage: VantageOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  var printsList: Bool { true }

  func values() throws -> AsOf? { try vantage.value() }

  func reply(to asOf: AsOf?, in session: Session) throws -> Reply {
    let desk = try session.readingDesk()
    let (context, today) = try session.settled(at: desk, asOf: asOf)
    let flags = try desk.worklist(context: context)
    return session.reply(
      exitCode && !flags.isEmpty ? .findings : .done, records: Records(flags),
      lines: WorklistReport.lines(of: flags, today: today, style: session.style))
  }
}
