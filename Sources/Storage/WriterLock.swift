import Coverage
import Foundation

/// The lock writers take turns by: an advisory `flock` on a file beside the database.
///
/// SQLite's own busy handler polls and starves writers; waiting here first keeps the longest wait short.
final class WriterLock {
  private let descriptor: Int32

  /// Waits for the lock, `seconds` at most.
  init(beside path: String, seconds: Int) throws {
    let lockPath = path + ".lock"
    let opened = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard opened >= 0 else {
      throw Fault(
        .inputOutput, "cannot open the lock file \(lockPath): \(systemMessage(errno))",
        hint: "check who may write the database's folder")
    }
    descriptor = opened
    let deadline = ContinuousClock.now + .seconds(seconds)
    while flock(opened, LOCK_EX | LOCK_NB) != 0 {
      let reason = errno
      guard reason == EWOULDBLOCK || reason == EINTR else {
        close(opened)
        throw Fault(.inputOutput, "cannot lock \(lockPath): \(systemMessage(reason))")
      }
      guard ContinuousClock.now < deadline else {
        close(opened)
        throw Fault(
          .busy, "another process has been writing to \(path) for more than \(seconds) s",
          hint: "try again, or wait longer with --wait SECONDS")
      }
      usleep(1_000)
    }
  }

  deinit {
    // Closing the descriptor gives the lock back.
    close(descriptor)
  }
}

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
  String(cString: strerror(number))
}
