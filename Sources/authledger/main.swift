import Foundation

StandardStreams.prepare()
exit(Invocation(CommandLine.arguments.dropFirst()).run().rawValue)
