import CivilTime
import Coverage
import Foundation

/// The plan's wall clock, which says which day it is.
struct PlanClock {
  private let zone: TimeZone

  /// The clock of a time zone by its IANA name; a name nobody knows is a fault, never UTC in silence.
  init(timeZone name: String) throws {
    guard let zone = TimeZone(identifier: name), name == "UTC" || name == "GMT" || name.contains("/") else {
      throw Fault(
        .invalid, "there is no time zone \(name)", hint: "use an IANA name such as America/Chicago or UTC")
    }
    self.zone = zone
  }

  /// The civil day of a moment.
  func day(of moment: Date) -> CivilDay { wall(of: moment).day }

  /// What the clock shows at a moment.
  func wall(of moment: Date) -> WallMoment {
    let seconds = moment.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: moment))
    return WallMoment(minutesSinceEpoch: Int((seconds / 60).rounded(.down)))
  }
}
