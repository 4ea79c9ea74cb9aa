import Storage

/// Reads lines from a file or standard input in flat memory, however long the input is.
public final class LineReader {
  /// A line without its line break.
  public struct Line: Sendable {
    /// Its number, counted from 1.
    public let number: Int
    /// Its bytes; empty when it is too long.
    public let bytes: [UInt8]
    /// Whether it is longer than `longest`, and was passed over.
    public let isTooLong: Bool
  }

  /// The longest line, in bytes without its line break.
  public static let longest = 1_048_576

  private let input: InputBytes
  private var buffer: [UInt8] = []
  private var position = 0
  private var number = 0
  private var isAtEnd = false

  /// Reads the lines of a file or of standard input.
  public init(_ input: InputBytes) { self.input = input }

  /// The next line that is not blank; nil at the end.
  public func next() throws -> Line? {
    while let line = try nextRaw() {
      // A byte of JSON takes up to 32 once it is read.
      try Headroom.step(1 + line.bytes.count / 128)
      if line.isTooLong || line.bytes.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0d }) { return line }
    }
    return nil
  }

  private func nextRaw() throws -> Line? {
    var isTooLong = false
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0a) {
        defer { position = end + 1 }
        return line(to: end, isTooLong: isTooLong)
      }
      if isAtEnd {
        guard position < buffer.count || isTooLong else { return nil }
        defer { position = buffer.count }
        return line(to: buffer.count, isTooLong: isTooLong)
      }
      if buffer.count - position > LineReader.longest {
        isTooLong = true
        position = buffer.count
      }
      try fill()
      searched = position
    }
  }

  /// The line whose last bytes stand in the buffer; its first may have been passed over.
  private func line(to end: Int, isTooLong wasTooLong: Bool) -> Line {
    number += 1
    let isTooLong = wasTooLong || end - position > LineReader.longest
    return Line(number: number, bytes: isTooLong ? [] : Array(buffer[position..<end]), isTooLong: isTooLong)
  }

  /// Drops what has been read, and adds the next bytes.
  private func fill() throws {
    buffer.removeFirst(position)
    position = 0
    let bytes = try input.next()
    isAtEnd = bytes.isEmpty
    buffer.append(contentsOf: bytes)
  }
}
