import CivilTime
import Coverage
import Ledger
import TextFormats

/// What an operation is about, by which it is looked up before anything else is said of it.
enum OperationSubject: Sendable {
  case member(MemberID)
  case request(String)
  case authorization(String)
  case entry(String)
  case flag(String)
  case note(String)
  case cycle(MemberID, IndicationKey, Int)
}

/// An operation of `apply` that could not be read, and what it is about: what is not there is said first.
struct Misread: Error {
  let fault: Fault
  let subjects: [OperationSubject]
}

/// Reads one operation of `apply`.
struct OperationReader {
  /// The operation with the day and the name it carries.
  struct Reading {
    let operation: Operation
    let today: CivilDay?
    let actor: String?
  }

  /// Every operation `apply` knows, with its fields.
  static let fields: [(name: String, fields: [String])] = [
    ("patient.add", ["member_id", "name", "birth_date"]),
    ("patient.correct", ["member_id", "name", "birth_date", "reason"]),
    ("patient.measure", ["member_id", "on", "weight_kg", "height_cm"]),
    ("intake", requestFields), ("renew", requestFields),
    ("answer", ["request", "attestations", "source"]),
    ("decide", ["request", "outcome", "reviewer", "credential", "rationale"]),
    ("authorization.extend", ["authorization", "to", "reason", "approved_by"]),
    ("authorization.terminate", ["authorization", "on", "reason", "approved_by"]),
    ("authorization.void", ["authorization", "reason"]),
    ("cycle.start", ["member_id", "indication", "on", "exception", "approved_by"]),
    ("cycle.void", ["member_id", "indication", "number", "reason"]),
    ("administer", entryFields + ["reference", "again", "cut_back"]),
    ("check", entryFields),
    ("void", ["reference", "reason"]),
    ("note", ["subject", "kind", "at", "text"]),
    ("acknowledge", ["flag", "note"]),
    ("status", ["member_id"]),
  ]

  private static let requestFields = [
    "member_id", "indication", "diagnosis", "received", "received_time", "start", "prior_cycles", "urgency",
    "attestations", "source", "requester", "appeals",
  ]
  private static let entryFields = ["member_id", "on", "units", "discarded", "vials", "indication", "code"]

  /// Reads an operation from its object; throws `Misread`.
  static func read(_ members: [JSONMember], name: String) throws -> Reading {
    let fields = OperationFields(members, operation: name)
    do {
      guard let known = OperationReader.fields.first(where: { $0.name == name }) else {
        throw Fault(
          .invalid, "unknown operation \(name)",
          hint: Sitting.suggestion(for: name, among: OperationReader.fields.map(\.name)))
      }
      try fields.checkNames(known.fields)
      let today = try fields.optionalDay("today")
      let actor = try fields.optionalText("actor")
      return Reading(operation: try operation(name, fields), today: today, actor: actor)
    } catch let fault as Fault {
      throw Misread(fault: fault, subjects: subjects(name, fields))
    }
  }

  private static func operation(_ name: String, _ fields: OperationFields) throws -> Operation {
    switch name {
    case "patient.add":
      .addPatient(
        PatientIdentity(
          memberID: try fields.member(), name: try fields.text("name"), birthDate: try fields.day("birth_date")))
    case "patient.correct":
      .correctPatient(
        PatientCorrection(
          memberID: try fields.member(), name: try fields.optionalText("name"),
          birthDate: try fields.optionalDay("birth_date"), reason: try fields.text("reason")))
    case "patient.measure":
      .measurePatient(
        PatientMeasurement(
          memberID: try fields.member(), on: try fields.day("on"),
          weightKg: try fields.optionalDecimal("weight_kg", most: 700),
          heightCm: try fields.optionalDecimal("height_cm", most: 300)))
    case "intake": .submit(try submission(.initial, fields))
    case "renew": .submit(try submission(.continued, fields))
    case "answer":
      .answer(AnswersGiven(request: try fields.text("request"), attestations: try fields.attestations()))
    case "decide": .decide(try decision(fields))
    case "authorization.extend": .extendAuthorization(try move(fields, day: "to"))
    case "authorization.terminate": .terminateAuthorization(try move(fields, day: "on"))
    case "authorization.void":
      .voidAuthorization(
        AuthorizationVoiding(authorization: try fields.text("authorization"), reason: try fields.text("reason")))
    case "cycle.start":
      .startCycle(
        CycleStarting(
          memberID: try fields.member(), indication: try fields.indication(), on: try fields.day("on"),
          exception: try fields.optionalText("exception"), approvedBy: try fields.optionalText("approved_by")))
    case "cycle.void":
      .voidCycle(
        CycleVoiding(
          memberID: try fields.member(), indication: try fields.indication(),
          number: try fields.integer("number", in: 1...9_999), reason: try fields.text("reason")))
    case "administer":
      .administer(
        Administering(
          memberID: try fields.member(), reference: try fields.text("reference"), entry: try entry(fields),
          again: try fields.flag("again"), cutBack: try fields.flag("cut_back")))
    case "check": .check(Checking(memberID: try fields.member(), entry: try entry(fields)))
    case "void": .void(EntryVoiding(reference: try fields.text("reference"), reason: try fields.text("reason")))
    case "note":
      .note(
        NoteTaking(
          subject: try fields.text("subject"), kind: try fields.word("kind", of: NoteFact.Kind.allCases),
          at: try instant(fields), text: try fields.text("text")))
    case "acknowledge":
      .acknowledge(Acknowledging(flag: try fields.text("flag"), note: try fields.text("note")))
    default: .status(try fields.member())
    }
  }

  private static func submission(_ kind: CoverageKind, _ fields: OperationFields) throws -> Submission {
    var receivedAt = TimeOfDay.midnight
    if let text = try fields.optionalText("received_time") {
      guard let time = TimeOfDay(text) else { throw fields.invalid("received_time", "must be HH:MM") }
      receivedAt = time
    }
    return Submission(
      kind: kind, memberID: try fields.member(), indication: try fields.indication(),
      diagnosis: try fields.optionalText("diagnosis"), receivedOn: try fields.optionalDay("received"),
      receivedAt: receivedAt, wantedStart: try fields.optionalDay("start"),
      priorCycles: try fields.optionalInteger("prior_cycles", in: 0...999),
      urgency: try fields.optionalWord("urgency", of: Urgency.allCases) ?? .standard,
      attestations: try fields.attestations(), requester: try fields.optionalText("requester"),
      appeals: try fields.optionalText("appeals"))
  }

  private static func decision(_ fields: OperationFields) throws -> Decision {
    Decision(
      request: try fields.text("request"),
      outcome: try fields.word("outcome", of: [RequestOutcome.approved, .denied, .pended, .withdrawn]),
      review: Review(
        reviewer: try fields.text("reviewer"), credential: try fields.optionalText("credential"),
        rationale: try fields.optionalText("rationale")))
  }

  private static func move(_ fields: OperationFields, day: String) throws -> AuthorizationMove {
    AuthorizationMove(
      authorization: try fields.text("authorization"), day: try fields.day(day), reason: try fields.text("reason"),
      approvedBy: try fields.text("approved_by"))
  }

  private static func entry(_ fields: OperationFields) throws -> UnitEntry {
    try EntryArgument.read(
      on: try fields.day("on"), units: try fields.optionalInteger("units", in: 0...EntryArgument.most) ?? 0,
      discarded: try fields.optionalInteger("discarded", in: 0...EntryArgument.most) ?? 0,
      vials: try fields.optionalInteger("vials", in: 0...EntryArgument.most),
      indication: try fields.optionalText("indication"), code: try fields.optionalText("code"))
  }

  private static func instant(_ fields: OperationFields) throws -> Instant? {
    guard let text = try fields.optionalText("at") else { return nil }
    guard let instant = Instant(text) else {
      throw fields.invalid("at", "must be a moment such as 2026-03-03T15:00:00Z")
    }
    return instant
  }

  /// What an unreadable operation is about, as far as it says.
  private static func subjects(_ name: String, _ fields: OperationFields) -> [OperationSubject] {
    func text(_ field: String) -> String? {
      guard case .string(let text)? = fields.value(field) else { return nil }
      // In the form it would be on file; what cannot be on file is looked up as it stands.
      return (try? PlainText.read(text, field: field)) ?? text
    }
    switch name {
    case "patient.add": return []
    case "answer", "decide": return text("request").map { [.request($0)] } ?? []
    case "authorization.extend", "authorization.terminate", "authorization.void":
      return text("authorization").map { [.authorization($0)] } ?? []
    case "void": return text("reference").map { [.entry($0)] } ?? []
    case "note": return text("subject").map { [.note($0)] } ?? []
    case "acknowledge": return text("flag").map { [.flag($0)] } ?? []
    case "intake", "renew":
      let member = text("member_id").map { [OperationSubject.member(MemberID($0))] } ?? []
      return member + (text("appeals").map { [.request($0)] } ?? [])
    case "cycle.void":
      guard let member = text("member_id") else { return [] }
      guard let key = text("indication"), case .integer(let number)? = fields.value("number") else {
        return [.member(MemberID(member))]
      }
      return [.cycle(MemberID(member), IndicationKey(key), number)]
    default: return text("member_id").map { [.member(MemberID($0))] } ?? []
    }
  }
}
