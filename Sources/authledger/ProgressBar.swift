import Foundation

/// A line on the terminal that shows how far a long run has come; nothing is shown where standard error is none.
struct ProgressBar {
  private let isShown: Bool
  private let started = Date()
  private var drawn = Date()

  init(isQuiet: Bool) { isShown = !isQuiet && isatty(STDERR_FILENO) == 1 }

  /// Draws what is done, a few times a second at most; `total` is nil where it is not known.
  mutating func show(_ done: Int, of total: Int?, lines: Int) {
    let now = Date()
    guard isShown, now.timeIntervalSince(drawn) > 0.2 else { return }
    drawn = now
    let seconds = now.timeIntervalSince(started)
    var text = "\(lines) lines, \(Int(Double(lines) / max(seconds, 0.001))) a second"
    if let total, total > 0, done > 0 {
      let part = min(Double(done) / Double(total), 1)
      let filled = Int(part * 20)
      let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: 20 - filled)
      let left = Int((seconds * (1 - part) / part).rounded(.up))
      text = "[\(bar)] \(Int(part * 100)) %  \(text), \(left) s left"
    }
    StandardStreams.draw("\r\u{1B}[K" + text)
  }

  /// Takes the line away.
  func clear() {
    if isShown { StandardStreams.draw("\r\u{1B}[K") }
  }
}
