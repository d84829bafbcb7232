/** What a step cannot do because another one could not. */
import type { OktaContext } from '../place.ts'

export function tellWithout({ gap }: Pick<OktaContext, 'gap'>, list: string, permission: string, what: string): void {
  gap({ reason: 'not-collected', permission, detail: `The ${list} are not listed: ${what}.` })
}
