import ArgumentParser
import CivilTime
import Coverage
import Desk

/// What an intake and a renewal are made of.
struct RequestOptions: ParsableArguments {
  @Argument(help: "The plan's id of the patient.") var member: String
  @Option(
    help: ArgumentHelp("What the drug is for, such as rr-all (default: the only one there is).", valueName: "key"))
  var indication: String?
  @Option(
    help: ArgumentHelp(
      "The policy by its name, drug, billing code or NDC, such as J9039 (default: the one of the indication).",
      valueName: "name"))
  var policy: String?
  @Option(help: ArgumentHelp("The ICD-10 code, such as C91.02.", valueName: "code")) var diagnosis: String?
  @Option(help: ArgumentHelp("The day coverage is wanted from.", valueName: "day"))
  var start: String?
  @Option(
    help: ArgumentHelp("An answer to a question of the policy; give one each.", valueName: "question=answer"))
  var attest: [String] = []
  @Option(help: ArgumentHelp("Where the answers come from.", valueName: "text")) var source: String?
  @Option(help: ArgumentHelp("The day it was received (default: today).", valueName: "day"))
  var received: String?
  @Option(help: ArgumentHelp("The time it was received, in the plan's zone (default: 00:00).", valueName: "time"))
  var receivedTime: String?
  @Option(
    parsing: .unconditional, help: ArgumentHelp("Cycles received elsewhere (default: as on file).", valueName: "n"))
  var priorCycles: String?
  @Option(help: ArgumentHelp("standard or expedited.", valueName: "urgency")) var urgency = "standard"
  @Option(help: ArgumentHelp("Who asks.", valueName: "name")) var requester: String?
  @Option(help: ArgumentHelp("The request this one appeals.", valueName: "request")) var appeals: String?

  func submission(_ kind: CoverageKind) throws -> Submission {
    Submission(
      kind: kind, memberID: try ArgumentReader.member(member), indication: try ArgumentReader.indication(indication),
      policy: try ArgumentReader.text(policy, "--policy"),
      diagnosis: try ArgumentReader.text(diagnosis, "--diagnosis"),
      receivedOn: try ArgumentReader.day(received, "--received"),
      receivedAt: try receivedTime.map { try ArgumentReader.time($0, "--received-time") } ?? .midnight,
      wantedStart: try ArgumentReader.day(start, "--start"),
      priorCycles: try ArgumentReader.whole(priorCycles, "--prior-cycles", in: 0...999),
      urgency: try ArgumentReader.word(urgency, "--urgency", of: Urgency.allCases),
      attestations: try ArgumentReader.attestations(attest, source: source),
      requester: try ArgumentReader.text(requester, "--requester"),
      appeals: try ArgumentReader.text(appeals, "--appeals"))
  }
}
