import type { SignInFacts } from '../../../model/facts/mcp.ts'
import { isUnknown, unknown } from '../../../model/index.ts'
import { attempt } from '../../shared/attempt.ts'
import { lookAt, readPermission } from '../../shared/files/pieces.ts'
import type { StepMeta } from '../../contract.ts'
import { userRecord } from '../map/user.ts'
import { signIns } from '../places.ts'
import { idOf, placeOf, shown, within } from '../place.ts'
import type { McpContext } from '../session.ts'

export const meta = {
  id: 'sign-ins',
  title: 'Clients that are signed in',
  tier: 'core',
  scopes: ['workspace'],
  needs: [readPermission],
  emits: ['sign-ins'],
} as const satisfies StepMeta

/** That a file is there, and since when: it is never opened. */
export async function step(context: McpContext): Promise<void> {
  if (!context.session.home) return
  for (const { client, path } of signIns) await emitSignIn(context, client, path)
}

async function emitSignIn(context: McpContext, client: string, path: string): Promise<void> {
  const { io, session } = context
  const { disk } = io
  const nativeId = shown(context, path)
  const found = await attempt(context, nativeId, async () =>
    disk === undefined ? undefined : lookAt(io, disk, within(session.folder, path)),
  )
  if (found === undefined || isUnknown(found) || found.type !== 'file' || found.bytes === 0) return
  const id = idOf(context, 'session', nativeId)
  context.emit({
    type: 'credential',
    id,
    ...placeOf(context),
    kind: 'session',
    nativeId,
    name: `sign-in of ${client}`,
    createdAt: unknown('unsupported'),
    expiresAt: unknown('not-collected'),
    rotatedAt: unknown('not-collected'),
    enabled: unknown('not-collected'),
    lifetime: 'expiring',
    facts: { client, path: nativeId, writtenAt: found.modified ?? unknown('unsupported') } satisfies SignInFacts,
  })
  if (found.owner === undefined) return
  const user = userRecord(context, found.owner)
  context.emit(user)
  const evidence = [{ source: 'owner of the file', detail: found.owner }]
  context.emit({ type: 'edge', kind: 'authenticates', from: id, to: user.id, level: 'hint', evidence })
}
