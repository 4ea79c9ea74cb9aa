import ArgumentParser
import CivilTime
import Coverage
import Desk
import Reports

struct ProjectCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "project", abstract: "Lay out the rest of a course under the policy.",
    discussion: """
      Each cycle still allowed with its earliest start, doses, units and vials; the coverage held, or when it must be \
      asked for; caps; where coverage or a limit falls short. Nothing is written.

      Examples:
        authledger project M-77120
        authledger project M-77120 --delay 7 --weight 58.5 --ics course.ics
      """)

  @Argument(help: "The plan's id of the patient.") var member: String
  @Option(help: ArgumentHelp("The day before which the next cycle does not start.", valueName: "day"))
  var start: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many days after its first possible day each cycle starts (default: 0).", valueName: "days"))
  var delay: String?
  @Option(
    parsing: .unconditional, help: ArgumentHelp("A weight to dose by (default: the last on file).", valueName: "kg"))
  var weight: String?
  @Option(help: ArgumentHelp("Which course; may be left out where there is one.", valueName: "key"))
  var indication: String?
  @Option(
    help: ArgumentHelp(
      "Write the dates to act on as a calendar (RFC 5545) to this file; - for standard output.", valueName: "file"))
  var ics: String?
  @OptionGroup var vantage: VantageOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  struct Values {
    let member: MemberID
    let indication: IndicationKey?
    let start: CivilDay?
    let delayDays: Int
    let weightKg: DecimalNumber?
    let ics: String?
    let asOf: AsOf?
  }

  var printsList: Bool { true }

  func values() throws -> Values {
    Values(
      member: try ArgumentReader.member(member), indication: try ArgumentReader.indication(indication),
      start: try ArgumentReader.day(start, "--start"),
      delayDays: try ArgumentReader.whole(delay, "--delay", in: 0...3_650) ?? 0,
      weightKg: try ArgumentReader.measure(weight, "--weight", most: 700),
      ics: try ArgumentReader.text(ics, "--ics"), asOf: try vantage.value())
  }

  func reply(to values: Values, in session: Session) throws -> Reply {
    let desk = try session.readingDesk()
    let context = try session.settled(at: desk, asOf: values.asOf).context
    let answer = try desk.project(
      values.member,
      indication: try values.indication ?? session.onlyCourse(of: values.member, at: desk, asOf: values.asOf),
      start: values.start, delayDays: values.delayDays, weightKg: values.weightKg, context: context)
    if values.ics == "-" { return Reply(output: ProjectCalendar.bytes(of: answer)) }
    var reply = session.reply(
      records: Records(answer), value: answer.value, lines: ProjectReport.lines(of: answer, style: session.style))
    reply.file = values.ics.map { ($0, ProjectCalendar.bytes(of: answer)) }
    return reply
  }
}
