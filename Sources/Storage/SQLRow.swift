import CivilTime
import Coverage
import Foundation
import GRDB

/// Values as the file holds them: days, instants and JSON as text, numbers as integers.
extension DatabaseValue {
  static func of(_ text: String) -> DatabaseValue { text.databaseValue }
  static func of(_ text: String?) -> DatabaseValue { text?.databaseValue ?? .null }
  static func of(_ number: Int) -> DatabaseValue { Int64(number).databaseValue }
  static func of(_ number: Int?) -> DatabaseValue { number.map { Int64($0).databaseValue } ?? .null }
  static func of(_ day: CivilDay) -> DatabaseValue { day.description.databaseValue }
  static func of(_ day: CivilDay?) -> DatabaseValue { day?.description.databaseValue ?? .null }
  static func of(_ bytes: [UInt8]) -> DatabaseValue { Data(bytes).databaseValue }
}

/// A row under a cursor, read column by column in the order of its SELECT.
///
/// A column of another type than expected means that the file was changed by something else; that is a fault, never a
/// trap.
struct RowReader {
  let row: Row
  private var next = 0

  init(_ row: Row) { self.row = row }

  mutating func integer() throws -> Int {
    guard let value = try optionalInteger() else { throw damaged() }
    return value
  }

  mutating func optionalInteger() throws -> Int? {
    switch take().storage {
    case .null: return nil
    case .int64(let value): return Int(value)
    default: throw damaged()
    }
  }

  mutating func text() throws -> String {
    guard let value = try optionalText() else { throw damaged() }
    return value
  }

  mutating func optionalText() throws -> String? {
    switch take().storage {
    case .null: return nil
    case .string(let value): return value
    default: throw damaged()
    }
  }

  mutating func blob() throws -> [UInt8] {
    guard case .blob(let data) = take().storage else { throw damaged() }
    return [UInt8](data)
  }

  mutating func day() throws -> CivilDay {
    guard let day = try optionalDay() else { throw damaged() }
    return day
  }

  mutating func optionalDay() throws -> CivilDay? {
    guard let text = try optionalText() else { return nil }
    guard let day = CivilDay(stored: text) else { throw damaged() }
    return day
  }

  mutating func word<Word: RawRepresentable<String>>(_ type: Word.Type) throws -> Word {
    guard let word = Word(rawValue: try text()) else { throw damaged() }
    return word
  }

  mutating func optionalWord<Word: RawRepresentable<String>>(_ type: Word.Type) throws -> Word? {
    guard let text = try optionalText() else { return nil }
    guard let word = Word(rawValue: text) else { throw damaged() }
    return word
  }

  mutating func sequence() throws -> JournalNumber { JournalNumber(try integer()) }

  func damaged() -> Fault {
    Fault(
      .configuration, "the database holds a value the ledger did not write",
      hint: "run `authledger verify` to find it, and restore a backup")
  }

  private mutating func take() -> DatabaseValue {
    defer { next += 1 }
    return row[next]
  }
}
