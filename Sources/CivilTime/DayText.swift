extension CivilDay: CustomStringConvertible {
  /// The years a ledger accepts: 1900-01-01 to 2199-12-31.
  public static let acceptedYears = 1900...2199

  /// Reads `YYYY-MM-DD`, and nothing else.
  ///
  /// Days that come from people must lie in `acceptedYears`; a day the ledger has computed and stored may lie beyond.
  public init?(_ text: some StringProtocol) {
    self.init(stored: text)
    guard CivilDay.acceptedYears.contains(components.year) else { return nil }
  }

  /// Reads a day the ledger has written itself, which may lie beyond the accepted years.
  public init?(stored text: some StringProtocol) {
    var text = String(text)
    guard let day = text.withUTF8({ CivilDay(stored: $0) }) else { return nil }
    self = day
  }

  /// Reads the bytes of such a day where they lie.
  public init?(stored text: UnsafeBufferPointer<UInt8>) {
    guard text.count == 10 else { return nil }
    // Year, month and day share one sum of digits: 20260302 for 2026-03-02.
    var digits = 0
    for (position, byte) in text.enumerated() {
      if position == 4 || position == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        digits = digits * 10 + Int(byte) - 48
      }
    }
    self.init(year: digits / 10_000, month: digits / 100 % 100, day: digits % 100)
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
