import Coverage
import Storage

/// Records who looked at a patient's history, where the plan has asked for it.
extension Desk {
  /// Records a command that only reads, if it looked at anyone's history and the plan has reads recorded. Who writes is
  /// known from what was written.
  ///
  /// A command that looked at several patients is one entry. Where it cannot be recorded, this throws, and what was read
  /// must not be shown.
  public func recordReads(by command: String, context: WorkContext) throws {
    guard store.purpose == .reading, let subject = Desk.subject(of: store.patientsRead) else { return }
    try recordRead(of: subject, by: command, context: context)
  }

  /// Records, in the transaction of a batch, whose histories its lines have looked at.
  func recordReads(
    of patients: Set<PatientNumber>, by command: String, in transaction: WriteTransaction, context: WorkContext
  ) throws {
    guard settings.logsReads, let subject = Desk.subject(of: patients) else { return }
    try Sitting(writing: transaction, desk: self, today: try today(context), actor: context.actor)
      .appendRead(of: subject, by: command)
  }

  /// Records a command that is about to read the rows of many patients, if the plan has reads recorded.
  public func recordReadOfPatients(by command: String, context: WorkContext) throws {
    try recordRead(of: "patients", by: command, context: context)
  }

  private func recordRead(of subject: String, by command: String, context: WorkContext) throws {
    guard settings.logsReads else { return }
    do {
      let writer = try Desk(opening: path, for: .writing, lockSeconds: store.lockSeconds)
      let today = try today(context)
      try writer.write { transaction in
        try Sitting(writing: transaction, desk: writer, today: today, actor: context.actor)
          .appendRead(of: subject, by: command)
      }
    } catch let fault as Fault {
      throw Fault(fault.code, "reads are recorded here, and this one could not be: \(fault.message)", hint: fault.hint)
    }
  }

  /// What the entry of a read is about: the patient, or several; nil when nobody's history was looked at.
  private static func subject(of patients: Set<PatientNumber>) -> String? {
    guard let first = patients.first else { return nil }
    return patients.count == 1 ? RecordedEntry.subject(of: first) : "patients"
  }

  /// Has reads recorded from now on, or no longer; whether that changed anything.
  public func setReadLog(_ isOn: Bool, context: WorkContext) throws -> Bool {
    let today = try today(context)
    return try write { transaction in
      guard try transaction.reading.settings().logsReads != isOn else { return false }
      try Sitting(writing: transaction, desk: self, today: today, actor: context.actor)
        .append("setting", "log-reads", [.setting(name: "log-reads", value: isOn ? "on" : "off")], of: nil)
      return true
    }
  }
}

extension Sitting {
  /// Writes the entry of a read.
  fileprivate func appendRead(of subject: String, by command: String) throws {
    try append("read", "\(subject) \(command)", [], of: nil)
  }
}
