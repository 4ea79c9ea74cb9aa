import Foundation

/// The time zone this machine is set to.
enum MachineZone {
  /// Its IANA name; nil when the machine has a clock but no name for where it stands.
  static var name: String? {
    if let zone = DatabasePath.environment("TZ") {
      let name = zone.hasPrefix(":") ? String(zone.dropFirst()) : zone
      return isName(name) ? name : nil
    }
    guard let path = realpath("/etc/localtime", nil) else { return nil }
    defer { free(path) }
    let parts = String(cString: path).split(separator: "/")
    guard let root = parts.lastIndex(of: "zoneinfo") else { return nil }
    let name = parts[(root + 1)...].joined(separator: "/")
    return isName(name) ? name : nil
  }

  private static func isName(_ text: String) -> Bool {
    text == "UTC" || (text.contains("/") && !text.hasPrefix("/"))
  }
}
