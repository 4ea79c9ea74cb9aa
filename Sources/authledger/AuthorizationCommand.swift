import ArgumentParser
import Coverage
import Desk
import Reports

struct AuthorizationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "authorization", abstract: "Look up granted coverage, and change its last day.",
    subcommands: [
      AuthorizationShowCommand.self, AuthorizationListCommand.self, AuthorizationExtendCommand.self,
      AuthorizationTerminateCommand.self, AuthorizationVoidCommand.self,
    ])
}

struct AuthorizationShowCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger authorization", commandName: "show", abstract: "Show an authorization with its changes.",
    discussion: "Example: authledger authorization show A-000001")

  @Argument(help: "The authorization's number.") var authorization: String
  @OptionGroup var vantage: VantageOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> (authorization: String, asOf: AsOf?) {
    (try ArgumentReader.text(authorization, "the authorization"), try vantage.value())
  }

  func reply(to values: (authorization: String, asOf: AsOf?), in session: Session) throws -> Reply {
    let desk = try session.readingDesk()
    let (context, today) = try session.settled(at: desk, asOf: values.asOf)
    let line = try desk.authorization(values.authorization, context: context)
    return session.reply(
      value: AuthorizationReport.value(of: line),
      lines: AuthorizationReport.lines(of: line, today: today, style: session.style))
  }
}

struct AuthorizationListCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger authorization", commandName: "list",
    abstract: "List the authorizations of a patient, or all of them.",
    discussion: "Example: authledger authorization list M-77120")

  @Argument(help: "The plan's id of the patient; all patients when left out.") var member: String?
  @OptionGroup var vantage: VantageOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  var printsList: Bool { true }

  func values() throws -> (member: MemberID?, asOf: AsOf?) {
    (try member.map(ArgumentReader.member), try vantage.value())
  }

  func reply(to values: (member: MemberID?, asOf: AsOf?), in session: Session) throws -> Reply {
    let context = session.context(asOf: values.asOf)
    return session.reply(
      records: Records(try session.readingDesk().authorizations(of: values.member, context: context)))
  }
}
