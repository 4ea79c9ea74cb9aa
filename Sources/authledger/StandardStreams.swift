import Coverage
import Foundation

/// Standard output and standard error, written to with no layer in between, so that every failure is seen.
enum StandardStreams {
  /// Nobody reads standard output any more. The command ends quietly.
  struct Closed: Error {}

  /// Makes writing fail where it would otherwise end the program or reach a wrong file.
  static func prepare() {
    // A full quota and a closed pipe are errors to report, not deaths.
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    // A stream that was closed must not come back as the number of the database's file; what is written to it fails.
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) == -1 {
      _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Writes all of the bytes to standard output; throws `Closed` or a fault.
  static func write(_ bytes: [UInt8]) throws {
    guard let reason = write(bytes, to: STDOUT_FILENO) else { return }
    if reason == EPIPE { throw Closed() }
    throw Fault(
      .inputOutput, "cannot write to standard output: \(String(cString: strerror(reason)))",
      hint: "what was asked for may be on file already; look before you send it again")
  }

  /// Writes lines to standard error, as far as that can be written to.
  static func complain(_ lines: [String]) {
    _ = write(Array(lines.map { $0 + "\n" }.joined().utf8), to: STDERR_FILENO)
  }

  /// Writes text to standard error as it stands.
  static func draw(_ text: String) { _ = write(Array(text.utf8), to: STDERR_FILENO) }

  /// Writes all of the bytes; the reason when that fails.
  static func write(_ bytes: [UInt8], to stream: Int32) -> Int32? {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Foundation.write(stream, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count >= 0 {
          rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
          var waiting = pollfd(fd: stream, events: Int16(POLLOUT), revents: 0)
          poll(&waiting, 1, -1)
        } else if errno != EINTR {
          return errno
        }
      }
      return nil
    }
  }
}
