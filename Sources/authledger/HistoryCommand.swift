import ArgumentParser
import CivilTime
import Coverage
import Desk
import Reports

struct HistoryCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "history",
    abstract: "Show all that happened to a patient or under an authorization.",
    discussion: "Example: authledger history M-77120 --from 2026-03-01 --kind cycle")

  @Argument(help: "The plan's id of the patient, or an authorization's number.") var subject: String
  @Option(help: ArgumentHelp("The first day to show.", valueName: "day")) var from: String?
  @Option(help: ArgumentHelp("The last day to show.", valueName: "day")) var to: String?
  @Option(
    help: ArgumentHelp(
      "Only this kind; may be given more than once. One of: \(HistoryLine.kinds.joined(separator: ", ")).",
      valueName: "kind"))
  var kind: [String] = []
  @Option(help: ArgumentHelp("Only what this user recorded, or what was recorded under this name.", valueName: "name"))
  var by: String?
  @Option(
    help: ArgumentHelp("Only what was recorded after a moment, or after the entry of a number.", valueName: "moment"))
  var since: String?
  @OptionGroup var vantage: VantageOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  struct Values {
    let subject: String
    let filter: HistoryFilter
    let asOf: AsOf?
  }

  var printsList: Bool { true }

  func values() throws -> Values {
    for word in kind where !HistoryLine.kinds.contains(word) {
      throw ArgumentReader.unknown(word, "--kind", among: HistoryLine.kinds)
    }
    var filter = HistoryFilter()
    filter.from = try ArgumentReader.day(from, "--from")
    filter.to = try ArgumentReader.day(to, "--to")
    filter.kinds = kind
    filter.by = try ArgumentReader.text(by, "--by")
    filter.since = try since.map { try ArgumentReader.vantage($0, "--since") }
    if let from = filter.from, let to = filter.to, to < from {
      throw Mistake("--to \(to) is before --from \(from)", hint: "give the earlier day with --from")
    }
    return Values(
      subject: try ArgumentReader.text(subject, "the subject"), filter: filter, asOf: try vantage.value())
  }

  func reply(to values: Values, in session: Session) throws -> Reply {
    let answer = try session.readingDesk().history(
      of: values.subject, only: values.filter, context: session.context(asOf: values.asOf))
    return session.reply(
      records: Records(answer.lines), lines: HistoryReport.lines(of: answer, style: session.style))
  }
}
