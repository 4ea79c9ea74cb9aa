import ArgumentParser
import Coverage
import Desk
import Reports

struct ExplainCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "explain",
    abstract: "Say why a request, a claim line or a refusal was answered as it was.",
    discussion: """
      A request is shown with every criterion and the answers it rests on; a claim line with its window line by line, \
      and every attempt under its reference; a refusal, by its journal entry, with every rule looked at. --under judges \
      the same facts by another policy version and shows what would differ.

      Examples:
        authledger explain R-000001 --under blinatumomab@2021-03
        authledger explain --entry 12
      """)

  @Argument(help: "The request's number, or the reference of units.") var subject: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("An entry of the journal instead, such as that of a refusal.", valueName: "n"))
  var entry: String?
  @Option(help: ArgumentHelp("Another policy version to judge by, as NAME@VERSION.", valueName: "policy"))
  var under: String?
  @OptionGroup var vantage: VantageOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  struct Values {
    let subject: ExplainSubject
    let under: String?
    let asOf: AsOf?
  }

  func values() throws -> Values {
    let number = try ArgumentReader.whole(entry, "--entry", in: 1...999_999_999_999).map { JournalNumber($0) }
    let named = try ArgumentReader.text(subject, "the subject")
    let subject: ExplainSubject? =
      switch (named, number) {
      case (let named?, nil): .named(named)
      case (nil, let number?): .journal(number)
      default: nil
      }
    guard let subject else {
      throw Mistake(
        "what to explain is not clear",
        hint: "give a request's number, a reference, or --entry with the number of an entry")
    }
    return Values(subject: subject, under: try ArgumentReader.text(under, "--under"), asOf: try vantage.value())
  }

  func reply(to values: Values, in session: Session) throws -> Reply {
    let explanation = try session.readingDesk().explain(
      values.subject, under: values.under, context: session.context(asOf: values.asOf))
    return session.reply(
      value: ExplainReport.value(of: explanation), lines: ExplainReport.lines(of: explanation, style: session.style))
  }
}
