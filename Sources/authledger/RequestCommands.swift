import ArgumentParser
import Coverage
import Desk

struct IntakeCommand: WritingCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "intake", abstract: "Take in a request for initial coverage and answer it.",
    discussion: """
      A request whose questions are not all answered is pended. The questions are listed by \
      `authledger policy show blinatumomab --section questions`.

      Example:
        authledger intake M-77120 --indication rr-all --diagnosis C91.02 \\
          --start 2026-03-02 --attest b-cell-precursor=yes --attest single-agent=yes
      """)

  @OptionGroup var request: RequestOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> Operation {
    guard request.diagnosis != nil else {
      throw Mistake("--diagnosis is missing", hint: "an intake needs an ICD-10 code, such as --diagnosis C91.02")
    }
    return .submit(try request.submission(.initial))
  }
}

struct RenewCommand: WritingCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "renew", abstract: "Take in a request for continued coverage and answer it.",
    discussion: """
      Example:
        authledger renew M-77120 --indication rr-all --start 2026-09-28 \\
          --attest single-agent=yes --attest unacceptable-toxicity=no \\
          --attest disease-response=response --attest response-assay=cbc
      """)

  @OptionGroup var request: RequestOptions
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> Operation { .submit(try request.submission(.continued)) }
}

struct AnswerCommand: WritingCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "answer", abstract: "Give a pended request the answers it waits for.",
    discussion: "Example: authledger answer R-000001 --attest single-agent=yes --source 'chart'")

  @Argument(help: "The request's number.") var request: String
  @Option(
    help: ArgumentHelp("An answer to a question of the policy; give one each.", valueName: "question=answer"))
  var attest: [String] = []
  @Option(help: ArgumentHelp("Where the answers come from.", valueName: "text")) var source: String?
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> Operation {
    guard !attest.isEmpty else {
      throw Mistake("there are no answers", hint: "give at least one, such as --attest single-agent=yes")
    }
    return .answer(
      AnswersGiven(
        request: try ArgumentReader.text(request, "the request"),
        attestations: try ArgumentReader.attestations(attest, source: source)))
  }
}

struct DecideCommand: WritingCommand {
  static let configuration = CommandConfiguration(
    of: "authledger", commandName: "decide", abstract: "Record a clinician's decision on a pended or referred request.",
    discussion: """
      Only a physician (MD or DO) approves or denies; either needs a rationale.

      Example:
        authledger decide R-000001 --outcome approved --reviewer 'R. Vance' \\
          --credential MD --rationale 'response shown in chart'
      """)

  @Argument(help: "The request's number.") var request: String
  @Option(help: ArgumentHelp("approved, denied, pended or withdrawn.", valueName: "outcome")) var outcome: String
  @Option(help: ArgumentHelp("Who decides.", valueName: "name")) var reviewer: String
  @Option(help: ArgumentHelp("The reviewer's credential, such as MD.", valueName: "credential"))
  var credential: String?
  @Option(help: ArgumentHelp("Why.", valueName: "text")) var rationale: String?
  @OptionGroup(title: "Global options") var global: GlobalOptions

  func values() throws -> Operation {
    .decide(
      Decision(
        request: try ArgumentReader.text(request, "the request"),
        outcome: try ArgumentReader.word(
          outcome, "--outcome", of: [RequestOutcome.approved, .denied, .pended, .withdrawn]),
        review: Review(
          reviewer: try ArgumentReader.text(reviewer, "--reviewer"),
          credential: try ArgumentReader.text(credential, "--credential"),
          rationale: try ArgumentReader.text(rationale, "--rationale"))))
  }
}
