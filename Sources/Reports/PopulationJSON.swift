import CivilTime
import Coverage
import Desk
import Ledger
import TextFormats

extension PopulationPage {
  /// The figures and lists of the page as one object.
  public static func value(of answer: PopulationReportAnswer) -> JSONValue {
    [
      "today": .day(answer.today), "time_zone": .string(answer.timeZone),
      "sequence": .integer(answer.vantage.sequence.value),
      "recorded_at": answer.vantage.recordedAt.map(JSONValue.instant) ?? .null,
      "period": answer.period.map { ["from": .day($0.startsOn), "to": .day($0.endsOn)] } ?? .null,
      "patients": .integer(answer.patients), "authorizations_covering": .integer(answer.covering),
      "open_requests": .integer(answer.openRequests), "overdue_requests": .integer(answer.overdue),
      "decisions": decisionValues(answer), "decision_times": timingValues(answer),
      "late_decisions": .array(answer.late.map(\.value)),
      "expiring_within_days": .integer(answer.expiringDays), "expiring": .array(answer.expiring.map(\.value)),
      "denied": answer.denied.value,
      "denied_by_code": .object(
        answer.deniedByCode.sorted { $0.key.rawValue < $1.key.rawValue }.map {
          JSONMember($0.key.rawValue, $0.value.value)
        }),
      "above_schedule": value(of: answer.aboveSchedule) { $0.value },
      "without_vials": value(of: answer.withoutVials) { $0.value },
      "exceptions": .array(answer.exceptions.map(\.value)),
    ]
  }

  private static func decisionValues(_ answer: PopulationReportAnswer) -> JSONValue {
    .array(
      answer.decisions.sorted { $0.key < $1.key }.map { month, counts in
        .object(
          [JSONMember("month", .string(month))]
            + DecisionClass.allCases.map { JSONMember($0.member, .integer(counts[$0] ?? 0)) })
      })
  }

  private static func timingValues(_ answer: PopulationReportAnswer) -> JSONValue {
    .array(
      Urgency.allCases.compactMap { urgency in
        answer.timings[urgency].map { count in
          [
            "urgency": .string(urgency.rawValue), "closed": .integer(count.closed),
            "quarters": .array(count.quarters.dropLast().map { .integer($0) }), "late": .integer(count.late),
            "longest_minutes": .integer(count.longestMinutes),
          ]
        }
      })
  }

  /// How many there are in all, and the first of them.
  private static func value<Element>(
    of list: ListHead<Element>, _ element: (Element) -> JSONValue
  ) -> JSONValue {
    ["count": .integer(list.count), "first": .array(list.first.map(element))]
  }
}

extension DecisionClass {
  /// Its member in JSON, such as `denied_clinical`.
  fileprivate var member: String { rawValue.replacing(", ", with: "_").replacing(" ", with: "_") }
}

extension LateDecision {
  fileprivate var value: JSONValue {
    [
      "request": .string(request.description), "member_id": .string(memberID.text),
      "urgency": .string(urgency.rawValue), "outcome": .string(outcome.rawValue), "on": .day(on),
      "taken_minutes": .integer(timing.takenMinutes), "allowed_minutes": .integer(timing.allowedMinutes),
    ]
  }
}

extension ExpiringLine {
  fileprivate var value: JSONValue {
    [
      "authorization": .string(authorization.fact.number.description), "member_id": .string(memberID.text),
      "kind": .string(authorization.fact.kind.rawValue), "ends_on": .day(endsOn), "cycles_left": .integer(cyclesLeft),
      "changes": authorization.changesJSON,
    ]
  }
}

extension DeniedCount {
  fileprivate var value: JSONValue { ["lines": .integer(lines), "units": .integer(units)] }
}

extension AboveScheduleLine {
  fileprivate var value: JSONValue {
    let fact = doses.cycle.fact
    return [
      "member_id": .string(memberID.text), "indication": .string(fact.indication.text),
      "cycle": .integer(fact.number.value), "starts_on": .day(fact.startsOn), "given": .integer(doses.given.count),
      "prescribed": .integer(doses.prescribed.count),
    ]
  }
}

extension LineWithoutVials {
  fileprivate var value: JSONValue {
    [
      "reference": .string(fact.reference), "member_id": .string(memberID.text), "on": .day(fact.entry.on),
      "administered": .integer(fact.entry.administered.count), "discarded": .integer(fact.entry.discarded.count),
      "outcome": .string(fact.outcome.rawValue),
    ]
  }
}

extension ExceptionLine {
  fileprivate var value: JSONValue {
    [
      "sequence": .integer(sequence.value), "on": .day(on), "kind": .string(kind), "subject": .string(subject),
      "member_id": .string(memberID.text), "reason": .string(reason), "approved_by": .string(approvedBy),
    ]
  }
}
