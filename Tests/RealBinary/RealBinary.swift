import Foundation

/// The binary users run, which stands beside the running tests.
public struct RealBinary: Sendable {
  /// The directory of the binary.
  public let directory: String

  /// The binary of this build; it was built before the first test started.
  public init() throws {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    directory = (tests as NSString).deletingLastPathComponent
    guard FileManager.default.isExecutableFile(atPath: directory + "/authledger") else {
      throw Missing(path: directory + "/authledger")
    }
  }

  /// That the binary is not there.
  public struct Missing: Error, CustomStringConvertible {
    let path: String
    public var description: String { "\(path) is not built" }
  }

  /// What a command did.
  public struct Result: Sendable {
    /// Its exit status; negative when a signal ended it.
    public let status: Int32
    /// What it wrote to standard output.
    public let output: Data
    /// What it wrote to standard error.
    public let errors: Data

    /// Standard output as text.
    public var text: String { String(decoding: output, as: UTF8.self) }
    /// Standard error as text.
    public var errorText: String { String(decoding: errors, as: UTF8.self) }
  }

  /// Runs `authledger` with arguments in a folder.
  public func run(_ arguments: [String], in folder: ScratchFolder, input: Data = Data()) throws -> Result {
    try execute(directory + "/authledger", arguments, in: folder, input: input)
  }

  /// Runs a line of shell in a folder, where `authledger` is the binary and `$POLICIES` holds policy files for tests.
  public func shell(_ line: String, in folder: ScratchFolder) throws -> Result {
    try execute("/bin/sh", ["-c", line], in: folder, input: Data())
  }

  private func execute(
    _ path: String, _ arguments: [String], in folder: ScratchFolder, input: Data
  ) throws -> Result {
    // Files, not pipes: a full pipe would stop a command that prints much.
    let streams = try folder.makeSubfolder()
    let names = ["in", "out", "err"].map { streams + "/" + $0 }
    try input.write(to: URL(fileURLWithPath: names[0]))
    for name in names.dropFirst() { _ = FileManager.default.createFile(atPath: name, contents: nil) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.environment = [
      "PATH": directory + ":/usr/local/bin:/usr/bin:/bin", "HOME": folder.path, "LANG": "C.UTF-8", "TZ": "UTC",
      "AUTHLEDGER_DB": folder.path + "/ledger.db", "POLICIES": SourceTree.root + "/Tests/Policies",
    ]
    let input = try FileHandle(forReadingFrom: URL(fileURLWithPath: names[0]))
    let output = try FileHandle(forWritingTo: URL(fileURLWithPath: names[1]))
    let errors = try FileHandle(forWritingTo: URL(fileURLWithPath: names[2]))
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    defer { try? FileManager.default.removeItem(atPath: streams) }
    return Result(
      status: status, output: try Data(contentsOf: URL(fileURLWithPath: names[1])),
      errors: try Data(contentsOf: URL(fileURLWithPath: names[2])))
  }
}

/// A folder of its own for one test, removed when the test lets go of it.
public final class ScratchFolder: Sendable {
  /// Where it is.
  public let path: String

  /// Makes a new folder.
  public init() throws {
    path = NSTemporaryDirectory() + "authledger-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// The folder's database, where commands look for it.
  public var database: String { path + "/ledger.db" }

  func makeSubfolder() throws -> String {
    let sub = NSTemporaryDirectory() + "authledger-streams-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: sub, withIntermediateDirectories: true)
    return sub
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}

/// Files of the source tree.
public enum SourceTree {
  /// The top of the package.
  public static let root: String = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path
  }()

  /// The text of a file of the package.
  public static func text(_ path: String) throws -> String {
    try String(contentsOfFile: root + "/" + path, encoding: .utf8)
  }

  /// The files below a folder of the package with that ending, by path.
  public static func files(below folder: String, ending: String) throws -> [String] {
    let all = FileManager.default.enumerator(atPath: root + "/" + folder)
    return (all?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(ending) }.map { folder + "/" + $0 }.sorted()
  }
}
