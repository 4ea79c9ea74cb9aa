import Coverage
import Foundation
import RealBinary
import Testing

/// What the documents say is what the program has.
@Suite struct DocumentTests {
  @Test("every finding code is explained", arguments: FindingCode.allCases)
  func explained(code: FindingCode) throws {
    #expect(try SourceTree.text("Documentation/Findings.md").contains("### \(code.rawValue)\n"))
  }

  @Test("every finding code comes up in a transcript", arguments: FindingCode.allCases)
  func produced(code: FindingCode) throws {
    let transcripts = try SourceTree.files(below: "Tests/Transcripts", ending: ".txt").map(SourceTree.text)
    #expect(transcripts.contains { $0.contains(code.rawValue) })
  }

  @Test("every warning code is explained, and comes up in a transcript", arguments: DoseWarningCode.allCases)
  func warned(code: DoseWarningCode) throws {
    #expect(try SourceTree.text("Documentation/Findings.md").contains("### \(code.rawValue)\n"))
    let transcripts = try SourceTree.files(below: "Tests/Transcripts", ending: ".txt").map(SourceTree.text)
    #expect(transcripts.contains { $0.contains(code.rawValue) })
  }

  @Test("every error code is explained and has an exit status in a transcript", arguments: Fault.Code.allCases)
  func faults(code: Fault.Code) throws {
    #expect(try SourceTree.text("Documentation/Findings.md").contains("`\(code.rawValue)`"))
  }

  @Test(
    "every exit status people can bring about is in a transcript", arguments: [2, 3, 4, 5, 64, 65, 66, 74, 75, 77, 78])
  func statuses(status: Int) throws {
    let transcripts = try SourceTree.files(below: "Tests/Transcripts", ending: ".txt").map(SourceTree.text)
    #expect(transcripts.contains { $0.contains("= exit \(status)\n") })
  }

  @Test("decisions are numbered without a gap") func decisions() throws {
    let names = try SourceTree.files(below: "Documentation/Decisions", ending: ".md")
      .map { String($0.split(separator: "/").last?.prefix(4) ?? "") }
    #expect(names == (1...names.count).map { String(format: "%04d", $0) })
    #expect(!names.isEmpty)
  }

  @Test("links between the documents lead somewhere") func links() throws {
    let pattern = try Regex(#"\]\(([^)#:]+)(#[^)]*)?\)"#)
    for file in ["README.md"] + (try SourceTree.files(below: "Documentation", ending: ".md")) {
      let folder = (SourceTree.root + "/" + file as NSString).deletingLastPathComponent
      for match in try SourceTree.text(file).matches(of: pattern) {
        let target = String(match.output[1].substring ?? "")
        #expect(FileManager.default.fileExists(atPath: folder + "/" + target), "\(file) links to \(target)")
      }
    }
  }
}
