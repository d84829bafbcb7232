/** What a module has to stand before it is published: the contract, and all that Muster’s own connectors have to stand. */
import { describe, expect, test } from 'vitest'
import { moduleOf } from '../connectors/kit-module.ts'
import type { ConnectorModule } from '../connectors/kit-module.ts'
import { guarded } from '../engine/foreign/guard.ts'
import { conform, runOnce } from './conformance.ts'
import type { Harness } from './conformance.ts'
import { runOn } from './file-conformance.ts'
import type { FileHarness } from './file-conformance.ts'
import { memoryDisk } from './memory-disk.ts'
import { scanNow } from './scan.ts'

/** `imported`: the module itself, as by `import * as pagerly from './index.ts'`. */
export function conformModule(imported: unknown, harness: Harness | FileHarness): void {
  const module = moduleOf(imported, undefined, 'The module')
  const connector = guarded(module.connector, 'this module')
  const { id, steps } = connector.meta

  describe(`${id}: the contract`, () => {
    test('every record keeps to it', async () => {
      const { gaps } = await ('disk' in harness
        ? runOn(connector, harness, memoryDisk(harness.disk))
        : runOnce(connector, harness, {}))
      expect(gaps.map(({ detail }) => detail).filter((detail) => detail.includes('breaks the contract'))).toEqual([])
    })
    test('the pages of permissions print, and the list names all that is asked for', () => {
      const { native, terraform, list } = connector.permissions
      expect([native(steps).trim(), terraform(steps).trim()]).not.toContain('')
      const listed = list(steps)
      const taken = [...('disk' in harness ? [] : (harness.signIn ?? [])), ...steps.flatMap(({ needs }) => needs)]
      expect(taken.filter((need) => !listed.includes(need))).toEqual([])
    })
    test.skipIf(module.demo === undefined)('the demo starts with settings that the connector takes', async () => {
      expect(await demoFlaws(module)).toEqual([])
    })
  })
  conform(connector, harness)
}

async function demoFlaws({ connector, demo }: ConnectorModule): Promise<readonly unknown[]> {
  const server = await demo?.start({ now: scanNow })
  try {
    return connector.config.safeParse(server?.config).error?.issues ?? []
  } finally {
    await server?.close()
  }
}
