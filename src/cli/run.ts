import { CommanderError } from 'commander'
import { exits, explained } from './exit.ts'
import { makeProgram } from './program.ts'
import { say } from './say.ts'
import type { Ears } from './say.ts'

export async function run(args: readonly string[]): Promise<number> {
  let code: number = exits.done
  const ears: Ears = { logFormat: /(^|\n)--log-format[=\n]json(\n|$)/.test(args.join('\n')) ? 'json' : 'text' }
  const program = makeProgram(
    (result) => void (code = result),
    (text) => (ears.logFormat === 'json' ? say(text.trim(), ears, 'error') : void process.stderr.write(text)),
  )
  try {
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exits.done : exits.usage
    return complain(error, ears)
  }
}

function complain(error: unknown, ears: Ears): number {
  const known = explained(error)
  if (known) {
    say(known.message, ears, 'error', known.hint)
    return known.code
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  say(`this is a fault in muster, not in what you did. Please report it with these lines:\n${stack}`, ears, 'error')
  return exits.bug
}
