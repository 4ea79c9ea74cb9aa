import ArgumentParser
import Coverage
import Desk

struct NoteCommand: WritingCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "note", abstract: "Record a notice that was sent, or an attempt to reach someone.",
    discussion: """
      Example:
        authledger note R-000001 --kind notice-member --text 'letter sent'
      """)

  @Argument(help: "The request, authorization or reference it is about.") var subject: String
  @Option(help: ArgumentHelp("notice-member, notice-provider or outreach.", valueName: "kind")) var kind: String
  @Option(help: "What was said.") var text: String
  @Option(help: ArgumentHelp("When it was done (default: now).", valueName: "moment"))
  var at: String?
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> Operation {
    .note(
      NoteTaking(
        subject: try ArgumentReader.text(subject, "the subject"),
        kind: try ArgumentReader.word(kind, "--kind", of: NoteFact.Kind.allCases),
        at: try at.map { try ArgumentReader.moment($0, "--at") }, text: try ArgumentReader.text(text, "--text")))
  }
}

struct AcknowledgeCommand: WritingCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "acknowledge", abstract: "Close a flag of the worklist for good.",
    discussion: "Example: authledger acknowledge F-000001 --note 'prescriber called'")

  @Argument(help: "The flag's number.") var flag: String
  @Option(help: ArgumentHelp("What was done about it.", valueName: "text")) var note: String
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> Operation {
    .acknowledge(
      Acknowledging(flag: try ArgumentReader.text(flag, "the flag"), note: try ArgumentReader.text(note, "--note")))
  }
}
