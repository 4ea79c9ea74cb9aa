import ArgumentParser
import Coverage
import Desk

struct StatusCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "status", abstract: "Show where a patient stands: coverage, cycles, units.",
    discussion: "Example: authledger status M-77120")

  @Argument(help: "The plan's id of the patient.") var member: String
  @OptionGroup var vantage: VantageOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> (member: MemberID, asOf: AsOf?) {
    (try ArgumentReader.member(member), try vantage.value())
  }

  func reply(to values: (member: MemberID, asOf: AsOf?), in session: Session) throws -> Reply {
    try session.perform(.status(values.member), at: try session.readingDesk(), asOf: values.asOf)
  }
}
