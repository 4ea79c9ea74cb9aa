import ArgumentParser
import CivilTime
import Coverage
import Desk

struct CycleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cycle", abstract: "Start the next cycle, or void one entered in error.",
    subcommands: [CycleStartCommand.self, CycleVoidCommand.self])
}

struct CycleStartCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger cycle", commandName: "start", abstract: "Start the patient's next cycle.",
    discussion: "Example: authledger cycle start M-77120 --on 2026-03-02")

  @Argument(help: "The plan's id of the patient.") var member: String
  @Option(help: ArgumentHelp("The first day (default: today).", valueName: "day"))
  var on: String?
  @Option(help: ArgumentHelp("Which course; may be left out where there is one.", valueName: "key"))
  var indication: String?
  @Option(help: ArgumentHelp("Why it may start before the cycle before it is over.", valueName: "text"))
  var exception: String?
  @Option(help: ArgumentHelp("Who approved the exception.", valueName: "name")) var approvedBy: String?
  @OptionGroup(title: "Global options") var global: GlobalOptions

  struct Values {
    let member: MemberID
    let indication: IndicationKey?
    let on: CivilDay?
    let exception: String?
    let approvedBy: String?
  }

  func values() throws -> Values {
    guard (exception == nil) == (approvedBy == nil) else {
      throw Mistake(
        "\(exception == nil ? "--exception" : "--approved-by") is missing",
        hint: "an exception needs its reason and a name: --exception and --approved-by")
    }
    return Values(
      member: try ArgumentReader.member(member), indication: try ArgumentReader.indication(indication),
      on: try ArgumentReader.day(on, "--on"), exception: try ArgumentReader.text(exception, "--exception"),
      approvedBy: try ArgumentReader.text(approvedBy, "--approved-by"))
  }

  func reply(to values: Values, in session: Session) throws -> Reply {
    let desk = try session.writingDesk()
    return try session.perform(
      .startCycle(
        CycleStarting(
          memberID: values.member,
          indication: try values.indication ?? session.onlyCourse(of: values.member, at: desk),
          on: try values.on ?? session.settled(at: desk).today, exception: values.exception,
          approvedBy: values.approvedBy)), at: desk)
  }
}

struct CycleVoidCommand: LedgerCommand {
  static let configuration = CommandConfiguration(
    of: "authledger cycle", commandName: "void", abstract: "Void a cycle that was entered in error.",
    discussion: "Example: authledger cycle void M-77120 --number 3 --reason 'started twice'")

  @Argument(help: "The plan's id of the patient.") var member: String
  @Option(parsing: .unconditional, help: ArgumentHelp("The cycle's number.", valueName: "n")) var number: String
  @Option(help: ArgumentHelp("Why.", valueName: "text")) var reason: String
  @Option(help: ArgumentHelp("Which course; may be left out where there is one.", valueName: "key"))
  var indication: String?
  @OptionGroup(title: "Global options") var global: GlobalOptions

  struct Values {
    let member: MemberID
    let indication: IndicationKey?
    let number: Int
    let reason: String
  }

  func values() throws -> Values {
    Values(
      member: try ArgumentReader.member(member), indication: try ArgumentReader.indication(indication),
      number: try ArgumentReader.whole(number, "--number", in: 1...9_999),
      reason: try ArgumentReader.text(reason, "--reason"))
  }

  func reply(to values: Values, in session: Session) throws -> Reply {
    let desk = try session.writingDesk()
    return try session.perform(
      .voidCycle(
        CycleVoiding(
          memberID: values.member,
          indication: try values.indication ?? session.onlyCourse(of: values.member, at: desk),
          number: values.number, reason: values.reason)), at: desk)
  }
}

extension Session {
  /// The indication of a patient's course, where there is no other it could be taken for.
  func onlyCourse(of member: MemberID, at desk: Desk, asOf: AsOf? = nil) throws -> IndicationKey {
    let answer = try desk.perform(.status(member), context: context(asOf: asOf))
    guard case .status(let status) = answer.subject else {
      throw Fault(.unexpected, "a status has no courses")
    }
    let keys = status.courses.map(\.indication.key)
    guard let key = keys.first, keys.count == 1 else {
      guard !keys.isEmpty else {
        let known = desk.book.indications.map(\.key.text).joined(separator: ", ")
        throw Fault(.notFound, "\(member) has no course", hint: "say which is meant with --indication: \(known)")
      }
      throw Fault(
        .invalid, "\(member) has \(keys.count) courses",
        hint: "say which with --indication: \(keys.map(\.text).joined(separator: ", "))")
    }
    return key
  }
}
