import CivilTime
import Coverage
import TextFormats

/// The fields of one operation.
struct OperationFields {
  /// What any operation may carry.
  private static let common = ["op", "today", "actor"]

  let operation: String
  private let members: [JSONMember]

  init(_ members: [JSONMember], operation: String) {
    self.members = members
    self.operation = operation
  }

  func value(_ name: String) -> JSONValue? {
    guard let value = members.first(where: { $0.name == name })?.value, value != .null else { return nil }
    return value
  }

  func text(_ name: String) throws -> String {
    guard let text = try optionalText(name) else { throw missing(name) }
    return text
  }

  func optionalText(_ name: String) throws -> String? {
    guard let value = value(name) else { return nil }
    guard case .string(let text) = value else { throw invalid(name, "must be text") }
    return try PlainText.read(text, field: name)
  }

  func member() throws -> MemberID { MemberID(try text("member_id")) }

  func indication() throws -> IndicationKey { IndicationKey(try text("indication")) }

  func day(_ name: String) throws -> CivilDay {
    guard let day = try optionalDay(name) else { throw missing(name) }
    return day
  }

  func optionalDay(_ name: String) throws -> CivilDay? {
    guard let value = value(name) else { return nil }
    guard case .string(let text) = value else { throw invalid(name, "must be a day such as \"2026-03-09\"") }
    return try DayArgument.read(text, field: name)
  }

  func integer(_ name: String, in range: ClosedRange<Int>) throws -> Int {
    guard let number = try optionalInteger(name, in: range) else { throw missing(name) }
    return number
  }

  func optionalInteger(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
    guard let value = value(name) else { return nil }
    guard case .integer(let number) = value else { throw invalid(name, "must be a whole number, without quotes") }
    guard range.contains(number) else {
      throw invalid(name, "must be from \(range.lowerBound) to \(range.upperBound); it is \(number)")
    }
    return number
  }

  func optionalDecimal(_ name: String, most: Int) throws -> DecimalNumber? {
    let text: String
    switch value(name) {
    case nil: return nil
    case .integer(let number)?: text = String(number)
    case .decimal(let literal)?: text = literal
    default: throw invalid(name, "must be a number, without quotes")
    }
    return try MeasureArgument.read(text, field: name, most: most)
  }

  func flag(_ name: String) throws -> Bool {
    switch value(name) {
    case nil: return false
    case .bool(let value)?: return value
    default: throw invalid(name, "must be true or false")
    }
  }

  func word<Word: RawRepresentable<String>>(_ name: String, of words: [Word]) throws -> Word {
    guard let word = try optionalWord(name, of: words) else { throw missing(name) }
    return word
  }

  func optionalWord<Word: RawRepresentable<String>>(_ name: String, of words: [Word]) throws -> Word? {
    guard let text = try optionalText(name) else { return nil }
    guard let word = words.first(where: { $0.rawValue == text }) else {
      throw Fault(
        .invalid, "\(name) cannot be \(text)",
        hint: Sitting.suggestion(for: text, among: words.map(\.rawValue)))
    }
    return word
  }

  func attestations() throws -> [Attestation] {
    guard let value = value("attestations") else { return [] }
    guard case .object(let members) = value else {
      throw invalid("attestations", "must be an object of questions and answers")
    }
    let source = try optionalText("source")
    return try members.map { member in
      guard case .string(let answer) = member.value else {
        throw invalid("attestations.\(member.name)", "must be text, such as \"yes\" or \"0.5\"")
      }
      return Attestation(
        question: try PlainText.read(member.name, field: "a question"),
        answer: try PlainText.read(answer, field: member.name), source: source)
    }
  }

  /// A fault when there is a field the operation does not know.
  func checkNames(_ known: [String]) throws {
    for member in members where !OperationFields.common.contains(member.name) && !known.contains(member.name) {
      throw Fault(
        .invalid, "\(operation) has no field \(member.name)",
        hint: Sitting.suggestion(for: member.name, among: OperationFields.common + known))
    }
  }

  func missing(_ name: String) -> Fault { Fault(.invalid, "\(name) is missing", hint: "\(operation) needs it") }

  func invalid(_ name: String, _ what: String) -> Fault {
    Fault(.invalid, "\(name) \(what)", hint: "correct it and send the line again")
  }
}
