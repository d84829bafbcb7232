import type { SlackTokenFacts, SlackWorkspaceFacts } from '../../../model/facts/slack.ts'
import { unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { operationOf } from '../../shared/vendor/index.ts'
import { noteUser } from '../map/user.ts'
import { idOf, placeOf } from '../place.ts'
import type { SlackContext } from '../place.ts'
import { testSignIn } from '../routes/auth.ts'
import type { Token } from '../tokens.ts'

export const teamMeta = {
  id: 'team',
  title: 'Workspace, and what Muster itself signs in with',
  tier: 'core',
  scopes: ['workspace'],
  needs: [],
  emits: ['team'],
} as const satisfies StepMeta

/** Asks nothing: the sign-in has told. */
export async function team(context: SlackContext): Promise<void> {
  const { teamId, name = teamId, enterpriseId, tokens } = context.session.workspace
  context.emit({
    type: 'resource',
    id: idOf(context, 'workspace', teamId),
    ...placeOf(context),
    kind: 'workspace',
    nativeId: teamId,
    name,
    facts: { teamId, enterpriseId: enterpriseId ?? null } satisfies SlackWorkspaceFacts,
  })
  for (const token of tokens) emitToken(context, token)
}

function emitToken(context: SlackContext, token: Token): void {
  const nativeId = [token.userId ?? 'unknown', token.appId ?? 'unknown', token.tokenOf].join('#')
  const id = idOf(context, 'token', nativeId)
  const { expiresIn } = token
  const facts: SlackTokenFacts = {
    tokenOf: token.tokenOf,
    scopes: token.scopes?.toSorted() ?? unknown('unsupported'),
    scanner: true,
  }
  context.emit({
    type: 'credential',
    id,
    ...placeOf(context),
    kind: 'token',
    nativeId,
    name: `Muster's own token in ${token.name}`,
    createdAt: unknown('unsupported'),
    // Only tokens that are rotated end: https://docs.slack.dev/authentication/using-token-rotation
    expiresAt: expiresIn === undefined ? null : later(context.io.now, expiresIn),
    rotatedAt: unknown('unsupported'),
    enabled: true,
    lifetime: expiresIn === undefined ? 'static' : 'ephemeral',
    facts,
  })
  const evidence = [{ source: operationOf(testSignIn), detail: `token in ${token.name}` }]
  // A bot's token is the app; a user's does whatever the app does in that user's name.
  if (token.tokenOf !== 'bot' && token.userId !== undefined)
    context.emit({ type: 'edge', kind: 'authenticates', from: id, to: noteUser(context, token.userId), evidence })
  if (token.appId !== undefined)
    context.emit({
      type: 'edge',
      kind: 'authenticates',
      from: id,
      to: idOf(context, 'slack-app', token.appId),
      evidence,
    })
}

function later(now: string, seconds: number): string {
  return new Date(Date.parse(now) + seconds * 1000).toISOString().replace('.000Z', 'Z')
}
