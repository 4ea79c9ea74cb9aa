import TextFormats

/// A document as compact JSON in which every scalar is a string.
///
/// A ledger stores policies in this form, because reading it takes a fraction of the time YAML takes. It names no
/// places: faults in it are reported without.
enum CompiledDocument {
  /// The name faults give the document.
  static let file = "compiled policy"

  /// The tree as JSON.
  static func text(of node: DocumentNode) -> String { value(of: node).text }

  /// Reads what `text(of:)` has written; nil when it is something else.
  static func read(_ text: String, _ faults: FaultList) -> DocumentNode? {
    guard text.utf8.count <= DocumentNode.mostBytes else {
      faults.add("is larger than 1 MiB", at: .unknown)
      return nil
    }
    do throws(JSONFault) {
      return node(of: try JSONReader.read(Array(text.utf8)), faults)
    } catch {
      faults.add("is not JSON: \(error.message)", at: Place(line: 1, column: error.column))
      return nil
    }
  }

  private static func value(of node: DocumentNode) -> JSONValue {
    switch node.content {
    case .scalar(let text): .string(text)
    case .sequence(let items): .array(items.map(value))
    case .mapping(let entries): .object(entries.map { JSONMember($0.key, value(of: $0.value)) })
    }
  }

  /// The JSON reader has refused whatever is nested deeper than a tree may be, and names that stand twice.
  private static func node(of value: JSONValue, _ faults: FaultList) -> DocumentNode {
    let content: DocumentNode.Content
    switch value {
    case .string(let text):
      content = .scalar(text)
    case .array(let items):
      content = .sequence(items.map { node(of: $0, faults) })
    case .object(let members):
      content = .mapping(
        members.map { DocumentNode.Entry(key: $0.name, place: .unknown, value: node(of: $0.value, faults)) })
    case .null, .bool, .integer, .decimal:
      faults.add("must hold strings only, not \(quoted(value.text))", at: .unknown)
      content = .scalar(value.text)
    }
    return DocumentNode(content: content, place: .unknown)
  }
}
