import Foundation

StandardStreams.prepare()
exit(Invocation(rawArguments: CommandLine.unsafeArgv, count: Int(CommandLine.argc)).run().rawValue)
