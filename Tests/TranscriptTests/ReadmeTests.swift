import Foundation
import RealBinary
import Testing

/// The walk of the README: its console blocks, run one after another as a reader would.
@Suite struct ReadmeTests {
  @Test("the README's walk prints what the README says") func walk() throws {
    var blocks: [String] = []
    var isInside = false
    for line in try SourceTree.text("README.md").components(separatedBy: "\n") {
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
