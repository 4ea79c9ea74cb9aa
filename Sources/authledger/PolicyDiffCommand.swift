import ArgumentParser
import Coverage
import Desk
import Reports

struct PolicyDiffCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger policy", commandName: "diff", abstract: "Say what changed between two policies, in words.",
    discussion: """
      Each is an installed policy, by NAME@VERSION or by name for its newest version, or a file that ends in .yaml.

      Example: authledger policy diff blinatumomab@2021-03 blinatumomab-2024-06.yaml
      """)

  @Argument(help: "The earlier policy.") var old: String
  @Argument(help: "The later policy.") var new: String
  @OptionGroup var vantage: VantageOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  typealias Values = (old: String, new: String, asOf: AsOf?)

  var printsList: Bool { true }

  func values() throws -> Values {
    (
      try ArgumentReader.text(old, "the earlier policy"), try ArgumentReader.text(new, "the later policy"),
      try vantage.value()
    )
  }

  func reply(to values: Values, in session: Session) throws -> Reply {
    let diff = PolicyDiff(
      from: try session.policy(named: values.old, asOf: values.asOf),
      to: try session.policy(named: values.new, asOf: values.asOf))
    return session.reply(
      records: PolicyDiffReport.records(of: diff), value: PolicyDiffReport.value(of: diff),
      lines: PolicyDiffReport.lines(of: diff, style: session.style))
  }
}

extension Session {
  /// An installed policy, or the one of a file: a name that ends in .yaml or .yml or holds a slash is a file's.
  func policy(named name: String, asOf: AsOf?) throws -> Policy {
    guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.contains("/") else {
      return try readingDesk().policyDocument(name, context: context(asOf: asOf)).policy
    }
    let file = try PolicyFile(reading: name)
    guard let policy = file.policy else {
      throw Fault(
        .configuration, "\(name) has \(file.faults.count == 1 ? "a fault" : "\(file.faults.count) faults")",
        hint: "run `authledger policy check` on it")
    }
    return policy
  }
}
