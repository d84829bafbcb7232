/** The command line. Nothing heavy is loaded before a command needs it. */
import { version } from '../config/version.ts'

/** Runs one command line and says with which code to leave. */
export async function main(args: readonly string[]): Promise<number> {
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
    process.stdout.write(`${version()}\n`)
    return 0
  }
  const { run } = await import('./run.ts')
  return run(args)
}
