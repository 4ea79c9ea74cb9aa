import Coverage
import Ledger

/// What a request must be before the rules are asked.
extension Sitting {
  func check(_ attestations: [Attestation], against policy: Policy) throws {
    for attestation in attestations {
      guard let question = policy.question(attestation.question) else {
        throw Fault(
          .invalid, "unknown question \(attestation.question)",
          hint: Sitting.suggestion(for: attestation.question, among: policy.questions.map(\.key)))
      }
      guard question.accepts(attestation.answer) else {
        throw Fault(
          .invalid, "\(question.key) cannot be answered so", hint: "its answers are: \(question.accepted)")
      }
    }
  }

  func checkAppeal(_ appealed: Request, of history: PatientHistory) throws {
    guard appealed.fact.patient == history.patient, appealed.outcome == .denied else {
      throw Fault(
        .invalid, "\(appealed.fact.number) is not a denied request of this patient",
        hint: "an appeal names the request that was denied")
    }
  }

  /// A course rests on one number of prior cycles while any of its authorizations is live.
  func checkPrior(_ priorCycles: Int, of course: Course) throws {
    guard let onFile = course.priorOnFile, onFile != priorCycles else { return }
    throw Fault(
      .conflict, "the request rests on \(count(priorCycles, "prior cycle")), but \(onFile) are on file",
      hint: "leave prior cycles out to use the number on file, or void the authorizations entered in error")
  }
}
