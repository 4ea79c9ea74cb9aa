import CivilTime
import Coverage
import Ledger

/// Which policy and which indication a request is about.
extension Sitting {
  /// The indication a request names, or the only one there is: of the policy it names, or of all in force on the day.
  /// What is renewed is a course the patient has.
  func indication(
    chosenBy submission: Submission, on day: CivilDay, history: PatientHistory
  ) throws -> IndicationKey {
    if let key = submission.indication { try known(key) }
    let policies = try submission.policy.map { [try policy($0, on: day)] } ?? book.inForce(on: day)
    let offered = policies.flatMap(\.indications).map(\.key)
    guard let key = submission.indication else {
      let courses = Set(StatusRules.courses(of: history, on: today).map(\.indication.key))
      let renewable = submission.kind == .continued ? offered.filter(courses.contains) : []
      let choice = renewable.isEmpty ? offered : renewable
      guard let only = choice.first, choice.count == 1 else {
        throw Fault(
          .invalid, "the request does not say what the drug is for",
          hint: "give --indication: \(choice.map(\.text).joined(separator: ", "))")
      }
      return only
    }
    if submission.policy != nil, !offered.contains(key) {
      throw Fault(
        .invalid, "\(key) is no indication of \(policies.map(\.version.description).joined(separator: ", "))",
        hint: "its indications are: \(offered.map(\.text).joined(separator: ", "))")
    }
    return key
  }

  /// The version in force of the policy that an id, a drug, a billing code or an NDC names.
  private func policy(_ name: String, on day: CivilDay) throws -> Policy {
    let inForce = book.inForce(on: day)
    let named = inForce.filter { $0.isNamed(name) }
    guard let policy = named.first, named.count == 1 else {
      let ids = inForce.map(\.version.policy)
      throw Fault(
        .invalid,
        named.isEmpty
          ? "no policy in force on \(day) is called \(name)" : "several policies in force on \(day) are called \(name)",
        hint: Sitting.suggestion(for: name, among: named.isEmpty ? ids : named.map(\.version.policy)))
    }
    return policy
  }
}

extension Policy {
  /// Whether a name is the policy's id, its drug or a word of it, one of its billing codes, or an NDC of a product,
  /// whose package part does not matter.
  fileprivate func isNamed(_ name: String) -> Bool {
    let plain = name.lowercased()
    let words = drug.lowercased().split { $0 == " " || $0 == "(" || $0 == ")" }.map(String.init)
    let ndc = plain.split(separator: "-").prefix(2).joined(separator: "-")
    return version.policy == plain || drug.lowercased() == plain || words.contains(plain)
      || billingCodes.contains { $0.code.lowercased() == plain } || products.contains { $0.ndc == ndc }
  }
}
