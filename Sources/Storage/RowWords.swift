import CivilTime
import Coverage

/// The ledger's own kinds of value in a row.
extension RowReader {
  mutating func day() throws -> CivilDay {
    guard let day = try optionalDay() else { throw damaged() }
    return day
  }

  mutating func optionalDay() throws -> CivilDay? {
    guard let day = try optionalBytes({ CivilDay(stored: $0) }) else { return nil }
    guard let day else { throw damaged() }
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

  mutating func timeOfDay() throws -> TimeOfDay {
    guard let time = TimeOfDay(try text()) else { throw damaged() }
    return time
  }

  mutating func optionalDecimal() throws -> DecimalNumber? {
    guard let text = try optionalText() else { return nil }
    guard let number = DecimalNumber(text) else { throw damaged() }
    return number
  }

  mutating func sequence() throws -> JournalNumber { JournalNumber(try integer()) }
}
