import Foundation
import RealBinary
import Testing

/// Every transcript under Tests/Transcripts, run with the binary users run.
///
/// `RECORD_TRANSCRIPTS=1 swift test` writes down what the commands print now, and fails, so that nothing is recorded
/// without someone reading it.
@Suite struct TranscriptTests {
  static let names = (try? SourceTree.files(below: "Tests/Transcripts", ending: ".txt")) ?? []

  @Test("there are transcripts") func present() {
    #expect(!TranscriptTests.names.isEmpty)
  }

  @Test("a transcript comes out as written", arguments: names)
  func transcript(name: String) throws {
    let written = try SourceTree.text(name)
    let ran = try Transcript(written).run(with: try RealBinary())
    if ProcessInfo.processInfo.environment["RECORD_TRANSCRIPTS"] == "1" {
      try ran.text.write(toFile: SourceTree.root + "/" + name, atomically: true, encoding: .utf8)
      Issue.record("\(name) was recorded; read it, then run the tests without RECORD_TRANSCRIPTS")
      return
    }
    guard ran.text != written else { return }
    for (step, was) in zip(ran.steps, Transcript(written).steps) where step.output != was.output {
      Issue.record(
        """
        \(name):\(was.line): \(was.command.joined(separator: " "))
        written:
        \(was.output.joined(separator: "\n"))
        printed:
        \(step.output.joined(separator: "\n"))
        """)
    }
  }
}
