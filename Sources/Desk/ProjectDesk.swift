import CivilTime
import Coverage
import Ledger

/// The rest of a course, laid out; nothing is written.
extension Desk {
  /// The rest of a member's course; what is left out is taken from the file.
  public func project(
    _ member: MemberID, indication key: IndicationKey, start: CivilDay?, delayDays: Int, weightKg: DecimalNumber?,
    context: WorkContext
  ) throws -> ProjectAnswer {
    try look(at: member, key, context: context) { history, today in
      if let start, start < today {
        throw Fault(
          .invalid, "the start \(start) is before today, \(today)", hint: "give a later day, or another --today")
      }
      let plan = plan(today: today, start: start, delayDays: delayDays, weightKg: weightKg)
      guard let projection = ProjectionRules.project(key, plan: plan, history: history) else {
        throw Fault(.invalid, "no policy knows \(key)")
      }
      return ProjectAnswer(
        memberID: member, plan: plan, projection: projection,
        openRequests: history.requests.filter { $0.outcome.isOpen && $0.fact.indication == key })
    }
  }

  /// What a projection assumes, with the plan's own clock.
  func plan(
    today: CivilDay, start: CivilDay? = nil, delayDays: Int = 0, weightKg: DecimalNumber? = nil
  ) -> ProjectionPlan {
    ProjectionPlan(
      today: today, start: start, delayDays: delayDays, weightKg: weightKg,
      decisionHours: settings.hours(for: .standard))
  }
}

/// The rest of a course as projected.
public struct ProjectAnswer: Sendable {
  public let memberID: MemberID
  public let plan: ProjectionPlan
  public let projection: Projection
  /// Requests of the course that wait for someone, which the projection leaves out.
  public let openRequests: [Request]
}
