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
  func day(of moment: Date) -> CivilDay {
    let minutes = minutes(of: moment)
    return CivilDay(ordinal: (minutes - (minutes % 1440 + 1440) % 1440) / 1440)
  }

  /// What the clock shows at a moment, in minutes since it showed 1970-01-01 00:00.
  func minutes(of moment: Date) -> Int {
    let seconds = moment.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: moment))
    return Int((seconds / 60).rounded(.down))
  }
}
