import Coverage
import Ledger

extension Desk {
  /// The cases of a policy, answered by the rules; nothing is read but the policy.
  public static func scenarios(of policy: Policy) -> [Scenario] { ScenarioRules.scenarios(of: policy) }
}
