import CivilTime
import Coverage

/// Days as people write them.
public enum DayArgument {
  /// Reads `YYYY-MM-DD`; a fault that says what else it may have been.
  public static func read(_ text: String, field: String) throws -> CivilDay {
    if let day = CivilDay(text) { return day }
    // A day of birth is personal, and appears in no message.
    let shown = field.contains("birth") ? field : "\(field) \(text)"
    if CivilDay(stored: text) != nil {
      throw Fault(.invalid, "\(shown) is outside 1900-01-01 to 2199-12-31", hint: "check the year")
    }
    if text.utf8.count == 10, let first = CivilDay("\(text.prefix(8))01") {
      let (year, month, _) = first.components
      throw Fault(
        .invalid, "\(shown) is not a day",
        hint: "that month has \(CivilDay.daysIn(month: month, year: year)) days")
    }
    throw Fault(.invalid, "\(shown) is not a day", hint: "write days as YYYY-MM-DD, such as 2026-03-09")
  }
}

/// Weights and heights as people write them.
public enum MeasureArgument {
  /// Reads a decimal number above 0 and up to `most`.
  public static func read(_ text: String, field: String, most: Int) throws -> DecimalNumber {
    guard let number = DecimalNumber(text), number > DecimalNumber(thousandths: 0),
      number <= DecimalNumber(thousandths: most * 1000)
    else {
      throw Fault(
        .invalid, "\(field) must be a number above 0 and at most \(most)",
        hint: "write it with a point, such as 61.5")
    }
    return number
  }
}

/// Whole numbers as people write them.
public enum WholeArgument {
  /// Reads a number of something in digits; a sign, a point or a comma is refused, not guessed at.
  public static func read(_ text: String, field: String, in range: ClosedRange<Int>) throws -> Int {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
      throw Fault(.invalid, "\(field) \(text) is not a whole number", hint: "write it in digits, such as 28")
    }
    guard let number = Int(text), range.contains(number) else {
      throw Fault(
        .invalid, "\(field) must be from \(range.lowerBound) to \(range.upperBound); it is \(text)",
        hint: "check the number")
    }
    return number
  }
}

/// Units of an entry as people write them.
public enum EntryArgument {
  /// The most units an entry may have of either kind, and the most vials.
  public static let most = 100_000

  /// An entry of units; a fault when it has none.
  public static func read(
    on day: CivilDay, units: Int, discarded: Int, vials: Int?, indication: String?, code: String?
  ) throws -> UnitEntry {
    for (name, count) in [("units", units), ("discarded", discarded), ("vials", vials ?? 0)] {
      guard (0...most).contains(count) else {
        throw Fault(.invalid, "\(name) must be from 0 to \(most); it is \(count)", hint: "check the number")
      }
    }
    guard units + discarded >= 1 else {
      throw Fault(.invalid, "no units", hint: "give at least 1 unit, administered or discarded")
    }
    return UnitEntry(
      on: day, administered: Units(units), discarded: Units(discarded), vials: vials.map { Vials($0) },
      indication: indication.map { IndicationKey($0) }, code: code)
  }
}
