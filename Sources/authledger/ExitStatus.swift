import Coverage

/// What a command says to its shell when it ends.
enum ExitStatus: Int32 {
  /// Done; for a request or an entry also approved, covered, started.
  case done = 0
  case unexpected = 1
  /// The policy did not say yes; what was recorded is on standard output.
  case refused = 2
  /// Open flags under `--exit-code`, a break in the journal, or a batch with failing lines.
  case findings = 3
  case notFound = 4
  case conflict = 5
  case usage = 64
  case invalid = 65
  case noInput = 66
  case inputOutput = 74
  case busy = 75
  case notPermitted = 77
  case configuration = 78

  /// The status of a fault.
  init(_ code: Fault.Code) {
    self =
      switch code {
      case .notFound: .notFound
      case .invalid: .invalid
      case .conflict: .conflict
      case .notPermitted: .notPermitted
      case .noInput: .noInput
      case .inputOutput: .inputOutput
      case .busy: .busy
      case .configuration: .configuration
      case .unexpected: .unexpected
      }
  }
}
