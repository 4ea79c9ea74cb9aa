import Foundation

/// A second, slow reading of the rules, to hold the ledger's answers against.
///
/// It keeps every fact in plain lists, sums every window day by day, and shares no line with the program.
final class StupidOracle {
  var patients: [String: Patient] = [:]
  var requests: [Request] = []
  var authorizations: [Authorization] = []
  /// The line that stands under each reference, voided or not.
  var lines: [String: DoseLine] = [:]

  final class Patient {
    let memberID: String
    let birth: Int
    var cycles: [Cycle] = []
    var authorizations: [Authorization] = []
    var lines: [DoseLine] = []

    init(memberID: String, birth: Int) {
      self.memberID = memberID
      self.birth = birth
    }
  }

  final class Request {
    let number: String
    let patient: Patient
    let indication: StupidPolicy.Indication
    let isRenewal: Bool
    let received: Int
    let start: Int
    let prior: Int
    let diagnosis: String?
    let appeals: String?
    var answers: [String: String]
    var status = "new"

    init(_ intake: Intake, number: String) {
      self.number = number
      patient = intake.patient
      indication = intake.indication
      isRenewal = intake.isRenewal
      received = intake.received
      start = intake.start
      prior = intake.prior
      diagnosis = intake.diagnosis
      appeals = intake.appeals
      answers = intake.answers
    }
  }

  final class Authorization {
    let number: String
    let patient: Patient
    let indication: StupidPolicy.Indication
    let isRenewal: Bool
    let start: Int
    var end: Int
    let granted: Int
    let prior: Int
    var voided = false

    init(number: String, request: Request, end: Int, granted: Int) {
      self.number = number
      patient = request.patient
      indication = request.indication
      isRenewal = request.isRenewal
      start = request.start
      self.end = end
      self.granted = granted
      prior = request.prior
    }

    func covers(_ day: Int) -> Bool { !voided && start <= day && day <= end }
  }

  final class Cycle {
    let indication: StupidPolicy.Indication
    let number: Int
    let start: Int
    let authorization: Authorization
    var voided = false

    init(indication: StupidPolicy.Indication, number: Int, start: Int, authorization: Authorization) {
      self.indication = indication
      self.number = number
      self.start = start
      self.authorization = authorization
    }

    var length: Int { indication.length(number) }
    var lastDay: Int { start + length - 1 }
  }

  /// The operations' failures, in the order they are tried.
  enum Failure: String, Error {
    case notFound = "not-found"
    case invalid
    case conflict
    case notPermitted = "not-permitted"
  }

  /// Answers one line of NDJSON.
  func answer(line: String) -> OracleAnswer {
    guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
      return .failed(Failure.invalid.rawValue)
    }
    return answer(object)
  }

  /// Answers one decoded operation and keeps what it wrote.
  func answer(_ object: [String: Any]) -> OracleAnswer {
    let operation = StupidOperation(object: object)
    do {
      return try dispatch(operation)
    } catch let failure as Failure {
      return .failed(failure.rawValue)
    } catch {
      return .failed("unexpected")
    }
  }

  private func dispatch(_ operation: StupidOperation) throws -> OracleAnswer {
    switch operation.name {
    case "patient.add": return try addPatient(operation)
    case "patient.measure": return try measure(operation)
    case "intake": return try takeIn(operation, isRenewal: false)
    case "renew": return try takeIn(operation, isRenewal: true)
    case "answer": return try answerRequest(operation)
    case "decide": return try decide(operation)
    case "authorization.extend": return try extend(operation)
    case "authorization.terminate": return try terminate(operation)
    case "authorization.void": return try voidAuthorization(operation)
    case "cycle.start": return try startCycle(operation)
    case "cycle.void": return try voidCycle(operation)
    case "administer": return try administer(operation)
    case "void": return try voidLine(operation)
    case "check": return try check(operation)
    case "note": return try note(operation)
    case "acknowledge": throw Failure.notFound  // No flag exists before the first nightly run.
    case "status":
      _ = try patient(operation)
      return OracleAnswer()
    default: throw Failure.invalid
    }
  }

  func patient(_ operation: StupidOperation) throws -> Patient {
    guard let memberID = operation.object["member_id"] as? String, let patient = patients[memberID] else {
      throw Failure.notFound
    }
    return patient
  }

  func request(_ operation: StupidOperation, key: String = "request") throws -> Request {
    guard let number = operation.object[key] as? String, let found = requests.first(where: { $0.number == number })
    else { throw Failure.notFound }
    return found
  }

  func authorization(_ operation: StupidOperation) throws -> Authorization {
    guard let number = operation.object["authorization"] as? String,
      let found = authorizations.first(where: { $0.number == number })
    else { throw Failure.notFound }
    return found
  }

  private func addPatient(_ operation: StupidOperation) throws -> OracleAnswer {
    let memberID = try operation.text("member_id")
    _ = try operation.text("name")
    let birth = try operation.day("birth_date")
    guard patients[memberID] == nil else { throw Failure.conflict }
    patients[memberID] = Patient(memberID: memberID, birth: birth)
    return .plain("recorded")
  }

  private func measure(_ operation: StupidOperation) throws -> OracleAnswer {
    _ = try patient(operation)
    _ = try operation.day("on")
    for key in ["weight_kg", "height_cm"] where operation.object[key] != nil {
      guard let value = operation.object[key] as? Double, value > 0 else { throw Failure.invalid }
    }
    return .plain("recorded")
  }

  private func note(_ operation: StupidOperation) throws -> OracleAnswer {
    let subject = operation.object["subject"] as? String ?? ""
    let known =
      requests.contains { $0.number == subject } || authorizations.contains { $0.number == subject }
      || lines[subject] != nil
    guard known else { throw Failure.notFound }
    let kind = try operation.text("kind")
    guard ["notice-member", "notice-provider", "outreach"].contains(kind) else { throw Failure.invalid }
    guard ISO8601DateFormatter().date(from: try operation.text("at")) != nil else { throw Failure.invalid }
    _ = try operation.text("text")
    return .plain("recorded")
  }
}

/// One decoded operation and the ways to read its values; whatever cannot be read is `invalid`.
struct StupidOperation {
  let object: [String: Any]

  var name: String { object["op"] as? String ?? "" }

  func text(_ key: String) throws -> String {
    guard let text = object[key] as? String, !text.isEmpty, text.count <= 500,
      !text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
    else { throw StupidOracle.Failure.invalid }
    return text
  }

  func optionalText(_ key: String) throws -> String? {
    object[key] == nil ? nil : try text(key)
  }

  func day(_ key: String) throws -> Int {
    guard let text = object[key] as? String, let day = StupidCalendar.day(text) else {
      throw StupidOracle.Failure.invalid
    }
    return day
  }

  func optionalDay(_ key: String) throws -> Int? {
    object[key] == nil ? nil : try day(key)
  }

  /// A day that may not lie after `today`.
  func pastDay(_ key: String) throws -> Int {
    let day = try day(key)
    if let today = try optionalDay("today"), day > today { throw StupidOracle.Failure.invalid }
    return day
  }

  func count(_ key: String, upTo most: Int = 100_000) throws -> Int {
    guard let value = object[key] else { return 0 }
    guard let count = value as? Int, (0...most).contains(count) else { throw StupidOracle.Failure.invalid }
    return count
  }

  func flag(_ key: String) throws -> Bool {
    guard let value = object[key] else { return false }
    guard let flag = value as? Bool else { throw StupidOracle.Failure.invalid }
    return flag
  }

  func indication() throws -> StupidPolicy.Indication {
    guard let key = object["indication"] as? String, let indication = StupidPolicy.indications[key] else {
      throw StupidOracle.Failure.invalid
    }
    return indication
  }

  func attestations() throws -> [String: String] {
    guard let value = object["attestations"] else { return [:] }
    guard let answers = value as? [String: String] else { throw StupidOracle.Failure.invalid }
    for (question, answer) in answers {
      guard StupidPolicy.accepts(question: question, value: answer) else { throw StupidOracle.Failure.invalid }
    }
    return answers
  }
}
