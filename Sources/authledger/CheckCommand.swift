import ArgumentParser
import CivilTime
import Coverage
import Desk
import Reports

struct CheckCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "check",
    abstract: "Say whether units, a cycle or a renewal would be accepted, and when, without logging them.",
    discussion: """
      With a day, units are answered as `administer` would. Without one, the first day they fit is found, with the \
      units free on every day to the end of coverage.

      Examples:
        authledger check M-77120 --on 2026-03-09 --units 28 --discarded 7
        authledger check M-77120 --units 28 --discarded 7
        authledger check M-77120 --cycle --on 2026-04-13
        authledger check M-77120 --renewal
      """)

  @OptionGroup var amounts: UnitOptions
  @Option(help: ArgumentHelp("The day (for a cycle or renewal, default: today).", valueName: "day")) var on: String?
  @Flag(help: "Ask about the start of the next cycle.") var cycle = false
  @Flag(help: "Ask about continued coverage.") var renewal = false
  @OptionGroup var vantage: VantageOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  var printsList: Bool { true }

  /// What is asked.
  enum Question {
    case entry(UnitEntry)
    case units(UnitEntry)
    case cycle(IndicationKey?, CivilDay?)
    case renewal(IndicationKey?, CivilDay?)
  }

  struct Values {
    let member: MemberID
    let question: Question
    let asOf: AsOf?
  }

  func values() throws -> Values {
    Values(
      member: try ArgumentReader.member(amounts.member), question: try question(), asOf: try vantage.value())
  }

  private func question() throws -> Question {
    let day = try ArgumentReader.day(on, "--on")
    guard cycle || renewal else {
      // Where no day is named, the day stands for none until today is known.
      let entry = try amounts.entry(on: day ?? CivilDay(ordinal: 0))
      return day == nil ? .units(entry) : .entry(entry)
    }
    guard !(cycle && renewal), !amounts.hasAmounts else {
      throw Mistake("more than one thing is asked about", hint: "ask about units, --cycle or --renewal, one at a time")
    }
    let indication = try ArgumentReader.indication(amounts.indication)
    return cycle ? .cycle(indication, day) : .renewal(indication, day)
  }

  func reply(to values: Values, in session: Session) throws -> Reply {
    let desk = try session.readingDesk()
    let (context, today) = try session.settled(at: desk, asOf: values.asOf)
    switch values.question {
    case .entry(let entry):
      let answer = try desk.perform(.check(Checking(memberID: values.member, entry: entry)), context: context)
      return session.reply(
        session.status(answer.outcome), records: Records(answer), value: AnswerJSON.value(of: answer),
        lines: AnswerText.lines(of: answer, today: today, style: session.style))
    case .units(let entry):
      let answer = try desk.checkUnits(of: values.member, entry: entry, context: context)
      return session.reply(
        session.status(answer.outcome), records: Records(answer), value: UnitCalendarReport.value(of: answer),
        lines: UnitCalendarReport.lines(of: answer, style: session.style))
    case .cycle(let key, let day):
      let key = try key ?? session.onlyCourse(of: values.member, at: desk, asOf: values.asOf)
      let answer = try desk.checkCycle(of: values.member, indication: key, on: day, context: context)
      return session.reply(
        session.status(answer.outcome), records: Records(answer), value: CycleCheckReport.value(of: answer),
        lines: CycleCheckReport.lines(of: answer, style: session.style))
    case .renewal(let key, let day):
      let key = try key ?? session.onlyCourse(of: values.member, at: desk, asOf: values.asOf)
      let answer = try desk.checkRenewal(of: values.member, indication: key, on: day, context: context)
      return session.reply(
        session.status(answer.outcome), records: Records(answer), value: RenewalCheckReport.value(of: answer),
        lines: RenewalCheckReport.lines(of: answer, style: session.style))
    }
  }
}
