import Coverage
import Foundation
import GRDBSQLite
import Synchronization

// What this file keeps true
// (1) A command begins with `least` bytes of address space, or not at all.
// (2) After every `stride` steps there is room for all that the steps until the next time can take, the growth of what
//     is already there included; without it the command ends with a fault, and what it was about is not on file.
// (3) Asking touches no memory, and takes none from another thread.

/// The memory a command works in, asked for before it begins and again step by step: Swift ends a program that runs out
/// in the middle of something, and a thread that cannot be had is waited for without end.
public enum Headroom {
  /// Twice what a thread's stack takes, and more than any command needs on a small ledger.
  private static let least = 16 << 20
  /// Steps from one time to the next.
  private static let stride = 256
  /// More than a row of the ledger takes when it is read, judged or written.
  private static let stepBytes = 4_096
  /// Times what is there already: a list that grows stands for a moment beside itself at double its length, and the
  /// words of an answer take less than twice the answer.
  private static let growth = 2
  /// A stack, and twice the 64 MiB glibc reserves for the memory of a thread.
  private static let thread = (8 + 128) << 20

  /// Steps made by this process.
  private static let steps = Atomic(0)

  /// Throws when there is too little to begin with.
  public static func begin() throws {
    guard canBeMapped(least) else {
      throw Fault(
        .unexpected, "there is too little memory to begin with",
        hint: "close other programs, or allow \(least >> 20) MiB more with `ulimit -v`")
    }
  }

  /// Counts steps — a row read or written, a line of input — and asks again where enough were made.
  public static func step(_ count: Int = 1) throws {
    let before = steps.wrappingAdd(count, ordering: .relaxed).oldValue
    guard before / stride != (before + count) / stride else { return }
    let memory = Memory.now
    try ask(for: least + count * stepBytes + growth * memory.heap, of: memory)
  }

  /// Asks for what it takes to put an answer into words, where it may be a long one: words take no steps.
  static func beforeWording() throws {
    guard steps.load(ordering: .relaxed) >= stride else { return }
    let memory = Memory.now
    try ask(for: least + growth * memory.heap, of: memory)
  }

  /// Whether there is room for a second thread: its stack, and what the C library sets aside for it beside that.
  static var holdsAnotherThread: Bool {
    let memory = Memory.now
    return isFree(least + growth * memory.heap + thread, of: memory)
  }

  private static func ask(for bytes: Int, of memory: Memory) throws {
    guard isFree(bytes, of: memory) else { throw lacking }
  }

  /// What a command that cannot go on ends with.
  static var lacking: Fault {
    Fault(
      .unexpected, "there is too little memory to go on",
      hint: "close other programs, or allow more with `ulimit -v`; what was acknowledged is on file")
  }

  /// Where the process has a limit it is reckoned with: to map what is asked for would for a moment take it from
  /// another thread. The rest is for the system to say.
  private static func isFree(_ bytes: Int, of memory: Memory) -> Bool {
    var limit = rlimit()
    let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 && memory.size > 0
    if isKnown, limit.rlim_cur < rlim_t(Int.max) {
      return memory.size + bytes <= Int(limit.rlim_cur)
    }
    return canBeMapped(bytes)
  }

  private static func canBeMapped(_ bytes: Int) -> Bool {
    guard let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      memory != MAP_FAILED
    else { return false }
    munmap(memory, bytes)
    return true
  }
}

/// What the process has, in bytes, as the system says; nothing where it does not say.
private struct Memory {
  /// Address space.
  var size = 0
  /// What was written to and is no file's, without SQLite's, which copes with running out.
  var heap = 0

  static var now: Memory {
    let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return Memory() }
    defer { close(file) }
    var text = [UInt8](repeating: 0, count: 128)
    let count = text.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
    // Pages of address space, in memory, and of these a file's.
    let pages = text.prefix(max(0, count)).split(separator: UInt8(ascii: " ")).prefix(3).compactMap {
      Int(String(decoding: $0, as: UTF8.self))
    }
    guard pages.count == 3 else { return Memory() }
    let bytes = Int(getpagesize())
    return Memory(
      size: pages[0] * bytes, heap: max(0, (pages[1] - pages[2]) * bytes - Int(sqlite3_memory_used())))
  }
}
