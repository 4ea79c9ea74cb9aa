import Foundation
import Testing

@testable import Desk

/// Lines of any length from a file.
@Suite struct LineReaderTests {
  private func lines(of text: [UInt8]) throws -> [LineReader.Line] {
    let path = NSTemporaryDirectory() + "authledger-lines-" + UUID().uuidString
    try Data(text).write(to: URL(fileURLWithPath: path))
    defer { unlink(path) }
    let reader = LineReader(try InputBytes(path: path))
    var lines: [LineReader.Line] = []
    while let line = try reader.next() { lines.append(line) }
    return lines
  }

  @Test("the longest line is taken and one a byte longer passed over, with a line break and without")
  func longest() throws {
    let longest = [UInt8](repeating: UInt8(ascii: "x"), count: LineReader.longest)
    let (end, short) = ([UInt8(ascii: "\n")], [UInt8(ascii: "y")])
    let tooLong = longest + short
    // A line that begins well into what is read at once ends in another piece.
    let read = try lines(of: longest + end + tooLong + end + short + end + end + longest + end + tooLong)
    #expect(read.map(\.number) == [1, 2, 3, 5, 6])
    #expect(read.map(\.isTooLong) == [false, true, false, false, true])
    #expect(read.map(\.bytes.count) == [LineReader.longest, 0, 1, LineReader.longest, 0])
    #expect(try lines(of: longest).map(\.isTooLong) == [false])
    #expect(try lines(of: longest + longest).map(\.isTooLong) == [true])
    #expect(try lines(of: longest + longest + end + short).map(\.bytes) == [[], short])
  }
}
