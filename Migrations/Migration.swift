/// One step of the file's schema, carried in the binary.
public struct Migration: Sendable {
  /// The schema version the file has afterwards.
  public let version: Int
  /// The name of its file.
  public let name: String
  /// Its SQL, never edited after a release.
  public let sql: [UInt8]

  /// Every step, in order.
  public static let all = [
    Migration(version: 1, name: "V001_facts", sql: PackageResources.V001_facts_sql),
    Migration(version: 2, name: "V002_audit_views", sql: PackageResources.V002_audit_views_sql),
    Migration(version: 3, name: "V003_nightly_indexes", sql: PackageResources.V003_nightly_indexes_sql),
    Migration(version: 4, name: "V004_decision_times", sql: PackageResources.V004_decision_times_sql),
    Migration(version: 5, name: "V005_reads", sql: PackageResources.V005_reads_sql),
  ]
}
