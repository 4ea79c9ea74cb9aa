import CivilTime
import Coverage
import Desk
import TextFormats

extension Answer.Subject {
  /// The `result` of an answer that was not refused.
  func result(_ outcome: Outcome) -> JSONValue {
    switch self {
    case .patient(let member), .measurement(let member, _): ["member_id": .string(member.text)]
    case .request(let answer): answer.result
    case .authorization(let answer): answer.result
    case .cycle(let answer): outcome == .voided ? answer.voidedResult : answer.result
    case .entry(let answer): answer.result
    case .check(let answer): answer.result
    case .voidedEntry(let reference): ["reference": .string(reference)]
    case .note(let note):
      ["subject": .string(note.subject), "kind": .string(note.kind.rawValue), "at": .instant(note.at)]
    case .flag(let flag): ["flag": .string(flag.description)]
    case .status(let answer): answer.result
    }
  }
}

extension JSONValue {
  /// A day as `YYYY-MM-DD`.
  static func day(_ day: CivilDay) -> JSONValue { .string(day.description) }

  /// A day, or null where there is none.
  static func optional(_ day: CivilDay?) -> JSONValue { day.map { .string($0.description) } ?? .null }

  /// A moment in UTC.
  static func instant(_ instant: Instant) -> JSONValue { .string(instant.description) }
}

extension RequestAnswer {
  /// The request with what it was granted, and how its criteria stand.
  var result: JSONValue {
    // Only an approval grants; a request decided otherwise may stand beside an authorization of its course.
    let granted = determination?.outcome == .approved ? authorization : nil
    let criteria = determination?.criteria ?? []
    var members = [
      JSONMember("request", .string(request.number.description)),
      JSONMember("authorization", .optional(granted?.number.description)),
      JSONMember("starts_on", .optional(granted?.span.startsOn)),
      JSONMember("ends_on", .optional(granted?.span.endsOn)),
      JSONMember("cycles_granted", .optional(granted?.cyclesGranted)),
      JSONMember("basis", .optional(determination?.basis?.rawValue)),
      JSONMember("missing", .array((determination?.missing ?? []).map { .string($0) })),
      JSONMember(
        "criteria",
        criteria.isEmpty
          ? .null
          : [
            "met": .integer(criteria.filter { $0.status == .met }.count),
            "of": .integer(criteria.count),
          ]),
    ]
    members += deadline.members
    members.append(JSONMember("late", time.map { .bool($0.isLate) } ?? .null))
    if let replaced {
      members.append(
        JSONMember(
          "policy_change",
          [
            "from": .string(replaced.policy.description), "to": .string(request.policy.description),
            "authorization": .string(replaced.number.description),
          ]))
    }
    return .object(members)
  }
}

extension AuthorizationAnswer {
  /// The authorization as it stands after the change.
  var result: JSONValue {
    [
      "authorization": .string(authorization.fact.number.description),
      "starts_on": .day(authorization.span.startsOn),
      "ends_on": .day(authorization.span.endsOn),
      "cycles_granted": .integer(authorization.fact.cyclesGranted),
      "changes": authorization.changesJSON,
    ]
  }
}

extension CycleAnswer {
  /// The cycle as started.
  var result: JSONValue {
    var members = [
      JSONMember("member_id", .string(memberID.text)),
      JSONMember("indication", .string(indication.key.text)),
      JSONMember("number", .integer(number.value)),
      JSONMember("phase", .optional(phase)),
      JSONMember("starts_on", .day(span.startsOn)),
      JSONMember("ends_on", .day(span.endsOn)),
      JSONMember("authorization", .optional(authorization?.description)),
    ]
    if let firstUnfitDay { members.append(JSONMember("first_unfit_day", .day(firstUnfitDay))) }
    if !daysOutsideCoverage.isEmpty { members.append(JSONMember("days_short", .integer(daysOutsideCoverage.count))) }
    return .object(members)
  }

  /// The cycle as it was known before it was voided.
  var voidedResult: JSONValue {
    [
      "member_id": .string(memberID.text),
      "indication": .string(indication.key.text),
      "number": .integer(number.value),
    ]
  }
}

extension EntryAnswer {
  /// The entry as recorded. `EntryBytes` writes the same.
  var result: JSONValue {
    .object(
      [JSONMember("reference", .string(fact.reference)), JSONMember("cycle", .optional(cycle?.value))]
        + fact.entry.members(covered: fact.covered, window: fact.window, fitsThen: fact.fitsThen, fitsOn: fact.fitsOn))
  }
}

extension CheckAnswer {
  /// The entry as it would be answered; nothing of it is covered unless all of it fits.
  var result: JSONValue {
    .object(
      [
        JSONMember("member_id", .string(memberID.text)), JSONMember("on", .day(entry.on)),
        JSONMember("cycle", .optional(verdict.cycle?.fact.number.value)),
      ]
        + entry.members(
          covered: verdict.isCovered ? entry.whole : .nothing, window: verdict.window, fitsThen: verdict.fitsThen,
          fitsOn: verdict.fitsOn))
  }
}

extension UnitEntry {
  /// The amounts of an entry and how they were judged.
  func members(
    covered: CoveredPart, window: WindowUse?, fitsThen: Units?, fitsOn: CivilDay?
  ) -> [JSONMember] {
    [
      JSONMember("billable", .integer(billable.count)),
      JSONMember("administered", .integer(administered.count)),
      JSONMember("discarded", .integer(discarded.count)),
      JSONMember("vials", .optional(vials?.count)),
      JSONMember(
        "covered",
        [
          "administered": .integer(covered.administered.count), "discarded": .integer(covered.discarded.count),
          "vials": .integer(covered.vials.count),
        ]),
      JSONMember("window", window?.json ?? .null),
      JSONMember("fits_then", .optional(fitsThen?.count)),
      JSONMember("fits_on", .optional(fitsOn)),
    ]
  }
}

extension WindowUse {
  /// The window with what it held before the entry.
  var json: JSONValue {
    [
      "from": .day(span.startsOn), "to": .day(span.endsOn), "days": .integer(span.days), "used": .integer(used),
      "limit": .integer(limit),
    ]
  }
}
