/// A moment in UTC, to the millisecond.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int

  /// The moment `milliseconds` after 1970-01-01T00:00:00Z.
  public init(milliseconds: Int) {
    self.milliseconds = milliseconds
  }

  /// Reads `YYYY-MM-DDTHH:MM[:SS[.mmm]]` with `Z` or an offset such as `-06:00`.
  ///
  /// Moments that come from people must lie in the accepted years, in UTC as well as where they were.
  public init?(_ text: some StringProtocol) {
    self.init(stored: text)
    guard CivilDay(text.prefix(10)) != nil, CivilDay(description.prefix(10)) != nil else { return nil }
  }

  /// Reads a moment the ledger has written itself, which may lie beyond the accepted years.
  public init?(stored text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 17, bytes[10] == UInt8(ascii: "T"), bytes.count <= 32,
      let day = CivilDay(stored: String(decoding: bytes[0..<10], as: UTF8.self))
    else { return nil }
    var rest = bytes[11...]
    guard let time = Instant.takeClock(&rest), let offset = Instant.takeOffset(rest) else { return nil }
    milliseconds = day.ordinal * 86_400_000 + time - offset * 60_000
  }

  /// `YYYY-MM-DDTHH:MM:SS.mmmZ`.
  public var description: String {
    let ofDay = (milliseconds % 86_400_000 + 86_400_000) % 86_400_000
    let day = CivilDay(ordinal: (milliseconds - ofDay) / 86_400_000)
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let clock = [ofDay / 3_600_000, ofDay / 60_000 % 60, ofDay / 1000 % 60].map { padded($0, 2) }
    return "\(day)T\(clock.joined(separator: ":")).\(padded(ofDay % 1000, 3))Z"
  }

  /// `YYYY-MM-DD HH:MM:SS UTC`, for people; without the milliseconds.
  public var words: String {
    let text = description
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8)) UTC"
  }

  public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

  /// Takes `HH:MM[:SS[.mmm]]` off the front; milliseconds since midnight.
  private static func takeClock(_ bytes: inout ArraySlice<UInt8>) -> Int? {
    guard let hour = takeDigits(&bytes, 2), hour < 24, take(":", &bytes), let minute = takeDigits(&bytes, 2),
      minute < 60
    else { return nil }
    var result = hour * 3_600_000 + minute * 60_000
    guard take(":", &bytes) else { return result }
    guard let second = takeDigits(&bytes, 2), second < 60 else { return nil }
    result += second * 1000
    guard take(".", &bytes) else { return result }
    var scale = 100
    var count = 0
    while let digit = takeDigits(&bytes, 1) {
      result += digit * scale
      scale /= 10
      count += 1
    }
    return count > 0 ? result : nil
  }

  /// Reads `Z` or `±HH:MM`, which must be all that is left; minutes east of UTC.
  private static func takeOffset(_ bytes: ArraySlice<UInt8>) -> Int? {
    var rest = bytes
    if take("Z", &rest) { return rest.isEmpty ? 0 : nil }
    let east = take("+", &rest)
    guard east || take("-", &rest), let hours = takeDigits(&rest, 2), hours <= 14, take(":", &rest),
      let minutes = takeDigits(&rest, 2), minutes < 60, rest.isEmpty
    else { return nil }
    return (east ? 1 : -1) * (hours * 60 + minutes)
  }

  private static func take(_ character: Unicode.Scalar, _ bytes: inout ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, UInt32(first) == character.value else { return false }
    bytes.removeFirst()
    return true
  }

  private static func takeDigits(_ bytes: inout ArraySlice<UInt8>, _ count: Int) -> Int? {
    guard bytes.count >= count else { return nil }
    var value = 0
    for byte in bytes.prefix(count) {
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int(byte) - 48
    }
    bytes.removeFirst(count)
    return value
  }
}
