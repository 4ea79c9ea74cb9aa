import ArgumentParser
import CivilTime
import Coverage
import Desk

/// Units of a drug on a day.
struct UnitOptions: ParsableArguments {
  @Argument(help: "The plan's id of the patient.") var member: String
  @Option(parsing: .unconditional, help: ArgumentHelp("Units given to the patient (default: 0).", valueName: "n"))
  var units: String?
  @Option(parsing: .unconditional, help: ArgumentHelp("Units thrown away (default: 0).", valueName: "n"))
  var discarded: String?
  @Option(parsing: .unconditional, help: ArgumentHelp("Whole vials.", valueName: "n")) var vials: String?
  @Option(help: ArgumentHelp("Which course, where there is more than one.", valueName: "key"))
  var indication: String?
  @Option(help: ArgumentHelp("The billing code, where there is more than one.", valueName: "code"))
  var code: String?

  /// Whether any amount is given.
  var hasAmounts: Bool { units != nil || discarded != nil || vials != nil || code != nil }

  func entry(on day: CivilDay) throws -> UnitEntry {
    let range = 0...EntryArgument.most
    return try EntryArgument.read(
      on: day, units: try ArgumentReader.whole(units, "--units", in: range) ?? 0,
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

  @OptionGroup var amounts: UnitOptions
  @Option(help: ArgumentHelp("The service date.", valueName: "day")) var on: String
  @Option(help: ArgumentHelp("The claim line's own name, which no other line has.", valueName: "text"))
  var reference: String
  @Flag(help: "Judge a denied or voided line anew, on today's facts.") var again = false
  @Flag(help: "Cover the units that fit when not all of them do.") var cutBack = false
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> Operation {
    .administer(
      Administering(
        memberID: try ArgumentReader.member(amounts.member),
        reference: try ArgumentReader.text(reference, "--reference"),
        entry: try amounts.entry(on: try ArgumentReader.day(on, "--on")), again: again, cutBack: cutBack))
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
