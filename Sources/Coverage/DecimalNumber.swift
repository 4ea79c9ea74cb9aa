/// An exact decimal number of up to nine places, so that 0.1 is 0.1.
public struct DecimalNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number in thousand-millionths.
  private var billionths: Int

  private static let one = 1_000_000_000

  /// Reads digits with an optional sign and an optional point, such as `0.1`, up to 999,999,999.
  public init?(_ text: some StringProtocol) {
    var negative = false
    var whole = 0
    var fraction = 0
    var scale = DecimalNumber.one
    var digits = 0
    var seenPoint = false
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where index == 0:
        negative = true
      case UInt8(ascii: ".") where !seenPoint && digits > 0:
        seenPoint = true
        digits = 0
      case 48...57:
        digits += 1
        if seenPoint {
          guard scale > 1 else { return nil }
          scale /= 10
          fraction += Int(byte - 48) * scale
        } else {
          guard digits <= 9 else { return nil }
          whole = whole * 10 + Int(byte - 48)
        }
      default:
        return nil
      }
    }
    guard digits > 0 else { return nil }
    let magnitude = whole * DecimalNumber.one + fraction
    billionths = negative ? -magnitude : magnitude
  }

  /// A number of thousandths, such as grams of a kilogram.
  public init(thousandths: Int) {
    billionths = thousandths * 1_000_000
  }

  /// The number that is one less in its last place: 149 for 150, 0.14 for 0.15.
  public var justBelow: DecimalNumber {
    var step = 1
    while step < DecimalNumber.one, billionths.isMultiple(of: step * 10) { step *= 10 }
    var below = self
    below.billionths -= step
    return below
  }

  /// The nearest floating-point number, for advice that is computed and rounded, never for a rule.
  public var approximate: Double { Double(billionths) / Double(DecimalNumber.one) }

  /// The shortest decimal text.
  public var description: String {
    let magnitude = abs(billionths)
    let whole = String(magnitude / DecimalNumber.one)
    var places = String(magnitude % DecimalNumber.one + DecimalNumber.one).dropFirst()
    while places.last == "0" { places.removeLast() }
    return (billionths < 0 ? "-" : "") + whole + (places.isEmpty ? "" : "." + places)
  }

  public static func < (left: DecimalNumber, right: DecimalNumber) -> Bool { left.billionths < right.billionths }
}
