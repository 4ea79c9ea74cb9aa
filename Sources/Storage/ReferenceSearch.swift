import Coverage
import GRDB

/// The search for what is on file under a reference, which every line of a batch begins with.
struct ReferenceSearch {
  private let onFile: SQLStatement
  private let latest: SQLStatement

  init(_ database: Database) throws {
    onFile = try SQLStatement(database, "SELECT 1 FROM administration WHERE reference = ? LIMIT 1")
    latest = try SQLStatement(
      database,
      """
      SELECT \(HistoryLoader.administrationColumns)
      FROM administration a LEFT JOIN administration_void v ON v.administration = a.administration AND v.sequence <= ?2
      WHERE a.reference = ?1 AND a.sequence <= ?2 ORDER BY a.attempt DESC LIMIT 1
      """)
  }

  /// The latest administration under a reference as of an entry; nil when there is none.
  func administration(_ reference: String, horizon: Int) throws -> Administration? {
    // Most references are new. One look at their index says so, where the whole question opens four tables.
    guard try holds(reference) else { return nil }
    var found: Administration?
    try latest.forEachRow([.of(reference), .of(horizon)]) { row in
      found = try HistoryLoader.administration(&row)
      return false
    }
    return found
  }

  /// Whether anything is in the file under a reference, at whatever entry.
  func holds(_ reference: String) throws -> Bool {
    var isOnFile = false
    try onFile.forEachRow([.of(reference)]) { _ in
      isOnFile = true
      return false
    }
    return isOnFile
  }
}
