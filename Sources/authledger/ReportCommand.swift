import ArgumentParser
import CivilTime
import Coverage
import Desk
import Foundation
import Reports

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write a page for people to read, print and keep.",
    subcommands: [Patient.self, Population.self])

  struct Patient: LedgerCommand {
    static let configuration = CommandConfiguration(
      of: "authledger report", commandName: "patient",
      abstract: "Write one patient's coverage, cycles, units and decisions as a page with a timeline.",
      discussion: """
        The page is one HTML file without script that needs no network, and prints on Letter and A4. It holds the \
        patient's name and every claim line.

        Example: authledger report patient M-77120 -o M-77120.html
        """)

    @Argument(help: "The plan's id of the patient.") var member: String
    @OptionGroup var target: ReportTarget
    @OptionGroup var vantage: VantageOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func values() throws -> (member: MemberID, asOf: AsOf?) {
      (try ArgumentReader.member(member), try vantage.value())
    }

    func reply(to values: (member: MemberID, asOf: AsOf?), in session: Session) throws -> Reply {
      let desk = try session.readingDesk()
      let (context, _) = try session.settled(at: desk, asOf: values.asOf)
      return target.reply(Array(PatientPage.html(of: try desk.patientReport(of: values.member, context: context)).utf8))
    }
  }
}

extension ReportCommand {
  struct Population: LedgerCommand {
    static let configuration = CommandConfiguration(
      of: "authledger report", commandName: "population",
      abstract:
        "Write decisions, their times, expiring coverage, denied lines, doses and exceptions of all patients as a page.",
      discussion: """
        --period bounds the days decisions and exceptions were worked on, the service dates of lines and the first days \
        of cycles; without it everything on file counts. Coverage, open requests and what expires are of the day itself. \
        --format json writes the same figures and lists as one object.

        Example: authledger report population --period 2026-01-01..2026-03-31 -o quarter.html
        """)

    @Option(help: ArgumentHelp("The first and the last day that count.", valueName: "from..to")) var period: String?
    @OptionGroup var target: ReportTarget
    @OptionGroup var vantage: VantageOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func values() throws -> (period: DaySpan?, asOf: AsOf?) {
      (try period.map(ReportCommand.span), try vantage.value())
    }

    func reply(to values: (period: DaySpan?, asOf: AsOf?), in session: Session) throws -> Reply {
      let desk = try session.readingDesk()
      let (context, _) = try session.settled(at: desk, asOf: values.asOf)
      let answer = try desk.populationReport(in: values.period, context: context)
      guard session.format == .table else {
        return target.reply(session.reply(value: PopulationPage.value(of: answer), lines: []).output)
      }
      return target.reply(Array(PopulationPage.html(of: answer).utf8))
    }
  }

  /// A period as `2026-01-01..2026-03-31`, both days counted.
  private static func span(_ text: String) throws -> DaySpan {
    let parts = text.components(separatedBy: "..")
    guard parts.count == 2 else {
      throw Mistake(
        "--period \(text) is not a period", hint: "write the first and the last day: 2026-01-01..2026-03-31")
    }
    let span = DaySpan(
      from: try ArgumentReader.day(parts[0], "--period"), to: try ArgumentReader.day(parts[1], "--period"))
    guard span.startsOn <= span.endsOn else {
      throw Mistake("--period ends before it begins", hint: "give the earlier day first")
    }
    return span
  }
}

/// Where a report goes.
struct ReportTarget: ParsableArguments {
  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Where to write; - is standard output.", valueName: "file"))
  var output: String

  /// The report where it was asked for.
  func reply(_ report: [UInt8]) -> Reply {
    output == "-" ? Reply(output: report) : Reply(file: (output, report))
  }
}
