import Foundation

/// Values on their way from the thread that makes them to the one that uses them: one at a time, so that memory stays
/// flat however many there are, and small.
///
/// What this file keeps true
/// (1) Values are taken in the order in which they were given, each once.
/// (2) Who gives waits until the value is taken; who takes waits for the next value, or for the end.
final class Handover<Value: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private var waiting: Value?
  /// Whether somebody waits to take, so that what was taken before is done with.
  private var isAsking = false
  private var isEnded = false
  private var refusal: (any Error)?

  /// Gives a value, or throws the reason why no more are taken.
  func give(_ value: Value) throws {
    try condition.withLock {
      waiting = value
      condition.broadcast()
      while refusal == nil, waiting != nil { condition.wait() }
      if let refusal { throw refusal }
    }
  }

  /// The next value; nil when there are no more.
  func take() -> Value? {
    condition.withLock {
      isAsking = true
      condition.broadcast()
      while waiting == nil, !isEnded { condition.wait() }
      defer { (waiting, isAsking) = (nil, false) }
      condition.broadcast()
      return waiting
    }
  }

  /// Waits until everything given is taken and done with, or throws the reason why no more is taken.
  func rest() throws {
    try condition.withLock {
      while refusal == nil, waiting != nil || !isAsking { condition.wait() }
      if let refusal { throw refusal }
    }
  }

  /// Gives no more.
  func end() {
    condition.withLock {
      isEnded = true
      condition.broadcast()
    }
  }

  /// Takes no more; whoever gives is told why.
  func refuse(_ error: any Error) {
    condition.withLock {
      refusal = error
      condition.broadcast()
    }
  }

  /// Why no more are taken; nil while they are.
  var reason: (any Error)? { condition.withLock { refusal } }
}

/// Values made ahead of their use, on a thread of their own.
///
/// The first is made when it is asked for: most runs have no other, and do without a thread.
public final class WorkAhead<Value: Sendable> {
  public typealias Make = () throws -> (value: Value, isLast: Bool)?

  private let make: Carried<Make>
  private var made: Handover<Result<Value, any Error>>?
  private var thread: CompanionThread?
  private var isBegun = false
  private var isAtEnd = false

  /// `make` gives the next value, and whether it is the last as far as is known; nil when there are no more.
  public init(_ make: @escaping Make) { self.make = Carried(make) }

  deinit {
    made?.refuse(CancellationError())
    // It may be waiting for input that never comes.
    thread?.leave()
  }

  /// The next value; nil when there are no more.
  public func next() throws -> Value? {
    if isAtEnd { return nil }
    if made == nil, isBegun { made = begin() }
    if let made { return try made.take()?.get() }
    isBegun = true
    guard let (value, isLast) = try make.work() else { return nil }
    isAtEnd = isLast
    return value
  }

  private func begin() -> Handover<Result<Value, any Error>>? {
    let handover = Handover<Result<Value, any Error>>()
    thread = CompanionThread { [make] in
      defer { handover.end() }
      // Giving fails only when nobody takes any more.
      do {
        while let (value, _) = try make.work() { try handover.give(.success(value)) }
      } catch {
        try? handover.give(.failure(error))
      }
    }
    return thread == nil ? nil : handover
  }
}

/// Values used behind the work that made them, on a thread of their own.
///
/// The first is used when it is given: most runs have no other, and do without a thread.
public final class WorkBehind<Value: Sendable> {
  private let use: Carried<(Value) throws -> Void>
  private let handover = Handover<Value>()
  private var thread: CompanionThread?
  private var isBegun = false

  private init(_ use: @escaping (Value) throws -> Void) { self.use = Carried(use) }

  /// Does work whose values `use` takes, and returns once it has taken them all, also when the work fails.
  public static func following<Result>(
    _ use: @escaping (Value) throws -> Void, _ work: (WorkBehind) throws -> Result
  ) throws -> Result {
    let behind = WorkBehind(use)
    let result: Result
    do {
      result = try work(behind)
    } catch {
      try? behind.finish()
      throw error
    }
    try behind.finish()
    return result
  }

  /// Gives a value, or throws the error of an earlier one. What takes long may go to the thread as the first.
  public func hand(_ value: Value, isLong: Bool = false) throws {
    if isBegun || isLong, thread == nil { thread = begin() }
    isBegun = true
    if thread != nil { try handover.give(value) } else { try use.work(value) }
  }

  /// Waits until every value given so far is used; throws the error of the one that could not be.
  func rest() throws { if thread != nil { try handover.rest() } }

  /// Waits until every value is used; throws the error of the one that could not be.
  private func finish() throws {
    handover.end()
    thread?.join()
    if let reason = handover.reason { throw reason }
  }

  private func begin() -> CompanionThread? {
    CompanionThread { [use, handover] in
      do {
        while let value = handover.take() { try use.work(value) }
      } catch {
        handover.refuse(error)
      }
    }
  }
}

/// Work that goes to another thread; only one thread at a time does it.
private struct Carried<Work>: @unchecked Sendable {
  let work: Work
  init(_ work: Work) { self.work = work }
}
