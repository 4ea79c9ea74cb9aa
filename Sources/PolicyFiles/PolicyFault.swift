/// A fault in a policy or reference file.
public struct PolicyFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// The name of the file, as the reader was told it.
  public let file: String
  /// The line of the fault; the first line is 1, and 0 means that the tree came without places.
  public let line: Int
  /// Where in its line the fault is: 1 for the first Unicode character (scalar); 0 like the line.
  public let column: Int
  /// What is wrong and what would be right, as a sentence without capital or full stop; safe to print on a terminal.
  public let message: String

  /// Describes a fault at a place in a file.
  public init(file: String, line: Int, column: Int, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  /// `file:line:column: message`, or `file: message` where the place is not known.
  public var description: String {
    line > 0 ? "\(file):\(line):\(column): \(message)" : "\(file): \(message)"
  }
}

/// Every fault of a file, in order of place; never empty.
public struct PolicyFaults: Error, Equatable, Sendable, CustomStringConvertible {
  /// The faults.
  public let faults: [PolicyFault]

  /// The faults of a file.
  public init(_ faults: [PolicyFault]) {
    self.faults = faults
  }

  /// The faults, a line each.
  public var description: String { faults.map(\.description).joined(separator: "\n") }
}
