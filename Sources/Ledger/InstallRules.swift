import Coverage

/// What stands against a new policy version among those that are installed.
///
/// What this file keeps true
/// (1) An indication belongs to one policy, so that its key alone names the policy of a request.
/// (2) A billing code or product means one thing in every policy, so that limits on it can be summed.
/// (3) No two versions of a policy take effect on one day, so that each day has one version in force.
public enum InstallRules {
  /// Every reason against the version; none when it may be installed.
  public static func obstacles(to policy: Policy, in book: PolicyBook) -> [String] {
    let others = book.policies.filter { $0.version != policy.version }
    return indications(of: policy, among: others) + units(of: policy, among: others) + vials(of: policy, among: others)
      + days(of: policy, among: others)
  }

  private static func indications(of policy: Policy, among others: [Policy]) -> [String] {
    policy.indications.compactMap { indication in
      let owner = others.last {
        $0.version.policy != policy.version.policy && $0.indication(indication.key) != nil
      }
      return owner.map { "the indication \(indication.key) belongs to \($0.version)" }
    }
  }

  private static func units(of policy: Policy, among others: [Policy]) -> [String] {
    policy.billingCodes.compactMap { code in
      for other in others {
        guard let known = other.billingCodes.first(where: { $0.code == code.code }),
          known.measure != code.measure || known.perUnit != code.perUnit
        else { continue }
        return "one unit of \(code.code) is \(known.perUnit) \(known.measure) in \(other.version), not "
          + "\(code.perUnit) \(code.measure)"
      }
      return nil
    }
  }

  private static func vials(of policy: Policy, among others: [Policy]) -> [String] {
    policy.products.compactMap { product in
      for other in others {
        guard let known = other.products.first(where: { $0.ndc == product.ndc }),
          known.measure != product.measure || known.perVial != product.perVial
        else { continue }
        return "a vial of \(product.ndc) holds \(known.perVial) \(known.measure) in \(other.version), not "
          + "\(product.perVial) \(product.measure)"
      }
      return nil
    }
  }

  private static func days(of policy: Policy, among others: [Policy]) -> [String] {
    others.filter { $0.version.policy == policy.version.policy && $0.effectiveOn == policy.effectiveOn }
      .map { "\($0.version) takes effect on \(policy.effectiveOn) too" }
  }
}
