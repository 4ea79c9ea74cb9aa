import CivilTime

/// Every policy version installed in a ledger.
public struct PolicyBook: Sendable {
  /// The versions, ordered by effective date.
  public let policies: [Policy]
  // A plan has few versions, which are found faster one by one than by the hash of their texts.
  private let cycleTerms: [(version: PolicyVersion, key: IndicationKey, from: CycleNumber, terms: CycleTerms)]

  /// A book of policies.
  public init(_ policies: [Policy]) {
    self.policies = policies.sorted {
      ($0.effectiveOn, $0.version.description) < ($1.effectiveOn, $1.version.description)
    }
    cycleTerms = policies.flatMap { policy in
      policy.indications.flatMap { indication in
        CycleTerms.all(of: indication, in: policy).map { (policy.version, indication.key, $0.from, $0.terms) }
      }
    }
  }

  /// The book as it was while only these versions were installed.
  public func keeping(_ versions: Set<PolicyVersion>) -> PolicyBook {
    PolicyBook(policies.filter { versions.contains($0.version) })
  }

  /// One version, by its name.
  public func policy(_ version: PolicyVersion) -> Policy? { policies.first { $0.version == version } }

  /// An indication as a version has it.
  public func indication(_ key: IndicationKey, of version: PolicyVersion) -> Indication? {
    policy(version)?.indication(key)
  }

  /// What a version says of a cycle.
  func terms(of cycle: CycleFact, under version: PolicyVersion) -> CycleTerms {
    cycleTerms.last { $0.key == cycle.indication && $0.from <= cycle.number && $0.version == version }?.terms ?? .none
  }

  /// A version by `id@version`, or the newest of a policy by its id.
  public func policy(named name: String) -> Policy? {
    policies.last { $0.version.policy == name || $0.version.description == name }
  }

  /// The book with every version of a policy saying what this one says: the past, judged by it.
  public func reading(as policy: Policy) -> PolicyBook {
    PolicyBook(policies.map { $0.version.policy == policy.version.policy ? policy.standing(for: $0) : $0 })
  }

  /// The newest version that knows an indication; nil when none does.
  public func newest(knowing indication: IndicationKey) -> Policy? {
    policies.last { $0.knows(indication) }
  }

  /// The version that answers for an indication on a day: of those in force, the one that took effect last.
  public func inForce(for indication: IndicationKey, on day: CivilDay) -> Policy? {
    policies.last { $0.effectiveOn <= day && $0.knows(indication) }
  }

  /// An indication as the version in force on a day has it, or the newest one where none was in force yet.
  public func terms(_ indication: IndicationKey, on day: CivilDay) -> Indication? {
    (inForce(for: indication, on: day) ?? newest(knowing: indication))?.indication(indication)
  }

  /// The version of each policy that answers on a day, by the policies' ids.
  public func inForce(on day: CivilDay) -> [Policy] {
    var latest: [String: Policy] = [:]
    for policy in policies where policy.effectiveOn <= day { latest[policy.version.policy] = policy }
    return latest.values.sorted { $0.version.policy < $1.version.policy }
  }

  /// Every indication of every policy, each as its newest version has it.
  public var indications: [Indication] {
    var seen: Set<IndicationKey> = []
    return policies.reversed().flatMap(\.indications).filter { seen.insert($0.key).inserted }
      .sorted { $0.key < $1.key }
  }
}
