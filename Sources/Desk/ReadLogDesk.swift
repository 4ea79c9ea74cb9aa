import Coverage
import Storage

/// Records who looked at a patient's history, where the plan has asked for it.
extension Desk {
  /// Records a command that only read, if it looked at anyone's history and the plan has reads recorded.
  ///
  /// A command that looked at several patients is one entry. Where it cannot be recorded, this throws, and what was read
  /// must not be shown.
  public func recordReads(by command: String, context: WorkContext) throws {
    guard let first = store.patientsRead.first else { return }
    try recordRead(
      of: store.patientsRead.count == 1 ? RecordedEntry.subject(of: first) : "patients", by: command, context: context)
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
          .append("read", "\(subject) \(command)", [], of: nil)
      }
    } catch let fault as Fault {
      throw Fault(fault.code, "reads are recorded here, and this one could not be: \(fault.message)", hint: fault.hint)
    }
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
