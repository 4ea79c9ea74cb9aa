import Coverage
import Desk
import Foundation

/// A file a command writes beside the ledger: it takes its name only when it is whole, and its owner alone can read it.
final class OutputFile {
  private let path: String
  private let unfinished: String
  private let descriptor: Int32
  private var isFinished = false

  /// Begins to write; what stands under the name stays until the new file is whole. It may be none of the files that
  /// are being read, and no ledger.
  init(path: String, sparing inputs: [String] = []) throws {
    self.path = path
    try Desk.checkTarget(path, sparing: inputs)
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw Fault(.inputOutput, "\(path) is not a file", hint: "name another file")
    }
    unfinished = path + ".unfinished"
    // What a run that was broken off has left is of no use to anyone.
    unlink(unfinished)
    descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw Fault(
        .inputOutput, "cannot write \(path): \(String(cString: strerror(errno)))",
        hint: "name a file in a folder you may write to")
    }
  }

  deinit {
    close(descriptor)
    if !isFinished { unlink(unfinished) }
  }

  func write(_ bytes: [UInt8]) throws {
    guard let reason = StandardStreams.write(bytes, to: descriptor) else { return }
    throw Fault(
      .inputOutput, "cannot write \(path): \(String(cString: strerror(reason)))", hint: "make room, and run it again")
  }

  /// Gives the file its name.
  func finish() throws {
    guard fsync(descriptor) == 0, rename(unfinished, path) == 0 else {
      throw Fault(
        .inputOutput, "cannot write \(path): \(String(cString: strerror(errno)))", hint: "make room, and run it again")
    }
    isFinished = true
    try Desk.syncDirectory(of: path)
  }
}
