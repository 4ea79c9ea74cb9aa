import TextFormats

/// The items of a list that could be read.
///
/// What is left of a list with faults is kept, so that the rest of the file can be checked against it; a check that
/// needs all of it asks for `all`.
struct ItemList<Item> {
  /// The items without fault, in order.
  let items: [Item]
  /// Whether no item is missing because of a fault.
  let isComplete: Bool

  /// Every item; nil when one could not be read.
  var all: [Item]? { isComplete ? items : nil }

  /// Two lists as one.
  static func + (left: ItemList, right: ItemList) -> ItemList {
    ItemList(items: left.items + right.items, isComplete: left.isComplete && right.isComplete)
  }

  /// The list of a file at fault.
  static var unreadable: ItemList { ItemList(items: [], isComplete: false) }

  /// The item of a name; it is a fault when there is none, unless a fault may be what hides it.
  func find(
    _ name: String, by key: (Item) -> String, _ noun: String, at place: Place, _ faults: FaultList
  ) -> Item? {
    if let item = items.first(where: { key($0) == name }) { return item }
    guard isComplete else { return nil }
    let known = items.map(key)
    let hint =
      if let near = Nearest.word(to: name, in: known) {
        "; did you mean \(quoted(near))?"
      } else {
        known.isEmpty ? "; the policy has none" : "; the policy has \(listed(known))"
      }
    faults.add("unknown \(noun) \(quoted(name))\(hint)", at: place)
    return nil
  }
}

extension Fields {
  /// The items of a list that must be there, each as `read` gives it.
  func list<Item>(_ key: String, mayBeEmpty: Bool = false, _ read: (DocumentNode) -> Item?) -> ItemList<Item> {
    guard let node = node(key) else { return .unreadable }
    guard case .sequence(let nodes) = node.content else {
      faults.add("\"\(key)\" must be a list, not \(node.shape)", at: node.place)
      return .unreadable
    }
    if nodes.isEmpty, !mayBeEmpty {
      faults.add("\"\(key)\" must not be empty", at: node.place)
      return .unreadable
    }
    var items: [Item] = []
    items.reserveCapacity(nodes.count)
    for node in nodes {
      if let item = read(node) { items.append(item) }
    }
    return ItemList(items: items, isComplete: items.count == nodes.count)
  }

  /// The items of a list that may be left out or empty.
  func optionalList<Item>(_ key: String, _ read: (DocumentNode) -> Item?) -> ItemList<Item> {
    guard has(key) else { return ItemList(items: [], isComplete: !isMisspelled(key)) }
    return list(key, mayBeEmpty: true, read)
  }

  /// The words of a list, none of them twice.
  func words<Word: RawRepresentable & CaseIterable & Hashable>(_ key: String, as type: Word.Type) -> [Word]?
  where Word.RawValue == String {
    var names = UniqueNames(of: "word")
    return list(key) { node in
      let word = node.word(.item(of: key), as: type, faults)
      names.admit(word?.rawValue, at: node.place, faults)
      return word
    }.all
  }

  /// The texts of a list, none of them twice.
  func texts(_ key: String, mayBeEmpty: Bool = false) -> ItemList<Placed<String>> {
    var names = UniqueNames(of: "value")
    return list(key, mayBeEmpty: mayBeEmpty) { node in
      let text = node.text(.item(of: key), faults)
      names.admit(text, at: node.place, faults)
      return text.map { Placed(value: $0, place: node.place) }
    }
  }
}
