import Coverage
import Foundation

/// The memory a command works in, asked for before it begins: Swift ends a program that runs out in the middle, and a
/// thread that cannot be had is waited for without end.
enum Headroom {
  /// Twice what a thread's stack takes, and more than any command needs on a small ledger.
  private static let bytes = 16 << 20

  /// Throws when there is too little to begin with.
  static func check() throws {
    guard let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      memory != MAP_FAILED
    else {
      throw Fault(
        .unexpected, "there is too little memory to begin with",
        hint: "close other programs, or allow \(bytes >> 20) MiB more with `ulimit -v`")
    }
    munmap(memory, bytes)
  }
}
