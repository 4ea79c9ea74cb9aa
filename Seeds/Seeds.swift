/// The documents a new ledger is filled with, carried in the binary.
public enum Seeds {
  /// A document and the name of its file.
  public struct Document: Sendable {
    /// The name of its file.
    public let name: String
    /// Its text.
    public let bytes: [UInt8]
  }

  /// The policies installed by `init`, one version a document.
  public static let policies = [
    Document(name: "blinatumomab-2021-03.yaml", bytes: PackageResources.blinatumomab_2021_03_yaml)
  ]

  /// A policy file to begin with.
  public static let template = Document(
    name: "policy-template.yaml", bytes: PackageResources.policy_template_yaml)

  /// The policy's Appendix 2.
  public static let jurisdictions = Document(
    name: "medicare-jurisdictions.yaml", bytes: PackageResources.medicare_jurisdictions_yaml)

  /// The policy's Appendix 3.
  public static let literature = Document(
    name: "clinical-literature.yaml", bytes: PackageResources.clinical_literature_yaml)

  /// The policy's section VII.
  public static let references = Document(name: "references.yaml", bytes: PackageResources.references_yaml)
}
