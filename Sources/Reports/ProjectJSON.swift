import CivilTime
import Coverage
import Desk
import Ledger
import TextFormats

extension ProjectAnswer {
  /// The rest of a course as an object, every dosing day with it.
  public var value: JSONValue {
    [
      "member_id": .string(memberID.text),
      "indication": .string(projection.indication.key.text),
      "name": .string(projection.indication.name),
      "today": .day(plan.today),
      "start": .optional(plan.start),
      "delay_days": .integer(plan.delayDays),
      "weight_kg": .optional(projection.size.weightKg),
      "height_cm": .optional(projection.size.heightCm),
      "cycles_used": .integer(projection.used),
      "cycles": .array(projection.cycles.map(\.json)),
      "requests": .array(projection.requests.enumerated().map { $0.element.json(place: $0.offset + 1) }),
      "open_requests": .array(openRequests.map { .string($0.fact.number.description) }),
      "caps": .array(
        projection.caps.map {
          ["rule": .string($0.finding.code.rawValue), "reached_on": .day($0.on), "cycle": .integer($0.cycle.value)]
        }),
      "ends": .array(projection.ends.map(\.json)),
    ]
  }
}

extension ProjectedCycle {
  fileprivate var json: JSONValue {
    [
      "number": .integer(number.value),
      "phase": .optional(phase),
      "is_under_way": .bool(isUnderWay),
      "earliest": .day(earliest),
      "length_allows": .day(lengthAllows),
      "starts_on": .day(span.startsOn),
      "ends_on": .day(span.endsOn),
      "authorization": .optional(heldNumber),
      "request": .optional(askedPlace),
      "covered_from": .day(coverage.startsOn),
      "covered_to": .day(coverage.endsOn),
      "doses_from": .optional(doses.first?.entry.on),
      "doses_to": .optional(lastDose),
      "dosing_days": .integer(doses.count),
      "billable": .integer(units),
      "vials": .integer(vials),
      "days_short": .integer(daysShort),
      "first_unfit_day": .optional(firstUnfitDay),
      "is_size_known": .bool(isSizeKnown),
      "doses": .array(
        doses.map {
          [
            "on": .day($0.entry.on), "administered": .integer($0.entry.administered.count),
            "discarded": .integer($0.entry.discarded.count), "vials": .optional($0.entry.vials?.count),
            "findings": .array($0.findings.map { .string($0.code.rawValue) }),
          ]
        }),
    ]
  }

  var heldNumber: String? { if case .held(let number) = cover { number.description } else { nil } }

  var askedPlace: Int? { if case .asked(let place) = cover { place } else { nil } }
}

extension ProjectedRequest {
  fileprivate func json(place: Int) -> JSONValue {
    [
      "request": .integer(place),
      "kind": .string(kind.rawValue),
      "ask_from": .day(askFrom),
      "ask_by": .day(askBy),
      "starts_on": .day(span.startsOn),
      "ends_on": .day(span.endsOn),
      "first_cycle": .integer(cycles.first.value),
      "last_cycle": .integer(cycles.last.value),
      "policy": .string(policy.description),
    ]
  }
}

extension Records {
  /// The rest of a course, a row a cycle.
  public init(_ answer: ProjectAnswer) {
    self.init(
      columns: [
        "number", "phase", "earliest", "starts_on", "ends_on", "authorization", "request", "doses_from", "doses_to",
        "dosing_days", "billable", "vials", "days_short", "first_unfit_day",
      ],
      rows: answer.projection.cycles.map { cycle in
        [
          .integer(cycle.number.value), .optional(cycle.phase), .day(cycle.earliest), .day(cycle.span.startsOn),
          .day(cycle.span.endsOn), .optional(cycle.heldNumber), .optional(cycle.askedPlace),
          .optional(cycle.doses.first?.entry.on), .optional(cycle.lastDose), .integer(cycle.doses.count),
          .integer(cycle.units), .integer(cycle.vials), .integer(cycle.daysShort), .optional(cycle.firstUnfitDay),
        ]
      }, emptyText: "no cycles to come")
  }
}
