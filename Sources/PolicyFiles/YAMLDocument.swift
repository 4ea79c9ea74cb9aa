import TextFormats
import Yams

// What this file keeps true
// (1) Every scalar stays the text that was written: `no` is not false, and `1.0` is not 1.
// (2) One text means one tree: anchors, aliases, tags, second documents and keys that stand twice are refused.
// (3) The parser's own errors become faults with their place.

/// A document as YAML, the form people write.
enum YAMLDocument {
  /// Reads the one document of a text; nil when it is not one.
  static func read(_ text: String, _ faults: FaultList) -> DocumentNode? {
    var text = text
    // Some editors put a byte order mark before the text.
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    guard YAMLCharacters.check(text, faults) else { return nil }
    do {
      guard let root = try Yams.compose(yaml: text, .basic, .default, .utf8) else {
        faults.add("the file is empty", at: .start)
        return nil
      }
      return node(of: root, depth: 0, faults)
    } catch {
      report(error, faults)
      return nil
    }
  }

  private static func node(of node: Node, depth: Int, _ faults: FaultList) -> DocumentNode? {
    let place = place(node.mark)
    if isTagged(node) { faults.add("a tag stands before the value; a text that starts with ! needs quotes", at: place) }
    if case .scalar(let scalar) = node { return DocumentNode(content: .scalar(scalar.string), place: place) }
    guard depth < DocumentNode.deepestNesting else {
      faults.add("lists and mappings are nested more than \(DocumentNode.deepestNesting) deep", at: place)
      return nil
    }
    switch node {
    case .sequence(let sequence):
      let items = sequence.compactMap { self.node(of: $0, depth: depth + 1, faults) }
      return DocumentNode(content: .sequence(items), place: place)
    case .mapping(let mapping):
      let entries = mapping.compactMap { entry(key: $0.key, value: $0.value, depth: depth + 1, faults) }
      return DocumentNode(content: .mapping(entries), place: place)
    case .scalar, .alias:
      faults.add(aliasMessage, at: place)
      return nil
    }
  }

  private static func entry(key: Node, value: Node, depth: Int, _ faults: FaultList) -> DocumentNode.Entry? {
    let value = node(of: value, depth: depth, faults)
    guard case .scalar(let name) = key, !isTagged(key) else {
      faults.add("a key must be a plain text", at: place(key.mark))
      return nil
    }
    return value.map { DocumentNode.Entry(key: name.string, place: place(key.mark), value: $0) }
  }

  /// Whether a tag gives the node another meaning than its shape.
  private static func isTagged(_ node: Node) -> Bool {
    switch node {
    case .scalar: node.tag.rawValue != Tag.Name.str.rawValue
    case .sequence: node.tag.rawValue != Tag.Name.seq.rawValue
    case .mapping: node.tag.rawValue != Tag.Name.map.rawValue
    case .alias: false
    }
  }

  private static func place(_ mark: Mark?) -> Place {
    mark.map { Place(line: $0.line, column: $0.column) } ?? .start
  }

  private static let aliasMessage =
    "an alias stands here; write the value out, and put a text that starts with * in quotes"

  private static func report(_ error: any Error, _ faults: FaultList) {
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
      let origin = context.map { " \($0.text) that starts on line \($0.mark.line)" } ?? ""
      faults.add(
        "is not YAML: \(problem)\(origin); look at the indentation, and put a text with signs such as \": \" in quotes",
        at: place(mark))
    case .composer(_, let problem, let mark, _):
      // The composer has two errors: an alias without an anchor, and a second document.
      let isAlias = problem.contains("alias")
      faults.add(isAlias ? aliasMessage : "a second document starts here; a file holds one", at: place(mark))
    case .duplicatedKeysInMapping(let names, let context):
      let name = names.first ?? ""
      faults.add("the key \(quoted(name)) stands here and again in the same mapping", at: place(context.mark))
    default:
      faults.add("is not YAML", at: .start)
    }
  }
}
