/** Who made or let in something: the best that Okta tells of an owner, which it does not know otherwise. */
import { idOf } from '../place.ts'
import type { OktaContext } from '../place.ts'

/** Ids of users begin so; support staff and Okta itself have others. */
const userId = /^00u/

export function emitMaker(context: OktaContext, of: string, maker: string | null | undefined, source: string): void {
  if (maker == null || !userId.test(maker)) return
  context.emit({
    type: 'edge',
    kind: 'owns',
    from: idOf(context, 'user', maker),
    to: of,
    level: 'hint',
    evidence: [{ source, detail: `createdBy ${maker}` }],
  })
}
