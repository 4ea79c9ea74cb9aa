import CivilTime
import Coverage
import Foundation
import PolicyFiles
import Seeds
import Storage

/// How a ledger comes to be: made, filled with its seeds, brought up to date, looked over.
extension Desk {
  /// Makes a new ledger with the policies and reference tables this program carries.
  public static func create(at path: String, settings: PlanSettings, actor: Actor) throws {
    let today = try PlanClock(timeZone: settings.timeZone).day(of: Date())
    let facts = try seedFacts(settings)
    try Store.create(at: path)
    do {
      let store = try Store(opening: path, for: .writing, lockSeconds: 10)
      try store.write { transaction in
        try transaction.append(
          JournalEntry(
            actor: actor.user, claimedActor: actor.claimed, action: "init", subject: "ledger", workedOn: today),
          facts: facts)
      }
    } catch {
      Store.remove(path)
      throw error
    }
  }

  /// Brings a ledger to the schema this program knows; the names of the migrations applied.
  public static func migrate(at path: String, lockSeconds: Int) throws -> [String] {
    try Store.migrate(at: path, lockSeconds: lockSeconds)
  }

  /// Refuses to let a file be written over a ledger, over what is kept beside one, or over a file that is being read.
  public static func checkTarget(_ path: String, sparing inputs: [String]) throws {
    try Store.checkTarget(path, sparing: inputs)
  }

  /// Syncs the directory of a file that was made or given its name, so that the name survives a power loss.
  public static func syncDirectory(of path: String) throws { try Store.syncDirectory(of: path) }

  /// Everything `init` writes: what the plan has set, every policy, every reference table.
  private static func seedFacts(_ settings: PlanSettings) throws -> [Fact] {
    var facts: [Fact] = [
      .setting(name: "time-zone", value: settings.timeZone),
      .setting(name: "standard-hours", value: String(settings.standardHours)),
      .setting(name: "expedited-hours", value: String(settings.expeditedHours)),
    ]
    if settings.logsReads { facts.append(.setting(name: "log-reads", value: "on")) }
    do throws(PolicyFaults) {
      for seed in Seeds.policies {
        let text = String(decoding: seed.bytes, as: UTF8.self)
        let read = try PolicyReader.read(yaml: text, file: seed.name)
        facts.append(.policy(read.policy, document: text, compiled: read.compiled))
      }
      let jurisdictions = try ReferenceReader.jurisdictions(
        yaml: String(decoding: Seeds.jurisdictions.bytes, as: UTF8.self), file: Seeds.jurisdictions.name)
      let literature = try ReferenceReader.literature(
        yaml: String(decoding: Seeds.literature.bytes, as: UTF8.self), file: Seeds.literature.name)
      let bibliography = try ReferenceReader.bibliography(
        yaml: String(decoding: Seeds.references.bytes, as: UTF8.self), file: Seeds.references.name)
      facts += jurisdictions.rows.map { .jurisdiction($0) } + literature.rows.map { .literature($0) }
      facts += bibliography.rows.map { .bibliography($0) }
      for (reference, notes) in [
        ("jurisdictions", jurisdictions.notes), ("literature", literature.notes), ("references", bibliography.notes),
      ] {
        facts += notes.map { .referenceNote(reference: reference, text: $0) }
      }
    } catch {
      throw Fault(.configuration, error.faults.first.map(\.description) ?? "a seed cannot be read")
    }
    return facts
  }
}
