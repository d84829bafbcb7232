/** Larkspur's own organization: what was planted is found, and nothing else. */
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openaiEstateOf } from '../../../fixtures/servers/openai/estate.ts'
import type { OpenaiEstate } from '../../../fixtures/servers/openai/estate.ts'
import { larkspurOpenai, openaiOrganization } from '../../../scripts/estate/larkspur/openai/index.ts'
import { scanOpenai } from '../../../test/support/openai-scan.ts'
import { verdictsOf } from '../../../test/support/small-larkspur.ts'
import { openStore } from '../../inventory/store.ts'
import type { AnyRule } from '../../rules/contract.ts'
import { connector } from './index.ts'

const rulesDirectory = new URL('../../rules/', import.meta.url)
const ids = readdirSync(rulesDirectory).filter((id) => /^(?:openai-|ai-provider-key-shared$)/.test(id))
const rules: readonly AnyRule[] = await Promise.all(
  ids.map(async (id) => {
    const { rule } = (await import(new URL(`${id}/rule.ts`, rulesDirectory).href)) as { readonly rule: AnyRule }
    return rule
  }),
)

test('what was planted is found, and nothing else; nothing is unknown, and no canary is kept', async () => {
  const { files, expected } = larkspurOpenai()
  const estate = openaiEstateOf(JSON.parse(files['organization.json'] ?? '') as OpenaiEstate)
  const store = openStore('sqlite::memory:')
  const scanned = await scanOpenai({ estate }, { store, config: { organization: openaiOrganization } })
  const { found, findings, unknowns } = verdictsOf(store, connector, rules)
  store.close()
  expect(scanned.gaps).toEqual([])
  expect(scanned.text).not.toContain('MUSTERCANARY')
  expect(unknowns).toEqual([])
  expect(found).toEqual(expected.map(({ rule, subject, severity }) => `${rule} ${subject} ${severity}`).toSorted())
  expect(new Set(expected.map(({ rule }) => rule))).toEqual(new Set(ids))
  const gone = findings.find(({ ruleId }) => ruleId === 'openai-project-key-owner-gone')
  expect(gone?.owner).toMatchObject({ name: 'henrik.berg@larkspur.example' })
})
