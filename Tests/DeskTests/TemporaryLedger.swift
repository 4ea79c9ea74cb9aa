import CivilTime
import Coverage
import Foundation
import GRDB
import Testing

@testable import Desk
@testable import Storage

/// A ledger in the folder for temporary files, removed with the last reference to it.
final class TemporaryLedger {
  let path: String
  let desk: Desk

  init() throws {
    path = NSTemporaryDirectory() + "authledger-test-" + UUID().uuidString + ".db"
    try Desk.create(at: path, settings: PlanSettings(timeZone: "UTC"), actor: Actor(user: "test", claimed: nil))
    desk = try Desk(opening: path, for: .writing)
  }

  deinit { Store.remove(path) }

  func work() -> WorkContext {
    WorkContext(today: CivilDay("2024-03-01"), actor: Actor(user: "test", claimed: nil), asOf: nil)
  }

  /// A patient with coverage, a cycle and units.
  func fill(_ member: String) throws {
    try apply([
      """
      {"op":"patient.add","member_id":"\(member)","name":"Test Patient","birth_date":"1980-01-01"}
      {"op":"intake","member_id":"\(member)","indication":"rr-all","diagnosis":"C91.02","received":"2024-01-02","attestations":{"b-cell-precursor":"yes","single-agent":"yes","live-vaccine-within-2-weeks":"no","concurrent-live-vaccine":"no","relapsed-or-refractory":"yes","ph-status":"negative"}}
      {"op":"cycle.start","member_id":"\(member)","indication":"rr-all","on":"2024-01-02"}
      {"op":"administer","member_id":"\(member)","on":"2024-01-02","units":28,"discarded":7,"reference":"\(member)-1"}
      """
    ])
  }

  /// Operations, each of which must be done.
  func apply(_ lines: [String]) throws {
    let file = path + ".ndjson"
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: file))
    defer { unlink(file) }
    let summary = try desk.apply(LineReader(try InputBytes(path: file)), batch: 1_000, context: work()) { _ in }
    try #require(summary.failed == 0)
  }
}
