/// Global options written before the command, as in `authledger --db plan.db status M-77120`.
enum LeadingOptions {
  /// Global options that take a value.
  static let withValue = ["--db", "--format", "--today", "--as-of", "--actor", "--wait"]
  /// Global options that take none.
  static let flags = ["--quiet", "--no-color"]

  /// The same arguments with the options that stand before or within the command's name put after it, which is where
  /// the parser looks for them. `groups` are the names that another name follows, such as `patient` in `patient add`.
  static func moved(_ arguments: [String], groups: Set<String>) -> [String] {
    var name: [String] = []
    var options: [String] = []
    var rest = arguments[...]
    while let word = rest.first {
      let length: Int
      if withValue.contains(word) {
        length = 2
      } else if flags.contains(word) || withValue.contains(where: { word.hasPrefix($0 + "=") }) {
        length = 1
      } else {
        // Only the first name of a group has a second one after it.
        let isName = !word.hasPrefix("-") && (name.isEmpty || (name.count == 1 && groups.contains(name[0])))
        guard isName else { break }
        name.append(word)
        rest.removeFirst()
        continue
      }
      options += rest.prefix(length)
      rest = rest.dropFirst(length)
    }
    // Where no command is named, or only help is asked for, there is nothing the options could belong to.
    return name.isEmpty || name == ["help"] ? name + rest : name + options + rest
  }
}
