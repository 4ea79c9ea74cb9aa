// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "authledger",
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Level 0: no imports of our own.
    .target(name: "CivilTime", swiftSettings: strict),
    .target(name: "TextFormats", swiftSettings: strict),
    .target(name: "Migrations", path: "Migrations", resources: [.embedInCode("sql")], swiftSettings: strict),
    .target(
      name: "Seeds", path: "Seeds",
      resources: [.embedInCode("policies"), .embedInCode("reference"), .embedInCode("template")],
      swiftSettings: strict),
    // Level 1: the nouns and the policy document.
    .target(name: "Coverage", dependencies: ["CivilTime", "TextFormats"], swiftSettings: strict),
    // Level 2: the two wings, and the reader of policy files.
    .target(name: "Ledger", dependencies: ["Coverage", "CivilTime", "TextFormats"], swiftSettings: strict),
    .target(
      name: "PolicyFiles",
      dependencies: ["Coverage", "CivilTime", "TextFormats", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    .target(
      name: "Storage",
      dependencies: [
        "Coverage", "CivilTime", "TextFormats", "Migrations",
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    // Level 3: load, judge, append, in one transaction.
    .target(
      name: "Desk",
      dependencies: ["Ledger", "Storage", "PolicyFiles", "Seeds", "Coverage", "CivilTime", "TextFormats"],
      swiftSettings: strict),
    // Level 4: answers to text.
    .target(
      name: "Reports", dependencies: ["Desk", "Ledger", "Coverage", "CivilTime", "TextFormats"],
      swiftSettings: strict),
    // Level 5: parse arguments, call the desk, print.
    .executableTarget(
      name: "authledger",
      dependencies: [
        "Desk", "Reports", "Coverage", "CivilTime", "TextFormats",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // The rules timed alone, for the benchmarks.
    .executableTarget(
      name: "kernel", dependencies: ["Ledger", "PolicyFiles", "Seeds", "Coverage", "CivilTime", "TextFormats"],
      path: "Tests/Bench/Kernel", swiftSettings: strict),

    .testTarget(name: "CivilTimeTests", dependencies: ["CivilTime"], swiftSettings: strict),
    .testTarget(name: "TextFormatsTests", dependencies: ["TextFormats"], swiftSettings: strict),
    .testTarget(
      name: "PolicyFilesTests", dependencies: ["PolicyFiles", "Coverage", "CivilTime", "TextFormats", "Seeds"],
      swiftSettings: strict),
    .testTarget(
      name: "LedgerTests", dependencies: ["Ledger", "Coverage", "CivilTime", "TextFormats", "PolicyFiles", "Seeds"],
      swiftSettings: strict),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["Reports", "Desk", "Ledger", "Coverage", "CivilTime", "TextFormats", "PolicyFiles", "Seeds"],
      swiftSettings: strict),
    .testTarget(
      name: "DeskTests",
      dependencies: ["Desk", "Storage", "Coverage", "CivilTime", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    // The binary users run, run by tests.
    .target(name: "RealBinary", path: "Tests/RealBinary", swiftSettings: strict),
    .testTarget(
      name: "TranscriptTests", dependencies: ["RealBinary", "authledger", "TextFormats"], swiftSettings: strict),
    .testTarget(name: "OracleTests", dependencies: ["RealBinary", "authledger"], swiftSettings: strict),
    .testTarget(name: "AuthledgerTests", dependencies: ["authledger"], swiftSettings: strict),
    .testTarget(
      name: "HouseTests", dependencies: ["RealBinary", "authledger", "Coverage"], swiftSettings: strict),
  ]
)
