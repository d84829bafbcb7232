import { mixed } from '../../analysis/effective/ai-environments.ts'
import type { Sharing } from '../../analysis/effective/ai-sharing.ts'
import { sharingOf } from '../../analysis/effective/ai-sharing.ts'
import { holderIds } from '../../analysis/credentials.ts'
import type { View } from '../../inventory/view.ts'
import type { Credential } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import type { UnknownOutcome } from '../contract.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { modelControls } from '../shared/ai-controls.ts'
import { read } from '../shared/evidence.ts'
import { enumerated } from '../shared/lists.ts'

/** It judges scopes of two vendors, so that it asks for the facets of each itself. */
const facets: { readonly [provider: string]: readonly string[] } = {
  openai: ['openai.project-keys', 'openai.usage'],
  anthropic: ['anthropic.keys', 'anthropic.usage'],
}

export const rule = defineRule({
  id: 'ai-provider-key-shared',
  title: 'One key of a vendor of models serves several projects or workspaces',
  severity: 'medium',
  subject: 'credential',
  kinds: ['api-key', 'federated'],
  reads: [],
  messages: {
    observed: 'Key {name} was used in {count} {noun}: {places}.',
    configured: '{what} {name} opens {count} {noun}: {places}.',
    every: '{what} {name} opens every workspace, and those to come.',
  },
  frameworks: modelControls('shared-identity', { 'owasp-nhi-2025': ['NHI9:2025', 'NHI8:2025'] }),
  remediation: ({ name }) => [
    { text: `Make a key, or a rule with a service account, for each of the places that ${name} serves.` },
    { text: 'Move one place over after the other; the report of usage by key says when nothing is left.' },
  ],
  check(credential, { view }) {
    const sharing = credential.enabled === false ? undefined : sharingOf(credential, view)
    if (sharing === undefined) return undefined
    const { observed, configured, noun, sources } = sharing
    const what = credential.kind === 'federated' ? 'Rule' : 'Key'
    const common = { related: holderIds(credential, view) }
    const named = { name: credential.name, what, noun }
    const seen = isKnown(observed) ? observed.map(({ name }) => name) : []
    const open = isKnown(configured) && configured !== 'every' ? configured.map(({ name }) => name) : []
    const [level, places] = seen.length > 1 ? (['observed', seen] as const) : (['configured', open] as const)
    if (places.length > 1)
      return fail(level, {
        ...common,
        values: { ...named, count: places.length, places: enumerated(places, 5) },
        ...(mixed(places) ? { severity: 'high' as const } : {}),
        evidence: read(sources[level], `${credential.nativeId}: ${places.join(', ')}`),
        data: { level, places: [...places], mixed: mixed(places) },
      })
    if (configured === 'every')
      return fail('every', {
        ...common,
        values: named,
        evidence: read(sources.configured, `${credential.nativeId} applies_to_all_workspaces`),
        data: { level: 'configured', places: [], mixed: false },
      })
    return unseen(credential, sharing, view) ?? pass
  },
})

function unseen({ provider }: Credential, { configured, observed }: Sharing, view: View): UnknownOutcome | undefined {
  const hidden = [configured, observed].find((fact) => isUnknown(fact))
  if (hidden !== undefined) return unknownBecause(becauseOf(hidden))
  const gap = (facets[provider] ?? []).map((facet) => view.gap(facet)).find((found) => found !== undefined)
  return gap && unknownBecause(gap.reason, gap.permission === undefined ? [] : [gap.permission])
}
