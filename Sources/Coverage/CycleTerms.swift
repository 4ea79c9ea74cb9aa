/// What a policy version says of a cycle: one object that all cycles of which it says the same share, because rules look at
/// cycles line after line, and an indication has two dozen parts.
public final class CycleTerms: Sendable {
  /// The policy version; nil when it is not installed.
  public let policy: Policy?
  /// The indication as the version has it; nil when no version that knows it is installed.
  public let indication: Indication?
  /// The limits the cycle is under.
  public let limits: [Limit]
  /// The codes the policy bills units under.
  public let billingCodes: [String]
  /// The limits that count lines of each of the codes.
  private let limitsByCode: [[Limit]]
  /// What lines of the cycle are counted as.
  let counters: [Counter]

  /// A kind of limit, and the code whose lines it counts, by its place among those the policy bills under.
  struct Counter {
    let kind: LimitKind
    let codePlace: Int
  }

  private init(policy: Policy?, indication: Indication?, limits: [Limit], billingCodes: [String]) {
    self.policy = policy
    self.indication = indication
    self.limits = limits
    self.billingCodes = billingCodes
    limitsByCode = billingCodes.map { code in limits.filter { $0.code == code } }
    counters = limits.indices.compactMap { place in
      let limit = limits[place]
      guard !limits[..<place].contains(where: { $0.kind == limit.kind }) else { return nil }
      return billingCodes.firstIndex(of: limit.code).map { Counter(kind: limit.kind, codePlace: $0) }
    }
  }

  /// Of a cycle of which no installed version says anything.
  static let none = CycleTerms(policy: nil, indication: nil, limits: [], billingCodes: [])

  /// The limits that count the lines of the code an entry is billed under.
  public func limits(on entry: UnitEntry) -> [Limit] { codePlace(of: entry).map { limitsByCode[$0] } ?? [] }

  /// The place of the code an entry is billed under: the one it names, else the first of the policy.
  func codePlace(of entry: UnitEntry) -> Int? {
    guard let code = entry.code else { return billingCodes.isEmpty ? nil : 0 }
    return billingCodes.firstIndex(of: code)
  }

  /// What a policy says of the cycles of an indication, each with the first cycle of which it says that, in order.
  static func all(of indication: Indication, in policy: Policy) -> [(from: CycleNumber, terms: CycleTerms)] {
    let billingCodes = policy.billingCodes.map(\.code)
    let changes = indication.limits.flatMap { [$0.cycles.first, CycleNumber($0.cycles.last.value + 1)] }
    return Set([CycleNumber(1)] + changes).sorted().map { number in
      let limits = indication.limits(of: number)
      return (
        number, CycleTerms(policy: policy, indication: indication, limits: limits, billingCodes: billingCodes)
      )
    }
  }
}
