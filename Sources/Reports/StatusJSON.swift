import CivilTime
import Coverage
import Desk
import Ledger
import TextFormats

extension StatusAnswer {
  /// Every course with its coverage, cycles and units, and the requests that wait.
  var result: JSONValue {
    [
      "member_id": .string(memberID.text),
      "today": .day(today),
      "time_zone": .string(timeZone),
      "courses": .array(courses.map { json(of: $0) }),
      "open_requests": .array(
        openRequests.map { open in
          let fact = open.request.fact
          return .object(
            [
              JSONMember("request", .string(fact.number.description)),
              JSONMember("kind", .string(fact.kind.rawValue)),
              JSONMember("outcome", .string(open.request.outcome.rawValue)),
              JSONMember("received_on", .day(fact.receivedOn)),
            ] + open.deadline.members + [JSONMember("overdue", .bool(open.deadline.isOverdue))])
        }),
    ]
  }

  private func json(of course: CourseStatus) -> JSONValue {
    [
      "indication": .string(course.indication.key.text),
      "name": .string(course.indication.name),
      "prior_cycles": .integer(course.priorCycles),
      "cycles_used": .integer(course.used),
      "total_cap": .integer(course.indication.totalCap.cycles),
      "continued_used": .integer(course.continuedUsed),
      "continued_cap": .optional(course.indication.continuedCap?.cycles),
      "authorization": authorization(of: course),
      "next_cycle": course.nextCycle.map { ["number": .integer($0.value), "earliest": .optional(course.nextFrom)] }
        ?? .null,
      "units": units(of: course),
      "coming": .array(
        course.coming.map { held in
          [
            "authorization": .string(held.fact.number.description), "kind": .string(held.fact.kind.rawValue),
            "starts_on": .day(held.span.startsOn), "ends_on": .day(held.span.endsOn),
            "cycles_granted": .integer(held.fact.cyclesGranted),
          ]
        }),
      "vials": vials(of: course),
    ]
  }

  /// `days_left` counts from today to the last covered day, which is day 0 itself; 0 once coverage has ended.
  private func authorization(of course: CourseStatus) -> JSONValue {
    guard let authorization = course.authorization else { return .null }
    return [
      "authorization": .string(authorization.fact.number.description),
      "kind": .string(authorization.fact.kind.rawValue),
      "starts_on": .day(authorization.span.startsOn),
      "ends_on": .day(authorization.span.endsOn),
      "covers_today": .bool(course.isCovered),
      "days_left": .integer(max(0, authorization.span.endsOn - today)),
      "cycles_granted": .integer(authorization.fact.cyclesGranted),
      "cycles_left": .integer(course.cyclesLeft),
      "changes": authorization.changesJSON,
    ]
  }

  private func units(of course: CourseStatus) -> JSONValue {
    guard let limit = course.unitLimit, let window = course.window, case .units(let code) = limit.subject else {
      return .null
    }
    return .object([JSONMember("code", .string(code))] + members(of: window))
  }

  private func vials(of course: CourseStatus) -> JSONValue {
    course.vialWindow.map { .object(members(of: $0)) } ?? .null
  }

  private func members(of window: WindowUse) -> [JSONMember] {
    [
      JSONMember("from", .day(window.span.startsOn)),
      JSONMember("to", .day(window.span.endsOn)),
      JSONMember("days", .integer(window.span.days)),
      JSONMember("used", .integer(window.used)),
      JSONMember("limit", .integer(window.limit)),
      JSONMember("left", .integer(window.left)),
    ]
  }
}
