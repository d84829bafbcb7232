/** Folders with more in them than anybody looks through. */
import { expect, test } from 'vitest'
import type { Disk } from '../contract.ts'
import { scan } from '../../../test/support/scan.ts'
import { connector } from './index.ts'

test('a folder of very many is looked through as far as the limit, and what is left is a gap', async () => {
  const many = Array.from({ length: 30_000 }, (_, at) => ({ name: `f${at}`, folder: true }))
  const root = '/srv/all'
  const config = new TextEncoder().encode('{"mcpServers":{"x":{"command":"x"}}}')
  let asked = 0
  const disk: Disk = {
    home: '/home/ada',
    here: root,
    machine: 'ada-laptop',
    platform: 'linux',
    look: async (path) => {
      if (path === root) return { type: 'folder', bytes: 0, owner: 'ada' }
      return path === `${root}/.mcp.json` ? { type: 'file', bytes: config.length, owner: 'ada' } : undefined
    },
    read: async function* () {
      yield config
    },
    list: async (folder) => {
      asked += 1
      return folder === root ? [...many, { name: '.mcp.json', folder: false }] : []
    },
  }
  const { gaps, records } = await scan({ connector, config: { roots: [root] }, disk })
  expect(asked).toBe(20_000)
  // In every step that goes by what was seen.
  expect(gaps.map(({ step, reason }) => `${step} ${reason}`).toSorted()).toEqual(
    ['agents', 'env-files', 'frameworks', 'servers'].map((step) => `${step} not-collected`),
  )
  expect(records.filter(({ type }) => type === 'identity')).toHaveLength(1)
})
