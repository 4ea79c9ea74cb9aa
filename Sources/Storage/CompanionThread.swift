import Foundation

/// A thread beside this one.
struct CompanionThread {
  private final class Work {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private var thread: pthread_t

  /// Begins to run; nil where there is too little memory for a further thread, or the machine gives none.
  init?(_ run: @escaping @Sendable () -> Void) {
    guard Headroom.holdsAnotherThread else { return nil }
    let work = Unmanaged.passRetained(Work(run))
    thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { work in
        work.map { Unmanaged<Work>.fromOpaque($0).takeRetainedValue().run() }
        return nil
      }, work.toOpaque())
    guard code == 0 else {
      work.release()
      return nil
    }
  }

  /// Waits until it has ended.
  func join() { pthread_join(thread, nil) }

  /// Lets it end by itself, without anyone waiting.
  func leave() { pthread_detach(thread) }
}
