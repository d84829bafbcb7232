/** What a step that builds on lists of other steps says where those were not read. */
import type { StepContext } from '../../contract.ts'

export function tellUnlisted({ gap }: Pick<StepContext<unknown>, 'gap'>, what: string): void {
  gap({ reason: 'not-collected', detail: `Which service principals there are was not read, so that ${what}.` })
}

/** Principals that a list should have named: lists of Entra ID lag behind one another. */
export function tellStrangers({ gap }: Pick<StepContext<unknown>, 'gap'>, what: string, strangers: number): void {
  if (strangers === 0) return
  const who = strangers === 1 ? 'one principal that is' : `${strangers} principals that are`
  gap({ reason: 'failed', detail: `${what} ${who} in no list of service principals.` })
}
