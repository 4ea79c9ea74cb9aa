import ArgumentParser

/// The options every command takes.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The database (default: $AUTHLEDGER_DB, else authledger/authledger.db in the user's data directory).",
      valueName: "path"))
  var db: String?

  @Option(help: ArgumentHelp("How to print: table, json, ndjson or csv.", valueName: "format"))
  var format = "table"

  @Option(help: ArgumentHelp("The day to work on (default: today in the plan's time zone).", valueName: "day"))
  var today: String?

  @Option(help: ArgumentHelp("Who works, recorded beside the system's user.", valueName: "name"))
  var actor: String?

  @Flag(help: "Print no text after writing; only the exit status tells.")
  var quiet = false

  @Flag(help: "Print without colour.")
  var noColor = false

  @Option(
    parsing: .unconditional, help: ArgumentHelp("How long to wait for other writers.", valueName: "seconds"))
  var wait = "10"
}

/// The option reading commands take besides.
struct VantageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Show what was known then: a moment, such as 2026-03-09T17:00:00Z, or the number of an entry.",
      valueName: "moment"))
  var asOf: String?
}
