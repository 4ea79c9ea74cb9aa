import Coverage

/// Words on the command line that do not make a command: exit 64, and nothing was written.
struct Mistake: Error, Equatable {
  /// One sentence: what is wrong.
  let message: String
  /// What to type instead.
  let hint: String

  init(_ message: String, hint: String) {
    self.message = message
    self.hint = hint
  }

  /// Runs the reading of arguments; what is wrong with them is a mistake.
  static func whenInvalid<Result>(_ work: () throws -> Result) throws -> Result {
    do {
      return try work()
    } catch let fault as Fault where fault.code == .invalid {
      throw Mistake(fault.message, hint: fault.hint.isEmpty ? "see the command's --help" : fault.hint)
    }
  }
}
