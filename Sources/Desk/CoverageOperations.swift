import CivilTime
import Coverage

/// A new last covered day of an authorization, with its reason and a name.
public struct AuthorizationMove: Sendable {
  public let authorization: String
  public let day: CivilDay
  public let reason: String
  public let approvedBy: String

  public init(authorization: String, day: CivilDay, reason: String, approvedBy: String) {
    self.authorization = authorization
    self.day = day
    self.reason = reason
    self.approvedBy = approvedBy
  }
}

/// An authorization entered in error.
public struct AuthorizationVoiding: Sendable {
  public let authorization: String
  public let reason: String

  public init(authorization: String, reason: String) {
    self.authorization = authorization
    self.reason = reason
  }
}

/// A cycle to start, with an exception where the one before is not over.
public struct CycleStarting: Sendable {
  public let memberID: MemberID
  public let indication: IndicationKey
  public let on: CivilDay
  public let exception: String?
  public let approvedBy: String?

  public init(memberID: MemberID, indication: IndicationKey, on: CivilDay, exception: String?, approvedBy: String?) {
    self.memberID = memberID
    self.indication = indication
    self.on = on
    self.exception = exception
    self.approvedBy = approvedBy
  }
}

/// A cycle entered in error.
public struct CycleVoiding: Sendable {
  public let memberID: MemberID
  public let indication: IndicationKey
  public let number: Int
  public let reason: String

  public init(memberID: MemberID, indication: IndicationKey, number: Int, reason: String) {
    self.memberID = memberID
    self.indication = indication
    self.number = number
    self.reason = reason
  }
}
