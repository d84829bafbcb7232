import { expect, test } from 'vitest'
import { everything } from '../../../test/support/gcp-everything.ts'
import { scanGoogle, withoutAssets } from '../../../test/support/google-scan.ts'
import { fallbackWords } from './fallback.ts'

const words = (projects: number | undefined): string =>
  fallbackWords.withoutAssets('organizations/1', 'It is off.', projects, 'core')

test('says why, what it takes and what it costs', () => {
  expect(words(12)).toBe(
    'Cloud Asset Inventory does not answer for organizations/1: It is off. 12 projects are asked API by API instead:' +
      ' about 180 requests, 2 more for each service account and one for each secret (an organization of a thousand' +
      ' projects takes 150 at once). When accounts were made stays unknown, and so does who holds what on single' +
      ' buckets, topics and the like.',
  )
  expect(words(1)).toContain('It is off. The project is asked API by API instead: about 15 requests')
  expect(words(undefined)).toBe(
    'Cloud Asset Inventory does not answer for organizations/1: It is off. Its projects could not be listed either.',
  )
})

test.each(['core', 'creds', 'deep'] as const)('the figures are what a scan of the tier %s takes', async (tier) => {
  const estate = everything()
  // Agents are looked for place by place, in projects that use models; that is said elsewhere.
  const { coverage } = await scanGoogle({ faults: [withoutAssets], estate }, { tier })
  const [, said = '0'] = /about (\d+) requests/.exec(fallbackWords.withoutAssets('', '', 1, tier)) ?? []
  for (const [project, accounts] of Object.entries(estate.serviceAccounts)) {
    const rows = coverage.filter(({ scope, step }) => scope === `gcp:project:${project}` && !step.startsWith('agent'))
    const calls =
      rows.reduce((sum, row) => sum + row.calls, 0) - 2 * accounts.length - (estate.secrets[project]?.length ?? 0)
    expect(Math.abs(calls - Number(said)), `${project}: ${calls}`).toBeLessThanOrEqual(6)
  }
})
