import Coverage
import Foundation
import RealBinary
import Testing

@testable import authledger

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

  @Test(
    "every warning code is explained, and comes up in a transcript",
    arguments: DoseWarningCode.allCases.map(\.rawValue) + SlipWarningCode.allCases.map(\.rawValue))
  func warned(code: String) throws {
    #expect(try SourceTree.text("Documentation/Findings.md").contains("### \(code)\n"))
    let transcripts = try SourceTree.files(below: "Tests/Transcripts", ending: ".txt").map(SourceTree.text)
    #expect(transcripts.contains { $0.contains(code) })
  }

  @Test("every error code is explained with its exit status, which a transcript has", arguments: Fault.Code.allCases)
  func faults(code: Fault.Code) throws {
    let status = authledger.ExitStatus(code).rawValue
    #expect(try SourceTree.text("Documentation/Findings.md").contains("| `\(code.rawValue)` | \(status) |"))
    // Nobody can make the program itself fail.
    if code != .unexpected { try isInTranscript(status) }
  }

  @Test("every other exit status is in a transcript", arguments: [authledger.ExitStatus.refused, .findings, .usage])
  func statuses(status: authledger.ExitStatus) throws { try isInTranscript(status.rawValue) }

  private func isInTranscript(_ status: Int32) throws {
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
