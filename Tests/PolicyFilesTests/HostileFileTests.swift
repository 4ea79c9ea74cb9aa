import PolicyFiles
import Testing

/// Texts that must give faults, or a policy, but never end the program or keep it busy.
struct HostileFileTests {
  @Test func survivesTruncation() {
    let bytes = Array(Shipped.policy.utf8)
    // Every prefix would take more than a minute in a debug build.
    for count in stride(from: 0, to: bytes.count - 600, by: 37) {
      #expect(!faults(of: String(decoding: bytes[..<count], as: UTF8.self)).isEmpty)
    }
  }

  @Test func survivesRandomEdits() throws {
    var random = SplitMix(state: 20_210_301)
    let yaml = Array(Shipped.policy.utf8)
    let compiled = Array(try PolicyReader.read(yaml: Shipped.policy, file: "").compiled.utf8)
    for _ in 0..<400 {
      check(faults(of: edited(yaml, &random)))
      check(faults(ofCompiled: edited(compiled, &random)))
    }
  }

  @Test func refusesDeepNesting() {
    for open in ["[", "{a: ", "- ", "? ", "{? ", "- - ? "] {
      for depth in [65, 1000, 5000, 200_000] {
        let text = "a:\n  " + String(repeating: open, count: depth)
        #expect(!faults(of: text).isEmpty)
      }
    }
    #expect(!faults(ofCompiled: String(repeating: "[", count: 500_000)).isEmpty)
  }

  /// What one reader takes the other takes too: both count the lists and mappings around a text.
  @Test(arguments: [(30, true), (31, false)])
  func nestsRequirementsToOneDepth(levels: Int, loads: Bool) throws {
    let single = "{question: single-agent, is: \"yes\"}"
    let nested = String(repeating: "{any: [", count: levels) + single + String(repeating: "]}", count: levels)
    let yaml = try replacing(single, by: nested, in: Shipped.policy)
    #expect(faults(of: yaml).contains { $0.message.contains("nested more than 64 deep") } == !loads)
    guard loads else { return }
    let document = try PolicyReader.read(yaml: yaml, file: "")
    #expect(try PolicyReader.read(compiled: document.compiled) == document.policy)
  }

  @Test func refusesAnchorsBeforeTheyMultiply() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...40 {
      text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n"
    }
    text += "? *a40\n: x\n"
    #expect(
      faults(of: text).map(\.description) == [
        "policy.yaml:1:5: an anchor stands here; write values out where they are used, and put a space after & in a "
          + "text"
      ])
  }

  @Test func takesAmpersandsThatAnchorNothing() throws {
    let yaml = try replacing("title: Blincyto", by: "title: R&D & more, AT&T; Blincyto", in: Shipped.policy)
    #expect(faults(of: yaml).isEmpty)
  }

  private func check(_ faults: [PolicyFault]) {
    #expect(faults.allSatisfy { !$0.message.isEmpty && !$0.message.contains("\n") })
  }

  /// The text with one to four bytes changed, put in or taken out.
  private func edited(_ bytes: [UInt8], _ random: inout SplitMix) -> String {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let index = Int.random(in: 0..<bytes.count, using: &random)
      let telling = Array("[]{}:,-&*!|>'\"%@`#?\n \t\\09a\u{0}\u{85}é".utf8)
      let byte = telling.randomElement(using: &random) ?? 0
      switch Int.random(in: 0...2, using: &random) {
      case 0: bytes[index] = byte
      case 1: bytes.insert(byte, at: index)
      default: bytes.remove(at: index)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Random numbers that are the same in every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
