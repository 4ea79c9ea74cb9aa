import CivilTime
import Coverage
import Desk
import Ledger
import TextFormats

/// The dates of a projected course on which staff must act, as a calendar to subscribe to.
///
/// Beside the member id nothing in it tells who the patient is or what is treated.
public enum ProjectCalendar {
  /// The calendar's bytes, its events by day.
  public static func bytes(of answer: ProjectAnswer) -> [UInt8] {
    let dates = dates(of: answer).enumerated().sorted { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }
    return CalendarWriter.bytes(
      of: dates.map { event($0.element, of: answer) }, product: "-//authledger//project//EN",
      stamp: compact(answer.plan.today))
  }

  /// One date with what is to be done.
  private struct ActingDate {
    let on: CivilDay
    /// What the date is known by within the course, such as `cycle-2-start`.
    let name: String
    let summary: String
    let description: String
  }

  private static func dates(of answer: ProjectAnswer) -> [ActingDate] {
    answer.projection.requests.flatMap(dates) + answer.projection.cycles.flatMap(dates)
      + coverageEnds(of: answer.projection)
      + answer.projection.caps.filter { $0.on >= answer.plan.today }.map { cap in
        ActingDate(
          on: cap.on, name: "cap-\(cap.finding.code.rawValue)", summary: "\(cap.finding.code.ruleText) reached",
          description: "Cycle \(cap.cycle) is the last one the policy allows.")
      }
  }

  private static func dates(of request: ProjectedRequest) -> [ActingDate] {
    let name = "request-\(request.cycles.first)-\(request.kind.rawValue)"
    let coverage = "It would cover \(request.span.startsOn) to \(request.span.endsOn), cycles \(request.cycles)."
    return [
      ActingDate(
        on: request.askFrom, name: name + "-from", summary: "\(request.kind.coverageText) can be asked for",
        description: "Ask by \(request.askBy). \(coverage)"),
      ActingDate(
        on: request.askBy, name: name + "-by", summary: "last day to ask for \(request.kind.coverageText)",
        description: coverage),
    ]
  }

  private static func dates(of cycle: ProjectedCycle) -> [ActingDate] {
    let name = "cycle-\(cycle.number)"
    var dates: [ActingDate] = []
    if !cycle.isUnderWay {
      dates.append(
        ActingDate(
          on: cycle.span.startsOn, name: name + "-start", summary: "cycle \(cycle.number) may start",
          description: "\(count(cycle.doses.count, "dosing day")), \(count(cycle.units, "billable unit")), "
            + "\(count(cycle.vials, "vial")). Lasts until \(cycle.span.endsOn)."))
    }
    if let last = cycle.lastDose {
      dates.append(
        ActingDate(
          on: last, name: name + "-last-dose", summary: "last dosing day of cycle \(cycle.number)", description: ""))
    }
    if let first = cycle.doses.first(where: \.isOutsideCoverage)?.entry.on {
      dates.append(
        ActingDate(
          on: first, name: name + "-short", summary: "cycle \(cycle.number) is not covered from here",
          description: "Coverage is \(count(cycle.daysShort, "day")) too short for its doses."))
    }
    if let unfit = cycle.firstUnfitDay {
      dates.append(
        ActingDate(
          on: unfit, name: name + "-limit", summary: "the doses of cycle \(cycle.number) pass a limit from here",
          description: "The first dosing day whose whole vials will not fit."))
    }
    return dates
  }

  private static func coverageEnds(of projection: Projection) -> [ActingDate] {
    var ends: [CivilDay] = []
    for cycle in projection.cycles where !ends.contains(cycle.coverage.endsOn) { ends.append(cycle.coverage.endsOn) }
    return ends.enumerated().map { index, day in
      ActingDate(on: day, name: "coverage-\(index + 1)-end", summary: "last covered day", description: "")
    }
  }

  private static func event(_ date: ActingDate, of answer: ProjectAnswer) -> CalendarWriter.Event {
    CalendarWriter.Event(
      identifier: identifier(answer.memberID.text, answer.projection.indication.key.text, date.name),
      day: compact(date.on), dayAfter: compact(date.on + 1), summary: "\(answer.memberID): \(date.summary)",
      description: date.description)
  }

  /// The same for the same date of the same course, whenever it is written; FNV-1a, so that it names no indication.
  private static func identifier(_ parts: String...) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in parts.joined(separator: "\n").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits + "@authledger"
  }

  /// `YYYYMMDD`.
  private static func compact(_ day: CivilDay) -> String { day.description.split(separator: "-").joined() }
}
