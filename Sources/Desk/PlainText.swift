import Coverage
import Foundation

/// Text as the ledger keeps it: NFC, at most 500 characters, no control characters, something to see in it.
public enum PlainText {
  /// The longest text, in characters.
  public static let longest = 500

  /// The text in the form it is kept in; a fault that names the field when it cannot be kept.
  public static func read(_ text: String, field: String) throws -> String {
    guard text.unicodeScalars.contains(where: { !$0.isBlank }) else {
      throw Fault(.invalid, "\(field) is empty", hint: "give it, or leave it out")
    }
    // Plain ASCII is in NFC already, and every byte is a character.
    if text.utf8.count <= longest, text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return text }
    let kept = text.precomposedStringWithCanonicalMapping
    guard !kept.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      throw Fault(.invalid, "\(field) has control characters in it", hint: "write it on one line, without tabs")
    }
    // Counted in scalars: what looks like one character may be any number of them.
    guard kept.unicodeScalars.count <= longest else {
      throw Fault(.invalid, "\(field) is longer than \(longest) characters", hint: "shorten it")
    }
    return kept
  }
}
