import ArgumentParser
import Coverage
import Desk
import Reports

struct PatientCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patient", abstract: "Add patients, measure them, look them up.",
    subcommands: [
      PatientAddCommand.self, PatientShowCommand.self, PatientListCommand.self, PatientMeasureCommand.self,
      PatientCorrectCommand.self,
    ])
}

struct PatientAddCommand: WritingCommand {
  static let configuration = CommandConfiguration(
    of: "authledger patient", commandName: "add", abstract: "Put a patient on file.",
    discussion: """
      Example:
        authledger patient add M-77120 --name 'Ana Ortiz' --birth-date 1990-05-17
      """)

  @Argument(help: "The plan's id of the patient.") var member: String
  @Option(help: "The patient's name.") var name: String
  @Option(help: ArgumentHelp("The day of birth.", valueName: "day")) var birthDate: String
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> Operation {
    .addPatient(
      PatientIdentity(
        memberID: try ArgumentReader.member(member), name: try ArgumentReader.text(name, "--name"),
        birthDate: try ArgumentReader.day(birthDate, "--birth-date")))
  }
}

struct PatientShowCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger patient", commandName: "show", abstract: "Show a patient with measurements and corrections.",
    discussion: "Example: authledger patient show M-77120")

  @Argument(help: "The plan's id of the patient.") var member: String
  @OptionGroup var vantage: VantageOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> (member: MemberID, asOf: AsOf?) {
    (try ArgumentReader.member(member), try vantage.value())
  }

  func reply(to values: (member: MemberID, asOf: AsOf?), in session: Session) throws -> Reply {
    let answer = try session.readingDesk().patient(values.member, context: session.context(asOf: values.asOf))
    return session.reply(
      value: PatientReport.value(of: answer), lines: PatientReport.lines(of: answer, style: session.style))
  }
}

struct PatientListCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger patient", commandName: "list", abstract: "List every patient.",
    discussion: "Example: authledger patient list --format csv")

  @OptionGroup var vantage: VantageOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  var printsList: Bool { true }

  func values() throws -> AsOf? { try vantage.value() }

  func reply(to asOf: AsOf?, in session: Session) throws -> Reply {
    let patients = try session.readingDesk().patients(context: session.context(asOf: asOf))
    return session.reply(records: Records(patients))
  }
}
