import Coverage

/// A policy with the tree it was read from.
public struct PolicyDocument: Sendable {
  /// The policy.
  public let policy: Policy
  /// The tree as compact JSON with every scalar a string, for `PolicyReader.read(compiled:)`.
  public let compiled: String
}

/// A reader of policies.
public enum PolicyReader {
  /// Reads a policy file.
  ///
  /// Throws every fault of the file, in order of place; where the text is not YAML, the first.
  public static func read(yaml: String, file: String) throws(PolicyFaults) -> PolicyDocument {
    let faults = FaultList(file: file)
    guard let root = YAMLDocument.read(yaml, faults) else { throw PolicyFaults(faults.inOrder) }
    let policy = try faults.checked(PolicyDecoder(faults: faults).policy(root))
    let compiled = CompiledDocument.text(of: root)
    // A policy that is installed is read back at every start, so it must fit the same limit.
    if compiled.utf8.count > DocumentNode.mostBytes { faults.add("the policy is larger than 1 MiB", at: .start) }
    return try faults.checked(PolicyDocument(policy: policy, compiled: compiled))
  }

  /// Reads a compiled policy, which was checked in full when it was compiled: by the same checks, but for what its parts
  /// come to together. Its faults have no place.
  public static func read(compiled: String) throws(PolicyFaults) -> Policy {
    let faults = FaultList(file: CompiledDocument.file, checksMeaning: false)
    let root = CompiledDocument.read(compiled, faults)
    return try faults.checked(root.flatMap { PolicyDecoder(faults: faults).policy($0) })
  }
}
