import Coverage
import Desk
import Foundation

/// Where the database is: `--db`, else `AUTHLEDGER_DB`, else the user's data directory.
struct DatabasePath {
  let path: String
  /// The user's data directory, which `init` makes; nil when the path was given.
  private let directory: String?

  init(option: String?, environment: (String) -> String? = DatabasePath.environment) throws {
    if let path = option ?? environment("AUTHLEDGER_DB") {
      guard !path.isEmpty else { throw Mistake("--db is empty", hint: "name the database's file") }
      self.path = path
      directory = nil
      return
    }
    let data: String
    if let path = environment("XDG_DATA_HOME"), path.hasPrefix("/") {
      data = path
    } else if let home = environment("HOME"), home.hasPrefix("/") {
      data = home + "/.local/share"
    } else {
      throw Fault(
        .configuration, "there is no home directory to look for a database in", hint: "name the database with --db")
    }
    directory = data + "/authledger"
    path = data + "/authledger/authledger.db"
  }

  /// Makes the directory of a database that was not named; only its user may look into it.
  func makeDirectory() throws {
    guard let directory else { return }
    var made = ""
    for part in directory.split(separator: "/") {
      made += "/" + part
      guard mkdir(made, 0o700) != 0 else {
        // What is in it may not be lost with its name.
        try Desk.syncDirectory(of: made)
        continue
      }
      guard errno == EEXIST else {
        throw Fault(
          .inputOutput, "cannot make the directory \(made): \(String(cString: strerror(errno)))",
          hint: "name the database with --db")
      }
    }
  }

  /// A variable of the environment; nil when it is not set, or empty.
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}
