import ArgumentParser
import Coverage
import Desk

struct AuthorizationExtendCommand: WritingCommand {
  static let configuration = CommandConfiguration(
    of: "authledger authorization", commandName: "extend",
    abstract: "Move the last day of an authorization later, as an exception.",
    discussion: """
      Example:
        authledger authorization extend A-000001 --to 2026-10-31 \\
          --reason 'in hospital for 4 weeks' --approved-by 'R. Vance'
      """)

  @Argument(help: "The authorization's number.") var authorization: String
  @Option(help: ArgumentHelp("The new last day.", valueName: "day")) var to: String
  @Option(help: ArgumentHelp("Why.", valueName: "text")) var reason: String
  @Option(help: ArgumentHelp("Who approved it.", valueName: "name")) var approvedBy: String
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> Operation {
    .extendAuthorization(
      AuthorizationMove(
        authorization: try ArgumentReader.text(authorization, "the authorization"),
        day: try ArgumentReader.day(to, "--to"), reason: try ArgumentReader.text(reason, "--reason"),
        approvedBy: try ArgumentReader.text(approvedBy, "--approved-by")))
  }
}

struct AuthorizationTerminateCommand: WritingCommand {
  static let configuration = CommandConfiguration(
    of: "authledger authorization", commandName: "terminate",
    abstract: "Move the last day of an authorization earlier.",
    discussion: """
      Example:
        authledger authorization terminate A-000001 --on 2026-08-31 \\
          --reason 'left the plan' --approved-by 'R. Vance'
      """)

  @Argument(help: "The authorization's number.") var authorization: String
  @Option(help: ArgumentHelp("The new last day.", valueName: "day")) var on: String
  @Option(help: ArgumentHelp("Why.", valueName: "text")) var reason: String
  @Option(help: ArgumentHelp("Who approved it.", valueName: "name")) var approvedBy: String
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> Operation {
    .terminateAuthorization(
      AuthorizationMove(
        authorization: try ArgumentReader.text(authorization, "the authorization"),
        day: try ArgumentReader.day(on, "--on"), reason: try ArgumentReader.text(reason, "--reason"),
        approvedBy: try ArgumentReader.text(approvedBy, "--approved-by")))
  }
}

struct AuthorizationVoidCommand: WritingCommand {
  static let configuration = CommandConfiguration(
    of: "authledger authorization", commandName: "void", abstract: "Void an authorization that was entered in error.",
    discussion: "Example: authledger authorization void A-000001 --reason 'wrong patient'")

  @Argument(help: "The authorization's number.") var authorization: String
  @Option(help: ArgumentHelp("Why.", valueName: "text")) var reason: String
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> Operation {
    .voidAuthorization(
      AuthorizationVoiding(
        authorization: try ArgumentReader.text(authorization, "the authorization"),
        reason: try ArgumentReader.text(reason, "--reason")))
  }
}
