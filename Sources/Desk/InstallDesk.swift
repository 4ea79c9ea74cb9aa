import CivilTime
import Coverage
import Ledger
import PolicyFiles

/// A policy version as it was installed, now or before.
public struct Installation: Sendable {
  /// The version, with the day it takes effect here.
  public let policy: Policy
  /// The version in force until then; nil for a policy's first.
  public let replaces: PolicyVersion?
  /// Whether it was on file already, and nothing was written.
  public let isReplay: Bool
}

/// Installs policies. A version once installed never changes: what was granted under it must stay explainable.
extension Desk {
  /// Installs a policy file without faults, in force from a day, or from the file's own when none is given.
  public func install(_ file: PolicyFile, effectiveOn: CivilDay?, context: WorkContext) throws -> Installation {
    guard let document = file.document else {
      throw Fault(.configuration, "\(file.path) has faults", hint: "run `authledger policy check` on it")
    }
    let today = try today(context)
    return try write { transaction in
      let sitting = Sitting(writing: transaction, desk: self, today: today, actor: context.actor)
      return try sitting.install(document, text: file.text, effectiveOn: effectiveOn)
    }
  }
}

extension Sitting {
  fileprivate func install(
    _ document: PolicyDocument, text: String, effectiveOn: CivilDay?
  ) throws -> Installation {
    let version = document.policy.version
    let policy = document.policy.effective(on: effectiveOn ?? document.policy.effectiveOn)
    if let known = book.policy(version) {
      guard try reading.policyDocument(version) == text else {
        throw Fault(
          .conflict, "\(version) is installed with other content",
          hint: "an installed version never changes; give the file a new \"version\"")
      }
      guard effectiveOn == nil || known.effectiveOn == effectiveOn else {
        throw Fault(
          .conflict, "\(version) is installed and takes effect on \(known.effectiveOn)",
          hint: "an installed version never changes; give the file a new \"version\"")
      }
      return installation(known, isReplay: true)
    }
    let obstacles = InstallRules.obstacles(to: policy, in: book)
    guard obstacles.isEmpty else {
      throw Fault(
        .conflict, "\(version) cannot be installed: \(obstacles.joined(separator: "; "))",
        hint: "compare with `authledger policy list` and `authledger policy show`")
    }
    try append(
      "policy.install", version.description,
      [.policy(policy, document: text, compiled: document.compiled)], of: nil)
    return installation(policy, isReplay: false)
  }

  private func installation(_ policy: Policy, isReplay: Bool) -> Installation {
    let earlier = book.policies.last {
      $0.version.policy == policy.version.policy && $0.effectiveOn < policy.effectiveOn
    }
    return Installation(policy: policy, replaces: earlier?.version, isReplay: isReplay)
  }
}
