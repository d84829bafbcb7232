/** Larkspur's own organization: what was planted is found, and nothing else. */
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { anthropicEstateOf, workspaceKey } from '../../../fixtures/servers/anthropic/estate.ts'
import type { AnthropicEstate } from '../../../fixtures/servers/anthropic/estate.ts'
import { anthropicOrganization, larkspurAnthropic } from '../../../scripts/estate/larkspur/anthropic/index.ts'
import { anthropicEnv, scanAnthropic } from '../../../test/support/anthropic-scan.ts'
import { verdictsOf } from '../../../test/support/small-larkspur.ts'
import { openStore } from '../../inventory/store.ts'
import type { AnyRule } from '../../rules/contract.ts'
import { connector } from './index.ts'

const rulesDirectory = new URL('../../rules/', import.meta.url)
const ids = readdirSync(rulesDirectory).filter((id) => /^(?:anthropic-|ai-provider-key-shared$)/.test(id))
const rules: readonly AnyRule[] = await Promise.all(
  ids.map(async (id) => {
    const { rule } = (await import(new URL(`${id}/rule.ts`, rulesDirectory).href)) as { readonly rule: AnyRule }
    return rule
  }),
)

const workspaces = ['parcel', 'support', 'lab']
const env = Object.fromEntries(workspaces.map((name) => [`KEY_${name}`, workspaceKey(`wrkspc_${name}`)]))
const workspaceKeyEnvs = Object.fromEntries(workspaces.map((name) => [`wrkspc_${name}`, `KEY_${name}`]))

test('what was planted is found, and nothing else; nothing is unknown, and no canary is kept', async () => {
  const { files, expected } = larkspurAnthropic()
  const estate = anthropicEstateOf(JSON.parse(files['organization.json'] ?? '') as AnthropicEstate)
  const store = openStore('sqlite::memory:')
  const scanned = await scanAnthropic(
    { estate },
    {
      store,
      env: { ...anthropicEnv, ...env },
      config: { organization: anthropicOrganization, auth: { workspaceKeyEnvs } },
    },
  )
  const { found, unknowns } = verdictsOf(store, connector, rules)
  store.close()
  expect(scanned.gaps).toEqual([])
  expect(scanned.text).not.toContain('MUSTERCANARY')
  expect(unknowns).toEqual([])
  expect(found).toEqual(expected.map(({ rule, subject, severity }) => `${rule} ${subject} ${severity}`).toSorted())
  expect(new Set(expected.map(({ rule }) => rule))).toEqual(new Set(ids))
})
