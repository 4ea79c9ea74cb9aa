import CivilTime
import Coverage
import Ledger
import Storage

/// Patients, authorizations, policies and reference tables, as they are listed and shown.
extension Desk {
  /// One patient with weights, heights and corrections.
  public func patient(_ member: MemberID, context: WorkContext) throws -> PatientAnswer {
    let history = try history(of: member, context: context)
    guard let identity = history.identity else { throw Sitting.notFound(member) }
    return PatientAnswer(
      memberID: identity.memberID, name: identity.name, birthDate: identity.birthDate,
      measurements: history.measurements.sorted { ($0.on, $0.sequence) < ($1.on, $1.sequence) },
      corrections: history.identities.filter { $0.reason != nil })
  }

  /// Every patient, by member id.
  public func patients(context: WorkContext) throws -> [PatientLine] {
    try read(context) { reading in
      try reading.identities().map { PatientLine(memberID: $0.memberID, name: $0.name, birthDate: $0.birthDate) }
    }
  }

  /// One authorization.
  public func authorization(_ number: String, context: WorkContext) throws -> AuthorizationLine {
    let today = try today(context)
    return try read(context) { reading in
      let (held, history) = try Sitting(reading: reading, desk: self, today: today).authorization(number)
      return AuthorizationLine(held, history: history)
    }
  }

  /// The authorizations of one patient, or of all, by number.
  public func authorizations(of member: MemberID?, context: WorkContext) throws -> [AuthorizationLine] {
    if let member {
      let history = try history(of: member, context: context)
      return history.authorizations.map { AuthorizationLine($0, history: history) }
    }
    return try read(context) { reading in
      var lines: [AuthorizationLine] = []
      for patient in try reading.authorizationOwners() {
        let history = try reading.history(of: patient, book: book)
        lines += history.authorizations.map { AuthorizationLine($0, history: history) }
      }
      return lines.sorted { $0.authorization.fact.number < $1.authorization.fact.number }
    }
  }

  /// The reference tables that stand beside the policies.
  public func references(context: WorkContext) throws -> ReferenceTables {
    try read(context) { reading in
      ReferenceTables(
        jurisdictions: try reading.jurisdictions(), literature: try reading.literature(),
        bibliography: try reading.bibliography(), notes: try reading.referenceNotes())
    }
  }

  /// The policy versions installed, or those installed at the context's vantage point.
  public func policies(context: WorkContext) throws -> [Policy] {
    try read(context) { reading in
      (reading.isOfThePast ? book.keeping(try reading.policyVersions()) : book).policies
    }
  }

  /// A policy by its id (the newest version) or by `id@version`, with the document it was installed from.
  public func policyDocument(
    _ name: String, context: WorkContext
  ) throws -> (policy: Policy, document: String) {
    let policies = try policies(context: context)
    let parts = name.split(separator: "@", maxSplits: 1).map(String.init)
    let policy =
      parts.count == 2
      ? policies.first { $0.version == PolicyVersion(policy: parts[0], version: parts[1]) }
      : policies.last { $0.version.policy == name }
    guard let policy, let document = try store.read({ try $0.policyDocument(policy.version) }) else {
      throw Fault(
        .notFound, "no policy \(name)",
        hint: Sitting.suggestion(for: name, among: policies.map(\.version.description)))
    }
    return (policy, document)
  }

  /// The history of a member at a vantage point.
  func history(of member: MemberID, context: WorkContext) throws -> PatientHistory {
    let today = try today(context)
    return try read(context) { try Sitting(reading: $0, desk: self, today: today).history(of: member) }
  }
}

extension AuthorizationLine {
  init(_ authorization: Authorization, history: PatientHistory) {
    memberID = history.identity?.memberID ?? MemberID("")
    self.authorization = authorization
    indication = history.book.indication(authorization.fact.indication, of: authorization.fact.policy)
    let course = Course(of: authorization.fact.indication, in: history)
    cyclesUsed = course.cycles(under: authorization.fact.number).count
  }
}
