import CivilTime

/// The name of one version of a policy, for example `blinatumomab@2021-03`.
public struct PolicyVersion: Hashable, Sendable, CustomStringConvertible {
  /// The policy's id, the same over all its versions.
  public let policy: String
  /// The version's own name.
  public let version: String

  /// A version of a policy.
  public init(policy: String, version: String) {
    self.policy = policy
    self.version = version
  }

  public var description: String { "\(policy)@\(version)" }
}

/// A coverage policy as data: everything the ledger knows about a drug. An object, as its indications are; it never
/// changes.
public final class Policy: Equatable, Sendable {
  /// Its id and version.
  public let version: PolicyVersion
  /// The first received date the version answers for: the file's own, unless the plan set another when it installed it.
  public let effectiveOn: CivilDay
  /// The policy's title.
  public let title: String
  /// The drug, as people call it.
  public let drug: String
  /// Where the text comes from.
  public let source: String
  /// The codes units are billed under (policy VI).
  public let billingCodes: [BillingCode]
  /// The products vials are counted of (policy VI).
  public let products: [Product]
  /// The covered diagnoses (policy Appendix 1).
  public let diagnoses: DiagnosisList
  /// The questions a request may answer.
  public let questions: [Question]
  /// The criteria asked of every indication, in the order of the policy.
  public let criteria: [Criterion]
  /// The indications the policy covers.
  public let indications: [Indication]
  /// Further sentences of the policy, with their sections.
  public let notes: [PolicyNote]

  /// A policy with all its parts.
  public init(
    version: PolicyVersion, effectiveOn: CivilDay, title: String, drug: String, source: String,
    billingCodes: [BillingCode], products: [Product], diagnoses: DiagnosisList, questions: [Question],
    criteria: [Criterion], indications: [Indication], notes: [PolicyNote]
  ) {
    self.version = version
    self.effectiveOn = effectiveOn
    self.title = title
    self.drug = drug
    self.source = source
    self.billingCodes = billingCodes
    self.products = products
    self.diagnoses = diagnoses
    self.questions = questions
    self.criteria = criteria
    self.indications = indications
    self.notes = notes
  }

  /// The same policy, in force from another day.
  public func effective(on day: CivilDay) -> Policy { standing(for: version, effectiveOn: day) }

  /// What this version says, under the name and effective day of another.
  func standing(for other: Policy) -> Policy { standing(for: other.version, effectiveOn: other.effectiveOn) }

  private func standing(for version: PolicyVersion, effectiveOn: CivilDay) -> Policy {
    Policy(
      version: version, effectiveOn: effectiveOn, title: title, drug: drug, source: source,
      billingCodes: billingCodes, products: products, diagnoses: diagnoses, questions: questions, criteria: criteria,
      indications: indications, notes: notes)
  }

  /// The indication with that key.
  public func indication(_ key: IndicationKey) -> Indication? { indications.first { $0.key == key } }

  /// Whether it covers the indication with that key.
  func knows(_ key: IndicationKey) -> Bool { indications.contains { $0.key == key } }

  /// The question with that key.
  public func question(_ key: String) -> Question? { questions.first { $0.key == key } }

  /// The criteria asked at a request of a kind for an indication: those of the policy, then the indication's own.
  public func criteria(for kind: CoverageKind, of indication: Indication) -> [Criterion] {
    (criteria + indication.criteria).filter { $0.asked.contains(kind) }
  }

  public static func == (left: Policy, right: Policy) -> Bool {
    left === right
      || (left.version, left.effectiveOn, left.title, left.drug, left.source)
        == (right.version, right.effectiveOn, right.title, right.drug, right.source)
        && left.billingCodes == right.billingCodes && left.products == right.products
        && left.diagnoses == right.diagnoses && left.questions == right.questions && left.criteria == right.criteria
        && left.indications == right.indications && left.notes == right.notes
  }
}
