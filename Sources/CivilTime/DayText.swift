extension CivilDay: CustomStringConvertible {
  /// The years a ledger accepts: 1900-01-01 to 2199-12-31.
  public static let acceptedYears = 1900...2199

  /// Reads `YYYY-MM-DD`, and nothing else.
  ///
  /// Days that come from people must lie in `acceptedYears`; a day the ledger has computed and stored may lie beyond.
  public init?(_ text: some StringProtocol, years: ClosedRange<Int> = CivilDay.acceptedYears) {
    var digits: [Int] = []
    digits.reserveCapacity(8)
    var position = 0
    for byte in text.utf8 {
      switch position {
      case 4, 7:
        guard byte == UInt8(ascii: "-") else { return nil }
      case 0...9:
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        digits.append(Int(byte) - 48)
      default:
        return nil
      }
      position += 1
    }
    guard digits.count == 8, position == 10 else { return nil }
    let year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]
    guard years.contains(year) else { return nil }
    self.init(year: year, month: digits[4] * 10 + digits[5], day: digits[6] * 10 + digits[7])
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
