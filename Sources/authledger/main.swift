import Foundation

StandardStreams.prepare()
// Whatever the umask of whoever starts it: what the program writes is its owner's alone, and its owner can read it.
umask(0o077)
exit(Invocation(rawArguments: CommandLine.unsafeArgv, count: Int(CommandLine.argc)).run().rawValue)
