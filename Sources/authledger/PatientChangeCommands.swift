import ArgumentParser
import CivilTime
import Coverage
import Desk

struct PatientMeasureCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger patient", commandName: "measure", abstract: "Record a weight, a height or both.",
    discussion: "Example: authledger patient measure M-77120 --weight 61.5 --height 170")

  @Argument(help: "The plan's id of the patient.") var member: String
  @Option(parsing: .unconditional, help: ArgumentHelp("Weight in kilograms.", valueName: "kg")) var weight: String?
  @Option(parsing: .unconditional, help: ArgumentHelp("Height in centimetres.", valueName: "cm")) var height: String?
  @Option(help: ArgumentHelp("The day it was measured (default: today).", valueName: "day"))
  var on: String?
  @OptionGroup(title: "Global options") var global: GlobalOptions

  struct Values {
    let member: MemberID
    let weightKg: DecimalNumber?
    let heightCm: DecimalNumber?
    let on: CivilDay?
  }

  func values() throws -> Values {
    guard weight != nil || height != nil else {
      throw Mistake("there is no measurement", hint: "give --weight, --height or both")
    }
    return Values(
      member: try ArgumentReader.member(member),
      weightKg: try ArgumentReader.measure(weight, "--weight", most: 700),
      heightCm: try ArgumentReader.measure(height, "--height", most: 300), on: try ArgumentReader.day(on, "--on"))
  }

  func reply(to values: Values, in session: Session) throws -> Reply {
    let desk = try session.writingDesk()
    let on = try values.on ?? session.settled(at: desk).today
    return try session.perform(
      .measurePatient(
        PatientMeasurement(
          memberID: values.member, on: on, weightKg: values.weightKg, heightCm: values.heightCm)), at: desk)
  }
}

struct PatientCorrectCommand: WritingCommand {
  static let configuration = CommandConfiguration(
    of: "authledger patient", commandName: "correct",
    abstract: "Correct a name or a birth date; what was there stays on file.",
    discussion: """
      Example:
        authledger patient correct M-77120 --birth-date 1990-05-18 --reason 'misread'
      """)

  @Argument(help: "The plan's id of the patient.") var member: String
  @Option(help: "The right name.") var name: String?
  @Option(help: ArgumentHelp("The right day of birth.", valueName: "day"))
  var birthDate: String?
  @Option(help: "Why it is corrected.") var reason: String
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> Operation {
    guard name != nil || birthDate != nil else {
      throw Mistake("there is nothing to correct", hint: "give --name, --birth-date or both")
    }
    return .correctPatient(
      PatientCorrection(
        memberID: try ArgumentReader.member(member), name: try ArgumentReader.text(name, "--name"),
        birthDate: try ArgumentReader.day(birthDate, "--birth-date"),
        reason: try ArgumentReader.text(reason, "--reason")))
  }
}
