import type { OktaHookFacts } from '../../../model/facts/okta.ts'
import type { Known } from '../../../model/index.ts'
import { isUnknown, unknown } from '../../../model/index.ts'
import { attempt } from '../../shared/attempt.ts'
import type { StepMeta } from '../../contract.ts'
import { originOf } from '../map/app.ts'
import { idOf, instantOf, placeOf, told } from '../place.ts'
import type { OktaContext } from '../place.ts'
import { all } from '../read.ts'
import { listEventHooks, listInlineHooks } from '../routes/hooks.ts'
import type { EventHookAnswer, InlineHookAnswer } from '../routes/hooks.ts'

export const hooksMeta = {
  id: 'hooks',
  title: 'Addresses that Okta calls, and how it proves there who it is',
  tier: 'core',
  scopes: ['organization'],
  needs: ['okta.eventHooks.read', 'okta.inlineHooks.read'],
  emits: ['hooks'],
} as const satisfies StepMeta

export async function hooks(context: OktaContext): Promise<void> {
  const events = await attempt(context, 'The event hooks were not read', () => all(context, listEventHooks))
  if (!isUnknown(events))
    for (const hook of events ?? [])
      emitHook(context, 'event-hook', hook, {
        hookType: 'event',
        verified: verifiedBy(hook.verificationStatus),
        createdBy: told(hook.createdBy),
      })
  const inline = await attempt(context, 'The inline hooks were not read', () => all(context, listInlineHooks))
  if (!isUnknown(inline))
    for (const hook of inline ?? [])
      // Okta verifies no inline hook, and tells of none who made it.
      emitHook(context, 'inline-hook', hook, { hookType: hook.type, verified: null, createdBy: null })
}

function verifiedBy(status: EventHookAnswer['verificationStatus']): Known<boolean> {
  if (status == null) return unknown('unsupported')
  return status === 'VERIFIED' || (status === 'UNVERIFIED' ? false : unknown('failed'))
}

type Hook = EventHookAnswer | InlineHookAnswer

function emitHook(
  context: OktaContext,
  kind: 'event-hook' | 'inline-hook',
  hook: Hook,
  own: Pick<OktaHookFacts, 'hookType' | 'verified' | 'createdBy'>,
): void {
  const facts: OktaHookFacts = {
    hookId: hook.id,
    host: originOf(hook.channel?.config?.uri ?? ''),
    authentication: authenticationOf(hook),
    active: hook.status !== 'INACTIVE',
    createdAt: instantOf(hook.created),
    updatedAt: instantOf(hook.lastUpdated),
    ...own,
  }
  context.emit({
    type: 'resource',
    id: idOf(context, kind, hook.id),
    ...placeOf(context),
    kind,
    nativeId: hook.id,
    name: hook.name,
    facts,
  })
}

function authenticationOf({ channel }: Hook): Known<'none' | 'header' | 'oauth'> {
  if (channel?.config == null) return unknown('unsupported')
  const { authType, authScheme, headers } = channel.config
  if (channel.type === 'OAUTH' || authType != null) return 'oauth'
  if (authScheme?.type === 'HEADER') return 'header'
  // Another way, or another sort of channel: what it proves itself by is not known here.
  if (authScheme?.type != null || channel.type !== 'HTTP')
    return unknown(channel.type == null ? 'unsupported' : 'failed')
  // One of its further headers may be the proof, and may as well say nothing.
  return (headers ?? []).length > 0 ? unknown('unsupported') : 'none'
}
