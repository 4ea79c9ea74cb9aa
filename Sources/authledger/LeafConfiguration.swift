import ArgumentParser

extension CommandConfiguration {
  /// The configuration of a command that stands under another, such as `add` under `authledger patient`.
  ///
  /// It is parsed by itself, and its help names it by its whole path.
  init(of path: String, commandName: String, abstract: String, discussion: String) {
    self.init(commandName: commandName, abstract: abstract, discussion: discussion)
    _superCommandName = path
  }
}
