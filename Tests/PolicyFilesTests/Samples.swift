import Coverage
import PolicyFiles
import Seeds
import Testing

/// The files the program ships with.
enum Shipped {
  static let policy = String(decoding: Seeds.policies[0].bytes, as: UTF8.self)
  static let jurisdictions = String(decoding: Seeds.jurisdictions.bytes, as: UTF8.self)
  static let literature = String(decoding: Seeds.literature.bytes, as: UTF8.self)
  static let references = String(decoding: Seeds.references.bytes, as: UTF8.self)
}

/// One change of the shipped policy that makes one fault.
///
/// A caret in the new text is not part of it: it shows where the fault is reported. Where the fault lies outside the
/// new text, `at` is the start of the text at its place.
struct Slip: CustomTestStringConvertible, Sendable {
  let old: String
  let new: String
  let at: String?
  let message: String

  init(_ old: String, _ new: String, at: String? = nil, _ message: String) {
    self.old = old
    self.new = new
    self.at = at
    self.message = message
  }

  var testDescription: String { message }

  /// The changed policy and the fault it must have.
  func apply(to yaml: String) throws -> (yaml: String, fault: PolicyFault) {
    var yaml = try replacing(old, by: new, in: yaml)
    let range = try #require(yaml.firstRange(of: at ?? "‸"), "the place is not marked")
    let place = place(of: range.lowerBound, in: yaml)
    if at == nil { yaml.removeSubrange(range) }
    return (yaml, PolicyFault(file: "policy.yaml", line: place.line, column: place.column, message: message))
  }
}

func replacing(_ old: String, by new: String, in text: String) throws -> String {
  let range = try #require(text.firstRange(of: old), "the shipped policy no longer holds \(old)")
  return text.replacingCharacters(in: range, with: new)
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}

/// The line and column of an index, as an editor shows them.
private func place(of index: String.Index, in text: String) -> (line: Int, column: Int) {
  let before = text[..<index]
  let lineStart = before.lastIndex(of: "\n").map { before.index(after: $0) } ?? before.startIndex
  return (before.count { $0 == "\n" } + 1, before[lineStart...].unicodeScalars.count + 1)
}

/// The faults of a policy file; none when it loads.
func faults(of yaml: String) -> [PolicyFault] {
  do throws(PolicyFaults) {
    _ = try PolicyReader.read(yaml: yaml, file: "policy.yaml")
    return []
  } catch {
    return error.faults
  }
}

/// The faults of a compiled policy; none when it loads.
func faults(ofCompiled text: String) -> [PolicyFault] {
  do throws(PolicyFaults) {
    _ = try PolicyReader.read(compiled: text)
    return []
  } catch {
    return error.faults
  }
}
