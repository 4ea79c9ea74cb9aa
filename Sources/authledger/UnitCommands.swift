import ArgumentParser
import Coverage
import Desk

/// Units of a drug on a day.
struct UnitOptions: ParsableArguments {
  @Argument(help: "The plan's id of the patient.") var member: String
  @Option(help: ArgumentHelp("The service date.", valueName: "day")) var on: String
  @Option(parsing: .unconditional, help: ArgumentHelp("Units given to the patient (default: 0).", valueName: "n"))
  var units: String?
  @Option(parsing: .unconditional, help: ArgumentHelp("Units thrown away (default: 0).", valueName: "n"))
  var discarded: String?
  @Option(parsing: .unconditional, help: ArgumentHelp("Whole vials.", valueName: "n")) var vials: String?
  @Option(help: ArgumentHelp("Which course, where there is more than one.", valueName: "key"))
  var indication: String?
  @Option(help: ArgumentHelp("The billing code, where there is more than one.", valueName: "code"))
  var code: String?

  func entry() throws -> UnitEntry {
    let range = 0...EntryArgument.most
    return try EntryArgument.read(
      on: try ArgumentReader.day(on, "--on"), units: try ArgumentReader.whole(units, "--units", in: range) ?? 0,
      discarded: try ArgumentReader.whole(discarded, "--discarded", in: range) ?? 0,
      vials: try ArgumentReader.whole(vials, "--vials", in: range),
      indication: try ArgumentReader.text(indication, "--indication"), code: try ArgumentReader.text(code, "--code"))
  }
}

struct AdministerCommand: WritingCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "administer", abstract: "Log the units of a service date.",
    discussion: """
      Sending the same line again under its reference is safe: it is answered as the first time, and nothing is written.

      Example:
        authledger administer M-77120 --on 2026-03-09 --units 28 --discarded 7 \\
          --vials 1 --reference CLM1-8
      """)

  @OptionGroup var entry: UnitOptions
  @Option(help: ArgumentHelp("The claim line's own name, which no other line has.", valueName: "text"))
  var reference: String
  @Flag(help: "Judge a denied or voided line anew, on today's facts.") var again = false
  @Flag(help: "Cover the units that fit when not all of them do.") var cutBack = false
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> Operation {
    .administer(
      Administering(
        memberID: try ArgumentReader.member(entry.member),
        reference: try ArgumentReader.text(reference, "--reference"), entry: try entry.entry(), again: again,
        cutBack: cutBack))
  }
}

struct CheckCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "check", abstract: "Say whether units would fit, and when, without logging them.",
    discussion: "Example: authledger check M-77120 --on 2026-03-09 --units 28 --discarded 7")

  @OptionGroup var entry: UnitOptions
  @OptionGroup var vantage: VantageOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> (operation: Operation, asOf: AsOf?) {
    let checking = Checking(memberID: try ArgumentReader.member(entry.member), entry: try entry.entry())
    return (.check(checking), try vantage.value())
  }

  func reply(to values: (operation: Operation, asOf: AsOf?), in session: Session) throws -> Reply {
    try session.perform(values.operation, at: try session.readingDesk(), asOf: values.asOf)
  }
}

struct VoidCommand: WritingCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "void",
    abstract: "Void units that were entered in error; they stay on file and count nowhere.",
    discussion: "Example: authledger void CLM1-8 --reason 'wrong day'")

  @Argument(help: "The reference the units were logged under.") var reference: String
  @Option(help: ArgumentHelp("Why.", valueName: "text")) var reason: String
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> Operation {
    .void(
      EntryVoiding(
        reference: try ArgumentReader.text(reference, "the reference"),
        reason: try ArgumentReader.text(reason, "--reason")))
  }
}
