import CivilTime
import Coverage

/// A value as the file holds it: days, instants and JSON as text, numbers as integers.
enum SQLValue {
  case null
  case integer(Int)
  case real(Double)
  case text(String)
  case blob([UInt8])

  static func of(_ text: String) -> SQLValue { .text(text) }
  static func of(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
  static func of(_ number: Int) -> SQLValue { .integer(number) }
  static func of(_ number: Int?) -> SQLValue { number.map { .integer($0) } ?? .null }
  static func of(_ day: CivilDay) -> SQLValue { .text(day.description) }
  static func of(_ day: CivilDay?) -> SQLValue { day.map { .text($0.description) } ?? .null }
  /// A JSON list of patients, as `json_each` takes it.
  static func of(_ patients: [PatientNumber]) -> SQLValue {
    .text("[\(patients.map { String($0.value) }.joined(separator: ","))]")
  }
  static func of(_ bytes: [UInt8]) -> SQLValue { .blob(bytes) }
}
