import ArgumentParser
import Coverage
import Desk

struct ReadLogCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "log-reads",
    abstract: "Have it recorded who looks at a patient's history, or no longer; without a word, say how it is.",
    discussion: """
      While it is on, a command that shows a history writes who asked into the journal before it prints; \
      `authledger export --view audit_reads` lists them.

      Example: authledger log-reads on
      """)

  enum Switch: String, CaseIterable {
    case on
    case off
  }

  @Argument(help: ArgumentHelp("on or off.", valueName: "on-or-off")) var wanted: String?
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> Switch? { try wanted.map { try ArgumentReader.word($0, "the word", of: Switch.allCases) } }

  func reply(to wanted: Switch?, in session: Session) throws -> Reply {
    guard let wanted else {
      let isOn = try session.readingDesk().settings.logsReads
      return session.reply(
        value: ["log_reads": .bool(isOn), "changed": .bool(false)], lines: ["reads are \(isOn ? "" : "not ")recorded"])
    }
    let changed = try session.writingDesk().setReadLog(wanted == .on, context: session.context())
    let state = wanted == .on ? "reads are recorded from now on" : "reads are no longer recorded"
    return session.reply(
      isWriting: true, value: ["log_reads": .bool(wanted == .on), "changed": .bool(changed)],
      lines: [changed ? state : "nothing changed: reads are \(wanted == .on ? "" : "not ")recorded"])
  }
}
