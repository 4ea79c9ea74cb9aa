import Coverage
import Ledger
import Storage

extension Desk {
  /// Checks the file: the chain and SQLite's own checks, then every answer on file judged once more.
  ///
  /// `quick` looks at the chain alone; `head` is a hash that left the machine earlier and must still be in the chain.
  public func verify(quick: Bool, expecting head: String?) throws -> VerifyAnswer {
    try store.read { reading in
      let audit = try reading.audit(quick: quick, expecting: head)
      var breaks = audit.breaks.map {
        VerifyBreak(sequence: $0.sequence, check: $0.check, message: $0.message)
      }
      if !quick {
        for patient in try reading.patients() {
          let history = try reading.history(of: patient, book: book)
          breaks += AuditRules.discrepancies(in: history).map {
            VerifyBreak(sequence: $0.sequence, check: "rules", message: $0.message)
          }
        }
      }
      breaks.sort { ($0.sequence?.value ?? 0) < ($1.sequence?.value ?? 0) }
      return VerifyAnswer(entries: audit.entries, facts: audit.facts, head: audit.head, breaks: breaks)
    }
  }
}
