import Coverage
import Foundation
import PolicyFiles
import Seeds

/// A place in a policy file where something is wrong.
public struct PolicyFileFault: Sendable {
  public let line: Int
  public let column: Int
  public let message: String
}

/// A policy file before it is installed: the policy, or every fault in the order of its place.
public struct PolicyFile: Sendable {
  /// The file's name as it was given.
  public let path: String
  /// The policy with the tree it was read from; nil when there are faults.
  let document: PolicyDocument?
  /// The file's text.
  let text: String
  /// What is wrong; empty for a policy that may be installed.
  public let faults: [PolicyFileFault]

  /// The policy; nil when there are faults.
  public var policy: Policy? { document?.policy }

  /// A policy file to begin with, every part explained.
  public static var template: String { String(decoding: Seeds.template.bytes, as: UTF8.self) }

  /// Its lines.
  public static var templateLines: [String] {
    template.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// Reads a file.
  public init(reading path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      let exists = FileManager.default.fileExists(atPath: path)
      throw Fault(exists ? .inputOutput : .noInput, "cannot read \(path)", hint: "name a policy file")
    }
    self.path = path
    guard let text = String(validating: data, as: UTF8.self) else {
      self.text = ""
      document = nil
      faults = [PolicyFileFault(line: 1, column: 1, message: "the file is not UTF-8 text")]
      return
    }
    self.text = text
    do throws(PolicyFaults) {
      document = try PolicyReader.read(yaml: text, file: path)
      faults = []
    } catch {
      document = nil
      faults = error.faults.map { PolicyFileFault(line: $0.line, column: $0.column, message: $0.message) }
    }
  }
}
