import Foundation
import RealBinary
import Testing

/// The walks of the documents: their console blocks, run one after another as a reader would.
@Suite struct ReadmeTests {
  @Test("a document's walk prints what the document says", arguments: ["README.md", "Documentation/Auditors.md"])
  func walk(document: String) throws {
    var blocks: [String] = []
    var isInside = false
    for line in try SourceTree.text(document).components(separatedBy: "\n") {
      if line == "```console" {
        isInside = true
      } else if line == "```" {
        isInside = false
      } else if isInside {
        blocks.append(line)
      }
    }
    let written = Transcript(blocks.joined(separator: "\n") + "\n")
    #expect(written.steps.count >= 10)
    let ran = try written.run(with: try RealBinary())
    for (step, was) in zip(ran.steps, written.steps) {
      #expect(step.output == was.output, "\(was.command.joined(separator: " "))")
    }
  }
}
