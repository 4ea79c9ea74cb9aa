import Coverage
import Foundation
import PolicyFiles

/// A place in a policy file where something is wrong.
public struct PolicyFileFault: Sendable {
  public let line: Int
  public let column: Int
  public let message: String
}

/// Policy files before they are installed.
public enum PolicyFile {
  /// Reads a policy file: the policy, or every fault in it in the order of its place.
  public static func check(_ path: String) throws -> (policy: Policy?, faults: [PolicyFileFault]) {
    guard let data = FileManager.default.contents(atPath: path) else {
      let exists = FileManager.default.fileExists(atPath: path)
      throw Fault(exists ? .inputOutput : .noInput, "cannot read \(path)", hint: "name a policy file")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      return (nil, [PolicyFileFault(line: 1, column: 1, message: "the file is not UTF-8 text")])
    }
    do throws(PolicyFaults) {
      return (try PolicyReader.read(yaml: text, file: path).policy, [])
    } catch {
      return (nil, error.faults.map { PolicyFileFault(line: $0.line, column: $0.column, message: $0.message) })
    }
  }
}
