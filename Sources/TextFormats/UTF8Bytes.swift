/// Questions about bytes that should be UTF-8, shared by the readers.
///
/// Neither is on the path of a good ASCII line: validity is asked only of bytes above 0x7F, and positions only
/// when there is a fault to report.
enum UTF8Bytes {
  /// The offset of the first byte that is not part of valid UTF-8; nil when all are.
  static func firstInvalidOffset(in bytes: some Sequence<UInt8>) -> Int? {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }

  /// How many Unicode characters (scalars) begin in these bytes.
  static func characterCount(_ bytes: some Sequence<UInt8>) -> Int {
    var count = 0
    for byte in bytes where !isContinuation(byte) {
      count += 1
    }
    return count
  }

  /// Whether the byte continues a character that an earlier byte began.
  private static func isContinuation(_ byte: UInt8) -> Bool {
    byte & 0b1100_0000 == 0b1000_0000
  }

  /// The three bytes of U+FEFF, which some programs put before the text.
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
