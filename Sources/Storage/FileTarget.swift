import Coverage
import Foundation

extension Store {
  /// Refuses to let a file be written over a ledger, over what is kept beside one, or over a file that is being read.
  public static func checkTarget(_ path: String, sparing inputs: [String]) throws {
    for input in inputs where DatabaseFile.isSameFile(path, input) {
      throw Fault(.conflict, "\(path) is the file that is read", hint: "name another file for the results")
    }
    for suffix in ["", "-journal", "-wal", "-shm", ".lock"] where path.hasSuffix(suffix) {
      let ledger = String(path.dropLast(suffix.count))
      guard try DatabaseFile.isLedger(ledger) else { continue }
      throw Fault(
        .conflict, suffix.isEmpty ? "\(path) is a ledger" : "\(path) belongs to the ledger \(ledger)",
        hint: "name another file")
    }
  }
}

extension DatabaseFile {
  /// Whether a file is a ledger of any schema; one that is there and cannot be read is a fault.
  fileprivate static func isLedger(_ path: String) throws -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    return isLedger(header: try header(of: path))
  }

  fileprivate static func isSameFile(_ left: String, _ right: String) -> Bool {
    var (one, other) = (stat(), stat())
    return stat(left, &one) == 0 && stat(right, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino
  }
}
