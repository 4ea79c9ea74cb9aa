extension CivilDay: CustomStringConvertible {
  /// The years a ledger accepts: 1900-01-01 to 2199-12-31.
  public static let acceptedYears = 1900...2199

  /// Reads `YYYY-MM-DD`, and nothing else.
  ///
  /// Days that come from people must lie in `acceptedYears`; a day the ledger has computed and stored may lie beyond.
  public init?(_ text: some StringProtocol, years: ClosedRange<Int> = CivilDay.acceptedYears) {
    // Year, month and day share one sum of digits: 20260302 for 2026-03-02.
    var digits = 0
    var position = 0
    for byte in text.utf8 {
      switch position {
      case 4, 7:
        guard byte == UInt8(ascii: "-") else { return nil }
      case 0...9:
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        digits = digits * 10 + Int(byte) - 48
      default:
        return nil
      }
      position += 1
    }
    guard position == 10, years.contains(digits / 10_000) else { return nil }
    self.init(year: digits / 10_000, month: digits / 100 % 100, day: digits % 100)
  }

  /// Reads a day the ledger has written itself, which may lie beyond the accepted years.
  public init?(stored text: some StringProtocol) {
    self.init(text, years: 0...9999)
  }

  /// `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = components
    return String(unsafeUninitializedCapacity: 10) { buffer in
      func put(_ value: Int, at index: Int) { buffer[index] = UInt8(truncatingIfNeeded: 48 + value % 10) }
      put(year / 1000, at: 0)
      put(year / 100, at: 1)
      put(year / 10, at: 2)
      put(year, at: 3)
      buffer[4] = UInt8(ascii: "-")
      put(month / 10, at: 5)
      put(month, at: 6)
      buffer[7] = UInt8(ascii: "-")
      put(day / 10, at: 8)
      put(day, at: 9)
      return 10
    }
  }
}
