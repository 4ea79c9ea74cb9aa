import Coverage
import Crypto
import Foundation
import GRDB

extension Store {
  /// Copies the whole ledger, as it stands between two commits, into a new file that its owner alone can read.
  ///
  /// Writers wait while it copies: a copy taken beside them would begin anew with each of their commits.
  /// Gives the SHA-256 of the copy's bytes.
  public func backup(to copy: String) throws -> [UInt8] {
    guard access(copy, F_OK) != 0 else {
      throw Fault(.conflict, "\(copy) exists already", hint: "give the backup another name")
    }
    let lock =
      FileManager.default.isWritableFile(atPath: path + ".lock")
      ? try WriterLock(beside: path, seconds: lockSeconds) : nil
    return try withExtendedLifetime(lock) {
      try DatabaseFile.make(at: copy)
      do {
        try DatabaseFile.translating(copy) {
          let destination = DatabaseFile.kept(try DatabaseQueue(path: copy))
          try queue.backup(to: destination)
          try destination.close()
        }
        let hash = try BackupFile.hash(of: copy, syncing: true)
        try DatabaseFile.syncDirectory(of: copy)
        return hash
      } catch {
        unlink(copy)
        throw error
      }
    }
  }

  /// Puts a backup in the place of a ledger that is not there, after `check` has found nothing against the copy.
  ///
  /// The copy takes the name only when it is whole, has the hash the backup was given, and is on the disk. A file that
  /// has the name is never replaced.
  public static func restore(
    from backup: String, to path: String, hash: [UInt8], check: (String) throws -> Void
  ) throws {
    // SQLite would roll a journal that was left behind back into the file that takes the name.
    var status = stat()
    for name in [path, path + "-journal", path + "-wal"]
    where lstat(name, &status) == 0 && (name == path || status.st_size > 0) {
      throw Fault(.conflict, "\(name) exists already", hint: "move it away first, or restore to another --db")
    }
    // A name of its own, so that two restores at a time do not take each other's copy for theirs.
    let copy = path + ".restoring-\(getpid())"
    do {
      try DatabaseFile.make(at: copy)
    } catch let fault as Fault {
      throw Fault(fault.code, fault.message.replacingOccurrences(of: copy, with: path), hint: fault.hint)
    }
    defer { remove(copy) }
    guard try BackupFile.copy(from: backup, to: copy) == hash else {
      throw Fault(
        .configuration, "\(backup) is not as it was written: its SHA-256 differs", hint: "restore another backup")
    }
    try check(copy)
    guard link(copy, path) == 0 else {
      let reason = errno
      throw reason == EEXIST
        ? Fault(.conflict, "\(path) exists already", hint: "move it away first, or restore to another --db")
        : Fault(.inputOutput, "cannot create \(path): \(systemMessage(reason))", hint: "name a folder you may write")
    }
    try DatabaseFile.syncDirectory(of: path)
  }
}

/// The bytes of a backup, hashed as they are read.
public enum BackupFile {
  /// The SHA-256 of a file's bytes; with `syncing`, of bytes that are on the disk.
  static func hash(of path: String, syncing: Bool) throws -> [UInt8] {
    let file = try opened(path, O_RDONLY)
    defer { close(file) }
    guard !syncing || fsync(file) == 0 else {
      throw Fault(.inputOutput, "cannot write \(path): \(systemMessage(errno))", hint: "make room, and run it again")
    }
    var hash = SHA256()
    try read(file, path) { hash.update(data: $0) }
    return [UInt8](hash.finalize())
  }

  /// Copies a file's bytes over an empty one and to the disk; their SHA-256.
  static func copy(from source: String, to destination: String) throws -> [UInt8] {
    let input = try opened(source, O_RDONLY)
    defer { close(input) }
    let output = try opened(destination, O_WRONLY | O_NOFOLLOW)
    defer { close(output) }
    var hash = SHA256()
    try read(input, source) { bytes in
      hash.update(data: bytes)
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = rest.withUnsafeBytes { Foundation.write(output, $0.baseAddress, $0.count) }
        guard written > 0 else { throw full(destination) }
        rest = rest.dropFirst(written)
      }
    }
    guard fsync(output) == 0 else { throw full(destination) }
    return [UInt8](hash.finalize())
  }

  private static func full(_ path: String) -> Fault {
    Fault(.inputOutput, "cannot write \(path): \(systemMessage(errno))", hint: "make room, and run it again")
  }

  private static func opened(_ path: String, _ flags: Int32) throws -> Int32 {
    let file = open(path, flags | O_CLOEXEC)
    guard file >= 0 else {
      let reason = errno
      throw Fault(
        reason == ENOENT ? .noInput : .inputOutput, "cannot open \(path): \(systemMessage(reason))",
        hint: "name a backup that `authledger backup` has written")
    }
    return file
  }

  private static func read(_ file: Int32, _ path: String, _ take: ([UInt8]) throws -> Void) throws {
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = buffer.withUnsafeMutableBytes { Foundation.read(file, $0.baseAddress, $0.count) }
      guard count >= 0 else {
        throw Fault(.inputOutput, "cannot read \(path): \(systemMessage(errno))", hint: "try again")
      }
      guard count > 0 else { return }
      try take(count == buffer.count ? buffer : Array(buffer[..<count]))
    }
  }
}
