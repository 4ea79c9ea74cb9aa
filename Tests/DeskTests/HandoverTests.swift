import Foundation
import Testing

@testable import Storage

/// Work that is done ahead and behind on other threads looks as if it were done in place.
@Suite struct HandoverTests {
  private struct Broken: Error {}

  /// What a thread has done, read by another once it has ended.
  private final class Record {
    var values: [Int] = []
  }

  @Test("what is made ahead comes in order, and an error after what was made before it", arguments: [0, 1, 2, 50])
  func ahead(count: Int) throws {
    var next = 0
    let ahead = WorkAhead<Int> {
      guard next < count else { throw Broken() }
      next += 1
      return (next, isLast: false)
    }
    for value in 0..<count { #expect(try ahead.next() == value + 1) }
    #expect(throws: Broken.self) { try ahead.next() }
  }

  @Test("after the last there is nothing, and no thread is asked")
  func last() throws {
    let caller = Thread.current
    let ahead = WorkAhead<Int> {
      #expect(Thread.current == caller)
      return (7, isLast: true)
    }
    #expect(try ahead.next() == 7)
    #expect(try ahead.next() == nil)
  }

  @Test("no more is made ahead than waits to be used")
  func bounded() throws {
    let made = Record()
    let ahead = WorkAhead<Int> {
      made.values.append(made.values.count)
      return (made.values.count, isLast: false)
    }
    _ = try (ahead.next(), ahead.next())
    Thread.sleep(forTimeInterval: 0.2)
    // Two were used, one waits, and one is held by who would give it.
    #expect(made.values.count <= 4)
  }

  @Test("what is handed on is used in order, all of it before the work returns", arguments: [1, 2, 50])
  func behind(count: Int) throws {
    let used = Record()
    let use = { (value: Int) in used.values.append(value) }
    try WorkBehind<Int>.following(use) { behind in
      for value in 0..<count { try behind.hand(value) }
    }
    #expect(used.values == Array(0..<count))
  }

  @Test("what was handed on before the work failed is used all the same")
  func failedWork() throws {
    let used = Record()
    let use = { (value: Int) in used.values.append(value) }
    #expect(throws: Broken.self) {
      try WorkBehind<Int>.following(use) { behind in
        for value in 0..<3 { try behind.hand(value) }
        throw Broken()
      }
    }
    #expect(used.values == [0, 1, 2])
  }

  @Test("once a value cannot be used none after it is, and the work ends with the reason", arguments: [0, 1, 7])
  func failedUse(at failing: Int) throws {
    let used = Record()
    let use = { (value: Int) in
      if value == failing { throw Broken() }
      used.values.append(value)
    }
    #expect(throws: Broken.self) {
      try WorkBehind<Int>.following(use) { behind in
        for value in 0..<1000 { try behind.hand(value) }
      }
    }
    #expect(used.values == Array(0..<failing))
  }

  @Test("who rests finds everything used that was given before, or the reason why not")
  func rests() throws {
    let used = Record()
    let use = { (value: Int) in used.values.append(value) }
    try WorkBehind<Int>.following(use) { behind in
      try behind.rest()
      for value in 0..<200 {
        try behind.hand(value)
        if value % 3 == 0 {
          try behind.rest()
          #expect(used.values.count == value + 1)
        }
      }
    }
    let refuse = { (value: Int) in if value == 1 { throw Broken() } }
    #expect(throws: Broken.self) {
      try WorkBehind<Int>.following(refuse) { behind in
        for value in 0..<2 { try behind.hand(value) }
        try behind.rest()
        Issue.record("rested after what could not be used")
      }
    }
  }

  @Test("what takes long is used beside the work from the first on, what does not is used at once")
  func long() throws {
    let used = Record()
    let isLet = DispatchSemaphore(value: 0)
    let use = { (value: Int) in
      if value == 0 { isLet.wait() }
      used.values.append(value)
    }
    try WorkBehind<Int>.following(use) { behind in
      try behind.hand(0, isLong: true)
      #expect(used.values.isEmpty)
      isLet.signal()
    }
    try WorkBehind<Int>.following(use) { behind in
      try behind.hand(1)
      #expect(used.values == [0, 1])
    }
  }
}
