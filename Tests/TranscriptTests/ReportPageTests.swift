import Foundation
import RealBinary
import Testing

/// The pages of the real binary, held to what assistive technology and a strict browser ask of them.
@Suite struct ReportPageTests {
  static let commands = [["patient", "M-1"], ["population"]]

  private func page(_ command: [String], of course: NineCycles, _ options: [String] = []) throws -> String {
    let result = try course.binary.run(
      ["report"] + command + ["-o", "-", "--today", NineCycles.today] + options, in: course.folder)
    #expect(result.status == 0, "\(result.errorText)")
    return result.text
  }

  @Test(
    "a page has one language, title, viewport and policy, no script and nothing from elsewhere", arguments: commands)
  func standsAlone(command: [String]) throws {
    let page = try page(command, of: NineCycles())
    let elements = try MarkupReader.elements(of: page)
    func all(_ name: String) -> [MarkupReader.Element] { elements.filter { $0.name == name } }
    #expect(all("html").first?.attributes["lang"] == "en")
    #expect(all("title").first?.text.isEmpty == false)
    #expect(all("script").isEmpty)
    let metas = all("meta")
    #expect(metas.contains { $0.attributes["name"] == "viewport" })
    let policy = metas.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }?.attributes["content"] ?? ""
    #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
    // What is loaded, linked or sent anywhere; only places within the page are left.
    for element in elements {
      for (name, value) in element.attributes {
        #expect(!["src", "srcset", "data", "action", "style", "ping"].contains(name), "\(element.name) \(name)")
        #expect(!name.hasPrefix("on"))
        if name == "href" { #expect(value.hasPrefix("#")) }
      }
    }
    #expect(!page.contains("http:") && !page.contains("https:") && !page.contains("@import") && !page.contains("url("))
  }

  @Test("the policy names the style sheet by its hash", arguments: commands)
  func styleHash(command: [String]) throws {
    let course = try NineCycles()
    let page = try page(command, of: course)
    let sheet = try #require(page.components(separatedBy: "<style>").last?.components(separatedBy: "</style>").first)
    try sheet.write(toFile: course.folder.path + "/sheet.css", atomically: true, encoding: .utf8)
    let hash = try course.binary.shell("openssl dgst -sha256 -binary sheet.css | base64", in: course.folder).text
    #expect(page.contains("style-src 'sha256-\(hash.trimmingCharacters(in: .whitespacesAndNewlines))'"))
  }

  @Test(
    "headings are in order, ids are unique, labels name something, tables say what their heads are for",
    arguments: commands)
  func structure(command: [String]) throws {
    let elements = try MarkupReader.elements(of: try page(command, of: NineCycles()))
    let levels = elements.compactMap { $0.name.count == 2 && $0.name.hasPrefix("h") ? Int($0.name.dropFirst()) : nil }
    #expect(levels.filter { $0 == 1 }.count == 1 && levels.first == 1)
    for (level, next) in zip(levels, levels.dropFirst()) { #expect(next <= level + 1) }
    let ids = elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for element in elements {
      for id in (element.attributes["aria-labelledby"] ?? "").split(separator: " ") {
        #expect(ids.contains(String(id)))
      }
      if element.attributes["role"] == "region" { #expect(element.attributes["aria-label"]?.isEmpty == false) }
      if element.attributes["href"] != nil {
        #expect(ids.contains(String(element.attributes["href"]?.dropFirst() ?? "")))
      }
    }
    let labels = elements.compactMap { $0.attributes["aria-label"] }
    #expect(Set(labels).count == labels.count)
    let tables = elements.filter { $0.name == "table" }
    #expect(tables.count >= 4)
    for table in tables {
      #expect(table.children.first?.name == "caption" && table.children.first?.allText.isEmpty == false)
    }
    for cell in elements where cell.name == "th" {
      #expect(cell.attributes["scope"] == (cell.ancestors.contains("thead") ? "col" : "row"))
      #expect(!cell.allText.isEmpty)
    }
    for row in elements where row.name == "tr" && !row.ancestors.contains("thead") {
      #expect(row.children.first?.name == "th")
    }
  }

  @Test("every drawing has a name, and every mark in it a title", arguments: commands)
  func drawings(command: [String]) throws {
    let elements = try MarkupReader.elements(of: try page(command, of: NineCycles()))
    let drawings = elements.filter { $0.name == "svg" }
    #expect(!drawings.isEmpty)
    for drawing in drawings {
      #expect(drawing.attributes["role"] == "img" && drawing.attributes["aria-labelledby"] != nil)
      #expect(drawing.children.prefix(2).map(\.name) == ["title", "desc"])
      // Texts are named by themselves; gridlines say nothing.
      for shape in drawing.children where !["title", "desc", "text"].contains(shape.name) {
        if shape.name == "g" {
          #expect(shape.children.first?.name == "title" && shape.children.first?.text.isEmpty == false)
        } else {
          #expect(shape.attributes["class"] == "grid")
        }
      }
    }
  }

  @Test("text stands out from what is under it, by 4.5 to 1 or more") func contrast() throws {
    let page = try page(["patient", "M-1"], of: NineCycles())
    var colours: [String: Double] = [:]
    for match in page.matches(of: try Regex("--([a-z]+): #([0-9a-f]{6})")) {
      let digits = String(match.output[2].substring ?? "")
      let channels = stride(from: 0, to: 6, by: 2).map { at -> Double in
        let start = digits.index(digits.startIndex, offsetBy: at)
        let value = Double(Int(digits[start..<digits.index(start, offsetBy: 2)], radix: 16) ?? 0) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
      }
      colours[String(match.output[1].substring ?? "")] =
        0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }
    let paper = try #require(colours["paper"])
    for match in page.matches(
      of: try Regex("[ {;]color: var\\(--([a-z]+)\\)|text [^}]*fill: var\\(--([a-z]+)\\)"))
    {
      let name = String(match.output[1].substring ?? match.output[2].substring ?? "")
      let ink = try #require(colours[name])
      #expect((max(ink, paper) + 0.05) / (min(ink, paper) + 0.05) >= 4.5, "\(name)")
    }
    #expect(colours.count >= 7)
  }

  @Test("the page of a nine-cycle course is under 150 kB and says what status says, figure by figure")
  func agrees() throws {
    let course = try NineCycles()
    let text = try page(["patient", "M-1"], of: course)
    #expect(text.utf8.count < 150_000)
    var shown: [String: String] = [:]
    for element in try MarkupReader.elements(of: text) where element.name == "data" {
      shown[element.attributes["value"] ?? ""] = element.allText
    }
    let status = try course.binary.run(
      ["status", "M-1", "--format", "json", "--today", NineCycles.today], in: course.folder)
    let json = try JSONSerialization.jsonObject(with: status.output) as? [String: Any]
    let courses = try #require((json?["result"] as? [String: Any])?["courses"] as? [[String: Any]])
    var expected: [String: String] = [:]
    func flatten(_ value: Any, _ path: String) {
      if let object = value as? [String: Any] {
        for (key, inner) in object { flatten(inner, path + "." + key) }
      } else if let list = value as? [String] {
        if !list.isEmpty { expected[path] = list.joined(separator: "; ") }
      } else if let list = value as? [Any] {
        for (index, inner) in list.enumerated() { flatten(inner, path + ".\(index)") }
      } else if !(value is NSNull) {
        // Only true and false print as such in JSON; every number is an integer.
        let isFlag = path.hasSuffix("covers_today")
        expected[path] = isFlag ? ((value as? Bool) == true ? "yes" : "no") : "\(value)"
      }
    }
    for (index, course) in courses.enumerated() { flatten(course, "courses.\(index)") }
    #expect(expected.count >= 20)
    #expect(shown == expected)
    #expect(shown["courses.0.cycles_used"] == "9")
  }

  @Test("the tables hold every cycle and every line") func tables() throws {
    let elements = try MarkupReader.elements(of: try page(["patient", "M-1"], of: NineCycles()))
    func rows(_ caption: String) -> [[String]] { ReportPageTests.rows(of: caption, in: elements) }
    let cycles = rows("Cycles")
    #expect(cycles.map { $0[0] } == (1...9).map(String.init))
    #expect(cycles.map { $0[5] } == Array(repeating: "28", count: 9))
    #expect(cycles.map { $0[6] } == Array(repeating: "14", count: 5) + Array(repeating: "56", count: 4))
    #expect(cycles.map { $0[7] } == Array(repeating: "980", count: 9))
    #expect(rows("Units by line").count == 9 * 28 + 1)
    #expect(cycles.filter { !$0[10].isEmpty }.map { $0[0] } == ["2"])
    #expect(cycles[1][10].contains("above schedule") && cycles[1][10].contains("812 units given, 784 prescribed"))
    #expect(rows("Units by line").filter { $0[6] == "denied" }.map { $0[0] } == ["C2-29"])
    #expect(rows("Decisions").map { $0[2] } == ["referred", "approved", "approved", "approved"])
  }

  /// The cells of a table's rows, by the beginning of its caption.
  private static func rows(of caption: String, in elements: [MarkupReader.Element]) -> [[String]] {
    let table = elements.first { $0.name == "table" && $0.children.first?.allText.hasPrefix(caption) == true }
    return (table?.children.first { $0.name == "tbody" }?.children ?? []).map { $0.children.map(\.allText) }
  }

  @Test("the report on all patients counts what is on file, in the period asked for") func population() throws {
    let course = try NineCycles()
    let whole = try MarkupReader.elements(of: try page(["population"], of: course))
    #expect(
      ReportPageTests.rows(of: "Decisions", in: whole) == [
        ["2025-01", "0", "1", "0", "1", "0", "0", "0", "2"], ["2025-08", "1", "0", "0", "0", "0", "0", "0", "1"],
        ["2026-01", "1", "0", "0", "0", "0", "0", "0", "1"],
      ])
    #expect(
      ReportPageTests.rows(of: "Closed requests", in: whole)
        == [["standard, 72 hours", "3", "0", "2", "0", "0", "1", "167:59"]])
    #expect(
      ReportPageTests.rows(of: "Late decisions", in: whole)
        == [["R-000001", "M-1", "standard", "approved", "2025-01-07", "167:59", "72:00"]])
    #expect(
      ReportPageTests.rows(of: "Lines denied", in: whole)
        == [["unit-limit", "1", "35"], ["vial-limit", "1", "35"], ["each line once", "1", "35"]])
    // The denied line of cycle 2 was given too.
    #expect(
      ReportPageTests.rows(of: "Cycles given", in: whole) == [
        ["M-1", "rr-all", "2", "2025-02-17", "812", "784", "28"]
      ])
    #expect(ReportPageTests.rows(of: "Lines that name", in: whole).isEmpty)
    #expect(
      ReportPageTests.rows(of: "What a person", in: whole).map { Array($0.dropFirst()) }
        == [["2025-01-07", "approval", "R-000001", "M-1", "steroids only", "R. Vance"]])
    let later = try MarkupReader.elements(
      of: try page(["population"], of: course, ["--period", "2026-01-19..2026-12-31"]))
    #expect(ReportPageTests.rows(of: "Decisions", in: later).map { $0[0] } == ["2026-01"])
    #expect(ReportPageTests.rows(of: "Lines denied", in: later).isEmpty)
    #expect(ReportPageTests.rows(of: "What a person", in: later).isEmpty)
  }

  @Test("a name cannot leave its place, nor turn the text around it") func hostile() throws {
    let name = "</title><script>alert(1)</script>\u{202E}&\"'"
    let page = try page(["patient", "M-1"], of: NineCycles(name: name))
    let elements = try MarkupReader.elements(of: page)
    #expect(!elements.contains { $0.name == "script" })
    #expect(elements.contains { $0.name == "bdi" && $0.allText == name })
    #expect(!page.contains("<script"))
  }

  @Test("as of an earlier entry a page comes out byte for byte as it did then", arguments: commands)
  func asOf(command: [String]) throws {
    let course = try NineCycles()
    let then = try page(command, of: course)
    let entries = try #require(then.firstMatch(of: try Regex("after entry ([0-9]+)"))?.output[1].substring)
    let later = try course.binary.run(
      ["void", "C9-28", "--reason", "wrong patient", "--today", NineCycles.today], in: course.folder)
    #expect(later.status == 0)
    #expect(try page(command, of: course) != then)
    #expect(try page(command, of: course, ["--as-of", String(entries)]) == then)
  }

  @Test("the file is its owner's alone, and a page that cannot be made leaves what was there") func file() throws {
    let course = try NineCycles()
    let path = course.folder.path + "/page.html"
    let command = ["report", "patient", "M-1", "-o", "page.html", "--today", NineCycles.today]
    #expect(try course.binary.run(command, in: course.folder).status == 0)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(before == Data(try page(["patient", "M-1"], of: course).utf8))
    #expect(try course.binary.run(["report", "patient", "M-2", "-o", "page.html"], in: course.folder).status == 4)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: course.folder.path).filter { $0.hasPrefix("page") } == [
        "page.html"
      ])
  }
}
