import { CommanderError } from 'commander'
import { exits, explained } from './exit.ts'
import { makeProgram } from './program.ts'

export async function run(args: readonly string[]): Promise<number> {
  let code: number = exits.done
  const program = makeProgram((result) => void (code = result))
  try {
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exits.done : exits.usage
    return complain(error)
  }
}

function complain(error: unknown): number {
  const known = explained(error)
  if (known) {
    process.stderr.write(`muster: ${known.message}\n${known.hint === undefined ? '' : `  ${known.hint}\n`}`)
    return known.code
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(
    `muster: this is a fault in muster, not in what you did. Please report it with these lines:\n${stack}\n`,
  )
  return exits.bug
}
