import { expect, test } from 'vitest'
import { runGcp } from '../../../../test/support/gcp-wire.ts'

test('where Cloud Asset tells of them they came with the others', async () => {
  const { gaps, asked } = await runGcp(['resource-policies'])
  expect([gaps, asked]).toEqual([[], []])
})

test('a project by itself hides them, and says so', async () => {
  const { gaps, asked } = await runGcp(['resource-policies'], { root: 'projects/acme-prod', assets: false })
  expect(asked).toEqual([])
  expect(gaps).toMatchObject([
    {
      reason: 'not-collected',
      detail: expect.stringMatching(/^Policies of single buckets, .* were not read/),
    },
  ])
})

test('its organization leaves it to the projects', async () => {
  const { gaps, skipped } = await runGcp(['resource-policies'], { assets: false })
  expect(gaps).toEqual([])
  expect(Object.keys(skipped)).toEqual(['resource-policies'])
})
