import ArgumentParser
import Coverage
import Desk
import Reports
import TextFormats

struct InitCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "init", abstract: "Make a new ledger, with the policies this program carries.",
    discussion: "Example: authledger init --time-zone America/Chicago")

  @Option(
    help: ArgumentHelp("The plan's time zone, which says what day it is (default: this machine's).", valueName: "name"))
  var timeZone: String?
  @Option(
    parsing: .unconditional, help: ArgumentHelp("Hours a standard request may wait.", valueName: "hours"))
  var standardHours = "72"
  @Option(
    parsing: .unconditional, help: ArgumentHelp("Hours an expedited request may wait.", valueName: "hours"))
  var expeditedHours = "24"
  @Flag(help: "Have it recorded who looks at a patient's history.") var logReads = false
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> PlanSettings {
    guard let zone = timeZone ?? MachineZone.name else {
      throw Mistake("this machine has no time zone with a name", hint: "give --time-zone, such as America/Chicago")
    }
    return PlanSettings(
      timeZone: try ArgumentReader.text(zone, "--time-zone"),
      standardHours: try ArgumentReader.whole(standardHours, "--standard-hours", in: 1...8_760),
      expeditedHours: try ArgumentReader.whole(expeditedHours, "--expedited-hours", in: 1...8_760),
      logsReads: logReads)
  }

  func reply(to settings: PlanSettings, in session: Session) throws -> Reply {
    try session.database.makeDirectory()
    let path = session.database.path
    // A time zone nobody knows is a mistake in the arguments too; only the desk can tell.
    try Mistake.whenInvalid { try Desk.create(at: path, settings: settings, actor: session.actor) }
    let policies = try session.readingDesk().book.policies.map(\.version.description)
    return session.reply(
      isWriting: true,
      value: [
        "path": .string(path), "time_zone": .string(settings.timeZone),
        "standard_hours": .integer(settings.standardHours), "expedited_hours": .integer(settings.expeditedHours),
        "policies": .array(policies.map { .string($0) }),
      ],
      lines: [
        "CREATED  \(TerminalText.visible(path))", "  time zone  \(settings.timeZone)",
        "  clocks     standard \(settings.standardHours) hours, expedited \(settings.expeditedHours) hours",
        "  policies   \(policies.joined(separator: ", "))",
        "  next       authledger patient add MEMBER --name … --birth-date …",
      ])
  }
}

struct MigrateCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "migrate", abstract: "Bring a ledger made by an older program up to date.",
    discussion: "Example: authledger migrate --db plan.db")

  @OptionGroup(title: "Global options") var global: GlobalOptions

  func reply(to values: Void, in session: Session) throws -> Reply {
    let applied = try session.migrate()
    return session.reply(
      isWriting: true, value: ["applied": .array(applied.map { .string($0) })],
      lines: applied.isEmpty ? ["the ledger is up to date"] : applied.map { "applied  \($0)" })
  }
}

struct DoctorCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "doctor",
    abstract: "Check that the ledger's file can be used and is well protected.",
    discussion: "Example: authledger doctor")

  @OptionGroup(title: "Global options") var global: GlobalOptions

  var printsList: Bool { true }

  func reply(to values: Void, in session: Session) throws -> Reply {
    let checks = Desk.doctor(at: session.database.path)
    return session.reply(
      checks.allSatisfy(\.isWell) ? .done : .configuration, records: Records(checks),
      lines: DoctorReport.lines(of: checks, style: session.style))
  }
}
