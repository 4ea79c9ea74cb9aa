/// How the codes of a code system look.
struct CodePattern {
  /// The pattern in words, with an example.
  let rule: String
  /// Whether a code looks so.
  let matches: ([UInt8]) -> Bool

  /// ICD-10-CM: a letter, a digit, a digit or letter, and up to four more after a dot.
  static var icd: CodePattern {
    CodePattern(rule: "an ICD-10-CM code in capitals with its dot, such as C91.02") { code in
      code.count >= 3 && isCapital(code[0]) && isDigit(code[1]) && isCapitalOrDigit(code[2])
        && (code.count == 3 || (5...8).contains(code.count) && code[3] == UInt8(ascii: "."))
        && code.dropFirst(4).allSatisfy(isCapitalOrDigit)
    }
  }

  /// A billing code, such as HCPCS has.
  static var billing: CodePattern {
    CodePattern(rule: "a billing code of up to 10 capitals and digits, such as J0001") { code in
      (1...10).contains(code.count) && code.allSatisfy(isCapitalOrDigit)
    }
  }

  /// The labeler and product parts of an NDC, without the part that tells packages apart.
  static var ndc: CodePattern {
    CodePattern(rule: "the labeler and product parts of an NDC, such as 12345-0678") { code in
      let parts = code.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
      return parts.count == 2 && (4...5).contains(parts[0].count) && (3...4).contains(parts[1].count)
        && parts.joined().allSatisfy(isDigit)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func isCapital(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }

  private static func isCapitalOrDigit(_ byte: UInt8) -> Bool { isCapital(byte) || isDigit(byte) }
}

extension Fields {
  /// A code that must look as its system's codes do.
  func code(_ key: String, _ pattern: CodePattern) -> String? {
    guard let node = node(key), let text = node.scalar(.key(key), expected: pattern.rule, faults) else { return nil }
    guard pattern.matches(Array(text.utf8)) else {
      faults.add("\"\(key)\" must be \(pattern.rule), not \(quoted(text))", at: node.place)
      return nil
    }
    return text
  }
}
