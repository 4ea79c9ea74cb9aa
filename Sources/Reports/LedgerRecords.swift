import CivilTime
import Coverage
import Desk
import TextFormats

extension Records {
  /// A history, a row a fact.
  public init(_ lines: [HistoryLine]) {
    self.init(
      columns: [
        "happened_on", "sequence", "recorded_at", "user", "actor", "kind", "subject", "text", "marks",
        "voided_sequence", "voided_reason",
      ],
      rows: lines.map { line in
        [
          .day(line.happenedOn), .integer(line.sequence.value), .instant(line.recordedAt), .string(line.actor.user),
          .optional(line.actor.claimed), .string(line.kind), .string(line.subject), .string(line.text),
          .array(line.marks.map { .string($0) }), .optional(line.voided?.sequence.value),
          .optional(line.voided?.reason),
        ]
      }, emptyText: "no entries")
  }

  /// The worklist, a row a flag.
  public init(_ lines: [WorklistLine]) {
    self.init(
      columns: ["flag", "kind", "subject", "member_id", "due_on", "raised_at", "message", "raised_on"],
      rows: lines.map { line in
        [
          .string(line.flag.description), .string(line.cause.kind.rawValue), .string(line.cause.subject),
          .string(line.memberID.text), .day(line.cause.dueOn), .instant(line.raisedAt), .string(line.message),
          .day(line.raisedOn),
        ]
      }, hidden: ["raised_at"], emptyText: "no open flags")
  }

  /// Patients, a row a patient.
  public init(_ lines: [PatientLine]) {
    self.init(
      columns: ["member_id", "birth_date", "name"],
      rows: lines.map { [.string($0.memberID.text), .day($0.birthDate), .string($0.name)] }, emptyText: "no patients")
  }

  /// A patient's weights and heights, a row a measurement.
  public init(_ measurements: [MeasurementFact]) {
    self.init(
      columns: ["on", "weight_kg", "height_cm"],
      rows: measurements.map { [.day($0.on), .optional($0.weightKg), .optional($0.heightCm)] },
      emptyText: "no measurements")
  }

  /// Authorizations, a row each.
  public init(_ lines: [AuthorizationLine]) {
    self.init(
      columns: [
        "authorization", "member_id", "indication", "kind", "starts_on", "ends_on", "cycles_granted", "cycles_used",
        "request", "policy", "changes", "is_live", "voided_reason",
      ],
      rows: lines.map { line in
        let fact = line.authorization.fact
        return [
          .string(fact.number.description), .string(line.memberID.text), .string(fact.indication.text),
          .string(fact.kind.rawValue), .day(line.authorization.span.startsOn), .day(line.authorization.span.endsOn),
          .integer(fact.cyclesGranted), .integer(line.cyclesUsed), .string(fact.request.description),
          .string(fact.policy.description),
          line.authorization.changesJSON, .bool(line.authorization.isLive),
          .optional(line.authorization.voided?.reason),
        ]
      }, hidden: ["request", "policy", "cycles_granted", "is_live"],
      titles: ["authorization": "number", "cycles_used": "used"], emptyText: "no authorizations")
  }

  /// What verification found, a row a break.
  public init(_ breaks: [VerifyBreak]) {
    self.init(
      columns: ["check", "sequence", "message"],
      rows: breaks.map { [.string($0.check), .optional($0.sequence?.value), .string($0.message)] },
      emptyText: "no breaks")
  }

  /// What `doctor` looked at, a row a check.
  public init(_ lines: [DoctorLine]) {
    self.init(
      columns: ["check", "is_well", "detail"],
      rows: lines.map { [.string($0.check), .bool($0.isWell), .string($0.detail)] }, emptyText: "nothing was checked")
  }

  /// The prescribed days of a cycle, a row a day.
  public init(_ answer: DoseAnswer) {
    let measure = answer.policy.billingCodes.first?.measure ?? ""
    self.init(
      columns: ["day", "dose", "measure", "is_capped", "vials", "administered", "discarded", "billable"],
      rows: answer.days.map { day in
        [
          .integer(day.day), .decimal(Text.rounded(day.dose, places: 1)), .string(measure), .bool(day.isCapped),
          .integer(day.vials.count), .integer(day.administered.count),
          .integer((day.billable - day.administered).count), .integer(day.billable.count),
        ]
      }, emptyText: "no doses")
  }
}

extension Authorization {
  /// The exceptions made to its last day, `extended to 2026-10-31`, in order; empty where it ends as granted.
  var changesJSON: JSONValue { .array(changes.map { .string("\($0.kind.rawValue) to \($0.endsOn)") }) }
}

extension JSONValue {
  /// A decimal number with every digit it has, or null where there is none.
  static func optional(_ number: DecimalNumber?) -> JSONValue { number.map { .decimal($0.description) } ?? .null }
}
