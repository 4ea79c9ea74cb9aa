import Coverage

extension ReadTransaction {
  /// What the plan has set.
  public func settings() throws -> PlanSettings {
    let values = try collect("SELECT name, value FROM setting WHERE sequence <= ? ORDER BY setting", []) {
      (try $0.text(), try $0.text())
    }
    var settings = PlanSettings(timeZone: "UTC")
    for (name, value) in values {
      switch name {
      case "time-zone": settings.timeZone = value
      case "standard-hours": settings.standardHours = try hours(value)
      case "expedited-hours": settings.expeditedHours = try hours(value)
      case "log-reads": settings.logsReads = value == "on"
      default: break
      }
    }
    return settings
  }

  private func hours(_ text: String) throws -> Int {
    guard let hours = Int(text), (1...8_760).contains(hours) else {
      throw Fault(
        .configuration, "the plan's hours to decide are not a number of hours", hint: "run `authledger verify`")
    }
    return hours
  }
}
