import ArgumentParser
import Coverage
import Desk
import Reports
import TextFormats

struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Read, compare, check and install coverage policies.",
    subcommands: [
      PolicyListCommand.self, PolicyShowCommand.self, PolicyDiffCommand.self, PolicyScenariosCommand.self,
      PolicyNewCommand.self, PolicyCheckCommand.self, PolicyInstallCommand.self,
    ])
}

struct PolicyListCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger policy", commandName: "list", abstract: "List the policy versions that are installed.",
    discussion: "Example: authledger policy list")

  @OptionGroup var vantage: VantageOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  var printsList: Bool { true }

  func values() throws -> AsOf? { try vantage.value() }

  func reply(to asOf: AsOf?, in session: Session) throws -> Reply {
    session.reply(records: Records(try session.readingDesk().policies(context: session.context(asOf: asOf))))
  }
}

struct PolicyShowCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger policy", commandName: "show", abstract: "Show a policy, or a section of it.",
    discussion: """
      Sections: \(PolicyReport.Section.allCases.map(\.rawValue).joined(separator: ", ")).

      Example: authledger policy show blinatumomab --section limits
      """)

  @Argument(help: "The policy, or one version of it as NAME@VERSION.") var name: String
  @Option(help: ArgumentHelp("Only this section; may be given more than once.", valueName: "section"))
  var section: [String] = []
  @OptionGroup var vantage: VantageOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  typealias Values = (name: String, sections: [PolicyReport.Section], asOf: AsOf?)

  var printsList: Bool { section.count == 1 }

  func values() throws -> Values {
    let sections = try section.map {
      try ArgumentReader.word($0, "--section", of: PolicyReport.Section.allCases)
    }
    return (try ArgumentReader.text(name, "the policy"), sections, try vantage.value())
  }

  func reply(to values: Values, in session: Session) throws -> Reply {
    let desk = try session.readingDesk()
    let context = session.context(asOf: values.asOf)
    let policy = try desk.policyDocument(values.name, context: context).policy
    let references = values.sections.contains(where: \.isReference) ? try desk.references(context: context) : nil
    func lines() -> [String] {
      PolicyReport.lines(of: policy, references: references, sections: values.sections, style: session.style)
    }
    if values.sections.count == 1 {
      return session.reply(
        records: PolicyReport.records(values.sections[0], of: policy, references: references), lines: lines())
    }
    let sections =
      values.sections.isEmpty ? PolicyReport.Section.allCases.filter { !$0.isReference } : values.sections
    return session.reply(
      value: .object(
        [JSONMember("policy", .string(policy.version.description)), JSONMember("title", .string(policy.title))]
          + sections.map { section in
            JSONMember(
              section.rawValue.split(separator: "-").joined(separator: "_"),
              PolicyReport.records(section, of: policy, references: references).value)
          }), lines: lines())
  }
}
