import Coverage
import Foundation

/// A file or standard input, read a piece at a time.
public final class InputBytes {
  /// What people call it: the file's path, or "standard input".
  public let name: String
  /// Bytes in the file; nil where that is not known beforehand.
  public let size: Int?
  /// Bytes read so far.
  public private(set) var consumed = 0

  private let descriptor: Int32
  private var first: [UInt8]?

  /// Reads a file, or standard input where the path is `-`.
  public init(path: String) throws {
    name = path == "-" ? "standard input" : path
    descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let reason = errno
      throw Fault(
        reason == ENOENT ? .noInput : .inputOutput, "cannot read \(name): \(String(cString: strerror(reason)))",
        hint: "name a file, or - for standard input")
    }
    var status = stat()
    let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    size = isFile ? Int(status.st_size) : nil
  }

  deinit {
    close(descriptor)
  }

  /// The next bytes; none at the end.
  public func next() throws -> [UInt8] {
    if let first {
      self.first = nil
      return first
    }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    var count = -1
    repeat {
      count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    } while count < 0 && errno == EINTR
    guard count >= 0 else {
      throw Fault(
        .inputOutput, "cannot read \(name): \(String(cString: strerror(errno)))",
        hint: "name a file, or - for standard input")
    }
    consumed += count
    chunk.removeLast(chunk.count - count)
    return chunk
  }

  /// The first bytes, which `next` gives again.
  func peek() throws -> [UInt8] {
    if let first { return first }
    let bytes = try next()
    first = bytes
    return bytes
  }
}
