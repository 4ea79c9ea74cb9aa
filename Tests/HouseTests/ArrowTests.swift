import Foundation
import RealBinary
import Testing

/// The arrows between modules point down, and the rules are free of input, output and Foundation.
@Suite struct ArrowTests {
  /// What each module may import of ours.
  static let arrows: [String: Set<String>] = [
    "CivilTime": [],
    "TextFormats": [],
    "Coverage": ["CivilTime", "TextFormats"],
    "Ledger": ["Coverage", "CivilTime", "TextFormats"],
    "PolicyFiles": ["Coverage", "CivilTime", "TextFormats"],
    "Storage": ["Coverage", "CivilTime", "TextFormats", "Migrations"],
    "Desk": ["Ledger", "Storage", "PolicyFiles", "Seeds", "Coverage", "CivilTime", "TextFormats"],
    "Reports": ["Desk", "Ledger", "Coverage", "CivilTime", "TextFormats"],
    "authledger": ["Desk", "Reports", "Ledger", "Coverage", "CivilTime", "TextFormats"],
  ]

  /// What each module may import of others.
  static let libraries: [String: Set<String>] = [
    "PolicyFiles": ["Yams"], "Storage": ["Foundation", "GRDB", "GRDBSQLite", "Crypto", "Synchronization"],
    "Desk": ["Foundation"], "authledger": ["Foundation", "ArgumentParser"],
  ]

  @Test("a module imports only what lies below it", arguments: arrows.keys.sorted())
  func imports(module: String) throws {
    let allowed = (ArrowTests.arrows[module] ?? []).union(ArrowTests.libraries[module] ?? [])
    let files = try SourceTree.files(below: "Sources/\(module)", ending: ".swift")
    #expect(!files.isEmpty)
    for file in files {
      for line in try SourceTree.text(file).components(separatedBy: "\n") {
        guard let name = ArrowTests.imported(by: line) else { continue }
        #expect(allowed.contains(name), "\(file) imports \(name)")
      }
    }
  }

  static func imported(by line: String) -> String? {
    let words = line.split(separator: " ")
    guard let place = words.firstIndex(of: "import"),
      words[..<place].allSatisfy({ $0.hasPrefix("@") || $0 == "public" })
    else { return nil }
    return words.last.map { String($0.split(separator: ".")[0]) }
  }

  @Test("every module of the package is held to its arrows") func complete() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: SourceTree.root + "/Sources")
    #expect(Set(folders) == Set(ArrowTests.arrows.keys))
  }

  @Test("nothing prints but the command line") func printing() throws {
    for file in try SourceTree.files(below: "Sources", ending: ".swift") where !file.hasPrefix("Sources/authledger/") {
      let text = try SourceTree.text(file)
      #expect(!text.contains("print("), "\(file)")
      #expect(!text.contains("FileHandle.standard"), "\(file)")
    }
  }

  @Test("no source traps on purpose", arguments: ["try!", "fatalError(", "as!", "preconditionFailure("])
  func traps(word: String) throws {
    for file in try SourceTree.files(below: "Sources", ending: ".swift") {
      #expect(!(try SourceTree.text(file)).contains(word), "\(file)")
    }
  }

  @Test("the figures of the policy stand in the policy alone") func figures() throws {
    let figures = try Regex(#"\b(980|784|55513|J9039)\b|rr-all|mrd-all"#)
    for module in ["CivilTime", "Coverage", "Ledger", "Storage", "Desk", "Reports", "PolicyFiles"] {
      for file in try SourceTree.files(below: "Sources/\(module)", ending: ".swift") {
        for line in try SourceTree.text(file).components(separatedBy: "\n") {
          let code = line.components(separatedBy: "//")[0]
          #expect(code.firstMatch(of: figures) == nil, "\(file): \(line)")
        }
      }
    }
  }
}
