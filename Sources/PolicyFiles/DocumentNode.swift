/// A place in a file; the first line and the first column are 1.
struct Place: Equatable {
  let line: Int
  /// Counted in Unicode scalars.
  let column: Int

  /// The place of what was not read from a file.
  static let unknown = Place(line: 0, column: 0)
  /// Where a file begins.
  static let start = Place(line: 1, column: 1)
}

/// A value with its place.
struct Placed<Value> {
  let value: Value
  let place: Place
}

/// A part of a document: a text, a list, or keys with values.
///
/// YAML files and compiled documents both become this tree, and one decoder reads it, so that both give the same
/// policy. Its depth is at most `deepestNesting`, so that walking it cannot exhaust the stack.
struct DocumentNode {
  /// How many lists and mappings may enclose a text; the JSON reader has the same limit.
  static let deepestNesting = 64
  /// Bytes a file or a compiled document may have.
  static let mostBytes = 1_048_576

  /// A key and its value.
  struct Entry {
    let key: String
    /// Where the key stands.
    let place: Place
    let value: DocumentNode
  }

  /// What a node holds.
  enum Content {
    case scalar(String)
    case sequence([DocumentNode])
    /// No key stands twice.
    case mapping([Entry])
  }

  let content: Content
  let place: Place

  /// What the node is, as a message names it.
  var shape: String {
    switch content {
    case .scalar(""): "nothing"
    case .scalar: "a text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The text of a scalar; anything else is a fault of the subject, which is said to need `expected`.
  func scalar(
    _ subject: Subject, expected: @autoclosure () -> String = "a text", _ faults: FaultList
  ) -> String? {
    guard case .scalar(let text) = content else {
      faults.add("\(subject) must be \(expected()), not \(shape)", at: place)
      return nil
    }
    return text
  }
}

/// What a message is about; worded only when there is a fault.
enum Subject: CustomStringConvertible {
  /// The value of a key.
  case key(String)
  /// An item of the list under a key.
  case item(of: String)

  var description: String {
    switch self {
    case .key(let key): "\"\(key)\""
    case .item(let key): "an item of \"\(key)\""
    }
  }
}
