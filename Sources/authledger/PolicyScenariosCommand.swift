import ArgumentParser
import Coverage
import Desk
import Reports

struct PolicyScenariosCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger policy", commandName: "scenarios",
    abstract: "Show what a policy answers, case by case, so that a reviewer can read what it means.",
    discussion: """
      One case for each rule and each edge of it, answered by the rules that answer requests. The policy is an installed \
      one, or a file that ends in .yaml.

      Example: authledger policy scenarios blinatumomab-2024-06.yaml
      """)

  @Argument(help: "The policy, one version of it as NAME@VERSION, or a file.") var name: String
  @OptionGroup var vantage: VantageOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  var printsList: Bool { true }

  func values() throws -> (name: String, asOf: AsOf?) {
    (try ArgumentReader.text(name, "the policy"), try vantage.value())
  }

  func reply(to values: (name: String, asOf: AsOf?), in session: Session) throws -> Reply {
    let policy = try session.policy(named: values.name, asOf: values.asOf)
    let scenarios = Desk.scenarios(of: policy)
    return session.reply(
      records: ScenarioReport.records(of: scenarios),
      lines: ScenarioReport.lines(of: scenarios, policy: policy, style: session.style))
  }
}
