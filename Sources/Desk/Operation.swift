import Coverage

/// One thing staff ask of the ledger, with every value read and checked for form.
///
/// Commands and `apply` both come down to these, so that they cannot answer differently.
public enum Operation: Sendable {
  case addPatient(PatientIdentity)
  case correctPatient(PatientCorrection)
  case measurePatient(PatientMeasurement)
  case submit(Submission)
  case answer(AnswersGiven)
  case decide(Decision)
  case extendAuthorization(AuthorizationMove)
  case terminateAuthorization(AuthorizationMove)
  case voidAuthorization(AuthorizationVoiding)
  case startCycle(CycleStarting)
  case voidCycle(CycleVoiding)
  case administer(Administering)
  case void(EntryVoiding)
  case note(NoteTaking)
  case acknowledge(Acknowledging)
  case check(Checking)
  case status(MemberID)

  /// The name `apply` knows it by.
  public var name: String {
    switch self {
    case .addPatient: "patient.add"
    case .correctPatient: "patient.correct"
    case .measurePatient: "patient.measure"
    case .submit(let submission): submission.kind == .initial ? "intake" : "renew"
    case .answer: "answer"
    case .decide: "decide"
    case .extendAuthorization: "authorization.extend"
    case .terminateAuthorization: "authorization.terminate"
    case .voidAuthorization: "authorization.void"
    case .startCycle: "cycle.start"
    case .voidCycle: "cycle.void"
    case .administer: "administer"
    case .void: "void"
    case .note: "note"
    case .acknowledge: "acknowledge"
    case .check: "check"
    case .status: "status"
    }
  }

  /// Whether it only looks.
  public var isReading: Bool {
    switch self {
    case .check, .status: true
    default: false
    }
  }
}
