import ArgumentParser

/// The command a shell knows the program by; its subcommands are in the order a day's work meets them.
struct Authledger: ParsableCommand {
  static let version = "authledger 0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "authledger",
    abstract: "Track what a coverage policy allows of a drug given in cycles, today and across years.",
    discussion: """
      Example:
        authledger init --time-zone America/Chicago
        authledger patient add M-77120 --name 'Ana Ortiz' --birth-date 1990-05-17
        authledger status M-77120

      Options such as --db, --format and --today may stand before the command or after it.

      Exit status: 0 done; 2 the policy did not say yes; 3 flags, breaks or failing lines; 4 not found; 5 conflict; \
      64 usage; 65 bad data; 66 no input; 74 I/O; 75 database busy; 77 not permitted; 78 bad configuration.
      """,
    version: version,
    groupedSubcommands: [
      CommandGroup(
        name: "Daily work",
        subcommands: [
          PatientCommand.self, IntakeCommand.self, RenewCommand.self, AnswerCommand.self, DecideCommand.self,
          AuthorizationCommand.self, CycleCommand.self, AdministerCommand.self, VoidCommand.self, StatusCommand.self,
          NoteCommand.self, NightlyCommand.self, WorklistCommand.self, AcknowledgeCommand.self,
        ]),
      CommandGroup(name: "Look ahead", subcommands: [CheckCommand.self, ProjectCommand.self, DoseCommand.self]),
      CommandGroup(
        name: "Audit",
        subcommands: [HistoryCommand.self, ExplainCommand.self, VerifyCommand.self, ReportCommand.self]),
      CommandGroup(
        name: "Data", subcommands: [ApplyCommand.self, ImportCommand.self, ExportCommand.self, PolicyCommand.self]),
      CommandGroup(
        name: "Store",
        subcommands: [
          InitCommand.self, MigrateCommand.self, BackupCommand.self, RestoreCommand.self, DoctorCommand.self,
          ReadLogCommand.self, DemoCommand.self,
        ]),
    ])

  /// The names that a second name follows, such as `patient` in `patient add`.
  static var groups: Set<String> {
    Set(configuration.subcommands.filter { !$0.configuration.subcommands.isEmpty }.map { $0._commandName })
  }
}
