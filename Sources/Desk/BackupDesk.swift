import Coverage
import Foundation
import Storage

/// A backup, as written or as restored.
public struct BackupAnswer: Sendable {
  /// The file written.
  public let path: String
  /// The SHA-256 of the backup's bytes, in hexadecimal.
  public let sha256: String
  /// Entries of the journal in it.
  public let entries: Int
  /// The hash of the last of them.
  public let head: String
}

extension Desk {
  /// Copies the ledger into a new file, reads the copy's chain, and writes the copy's hash beside it.
  public func backUp(to path: String, lockSeconds: Int) throws -> BackupAnswer {
    let hash = try store.backup(to: path).hexadecimal
    do {
      let audit = try Desk.verify(path, quick: true, expecting: nil, lockSeconds: lockSeconds)
      guard audit.breaks.isEmpty else {
        throw Fault(
          .configuration, "\(self.path) is broken: \(audit.breaks.first?.message ?? "")",
          hint: "run `authledger verify`, and restore an earlier backup")
      }
      try SumFile.write(hash, of: path)
      return BackupAnswer(path: path, sha256: hash, entries: audit.entries, head: audit.head)
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Puts a backup in the place of a ledger that is not there, after its hash and everything in it was checked.
  ///
  /// The hash is the one written beside the backup, where none is given.
  public static func restore(
    _ backup: String, to path: String, sha256: String?, lockSeconds: Int
  ) throws -> BackupAnswer {
    let wanted = try sha256 ?? SumFile.read(of: backup)
    var audit: VerifyAnswer?
    try Store.restore(from: backup, to: path, hash: bytes(wanted)) { copy in
      let found: VerifyAnswer
      do {
        found = try verify(copy, quick: false, expecting: nil, lockSeconds: lockSeconds)
      } catch let fault as Fault {
        // The copy has no name anyone knows.
        let message = fault.message.replacingOccurrences(of: copy, with: backup)
        throw Fault(fault.code, message, hint: fault.code == .configuration ? "restore another backup" : fault.hint)
      }
      guard found.breaks.isEmpty else {
        throw Fault(
          .configuration, "\(backup) is broken: \(found.breaks.first?.message ?? "")",
          hint: "restore an earlier backup")
      }
      audit = found
    }
    return BackupAnswer(path: path, sha256: wanted, entries: audit?.entries ?? 0, head: audit?.head ?? "")
  }

  private static func bytes(_ hexadecimal: String) -> [UInt8] {
    stride(from: 0, to: hexadecimal.utf8.count - 1, by: 2).compactMap { offset in
      UInt8(hexadecimal.dropFirst(offset).prefix(2), radix: 16)
    }
  }
}

/// The hash of a backup, in a file beside it that `sha256sum --check` reads too.
private enum SumFile {
  static func write(_ hash: String, of path: String) throws {
    let name = path + ".sha256"
    let file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else {
      throw Fault(
        errno == EEXIST ? .conflict : .inputOutput, "cannot write \(name): \(String(cString: strerror(errno)))",
        hint: "choose another name for the backup")
    }
    defer { close(file) }
    let line = Array("\(hash)  \(PathParts.name(of: path))\n".utf8)
    guard line.withUnsafeBytes({ Foundation.write(file, $0.baseAddress, $0.count) }) == line.count, fsync(file) == 0
    else {
      unlink(name)
      throw Fault(.inputOutput, "cannot write \(name): \(String(cString: strerror(errno)))")
    }
    do {
      try Store.syncDirectory(of: name)
    } catch {
      unlink(name)
      throw error
    }
  }

  static func read(of path: String) throws -> String {
    let name = path + ".sha256"
    guard access(path, F_OK) == 0 else {
      throw Fault(.noInput, "there is no backup at \(path)", hint: "name a file that `authledger backup` has written")
    }
    var bytes = Data()
    if access(name, F_OK) == 0 {
      guard let read = FileManager.default.contents(atPath: name) else {
        throw Fault(.inputOutput, "cannot read \(name)", hint: "give the hash that `backup` printed with --sha256")
      }
      bytes = read
    }
    guard let word = String(decoding: bytes, as: UTF8.self).split(separator: " ").first, word.utf8.count == 64,
      word.allSatisfy(\.isHexDigit)
    else {
      throw Fault(
        .noInput, "the hash of \(path) is not beside it, in \(name)",
        hint: "give the hash that `backup` printed with --sha256")
    }
    return word.lowercased()
  }
}
