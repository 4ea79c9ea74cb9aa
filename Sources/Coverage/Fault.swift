/// An operation that could not be answered: what is wrong, where, and what to do.
///
/// A refusal by a rule is not a fault; it is an answer with findings.
public struct Fault: Error, Equatable, Sendable {
  /// The kinds of fault, each with an exit code of its own on the command line.
  public enum Code: String, CaseIterable, Sendable {
    /// Nothing on file has that name or number.
    case notFound = "not-found"
    /// A value is malformed, unknown or impossible.
    case invalid
    /// What was sent contradicts what is on file.
    case conflict
    /// The person may not do this.
    case notPermitted = "not-permitted"
    /// A file or other input is missing.
    case noInput = "no-input"
    /// A file could not be read or written.
    case inputOutput = "io"
    /// Another process held the database for too long.
    case busy
    /// The database or a policy file is not fit for use.
    case configuration
    /// The ledger itself failed.
    case unexpected
  }

  /// The kind of fault.
  public let code: Code
  /// One sentence: what is wrong and where.
  public let message: String
  /// What to do about it; empty when there is nothing to say.
  public let hint: String

  /// A fault with its sentence and what to do.
  public init(_ code: Code, _ message: String, hint: String = "") {
    self.code = code
    self.message = message
    self.hint = hint
  }
}
