import ArgumentParser
import Coverage
import Desk

struct PolicyNewCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger policy", commandName: "new", abstract: "Write a policy file to begin with, every part explained.",
    discussion: """
      The file passes `policy check` as it is. Change it to what your policy says.

      Example: authledger policy new > exampledrug-2026-01.yaml
      """)

  @OptionGroup(title: "Global options") var global: GlobalOptions

  func reply(to values: Void, in session: Session) throws -> Reply {
    session.reply(value: ["file": .string(PolicyFile.template)], lines: PolicyFile.templateLines)
  }
}
