import Coverage
import Foundation
import Storage

extension Desk {
  /// Looks a ledger over: may it be read and written, is it ours, what protects it. Never fails; says what is wrong.
  public static func doctor(at path: String) -> [DoctorLine] {
    var lines: [DoctorLine] = []
    do {
      let protection = try Store.protection(of: path)
      lines += protection.map { DoctorLine(check: $0.check, isWell: $0.isWell, detail: $0.detail) }
      let desk = try Desk(opening: path, for: .reading)
      lines.append(
        DoctorLine(
          check: "ledger", isWell: true,
          detail: "opens; policies \(desk.book.policies.map(\.version.description).joined(separator: ", "))"))
      lines.append(timeZone(desk.settings.timeZone))
    } catch let fault as Fault {
      lines.append(DoctorLine(check: "ledger", isWell: false, detail: fault.message))
    } catch {
      lines.append(DoctorLine(check: "ledger", isWell: false, detail: "\(error)"))
    }
    return lines
  }

  private static func timeZone(_ name: String) -> DoctorLine {
    do {
      let day = try PlanClock(timeZone: name).day(of: Date())
      return DoctorLine(check: "time zone", isWell: true, detail: "\(name); there it is \(day)")
    } catch {
      return DoctorLine(check: "time zone", isWell: false, detail: "\(name) is not known on this machine")
    }
  }
}
