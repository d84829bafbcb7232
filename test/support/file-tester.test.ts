/** The suite for connectors that read files finds fault with what is at fault, and with nothing else. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineConnector, type StepContext } from '../../src/connectors/contract.ts'
import { classify, textOf } from '../../src/connectors/shared/files/pieces.ts'
import { attempt } from '../../src/connectors/shared/attempt.ts'
import { isUnknown, scopeId } from '../../src/model/index.ts'
import { fileFaults } from '../../src/testing/faulty-disk.ts'
import { complaintsAboutFile, runOn } from '../../src/testing/file-conformance.ts'
import type { FileHarness } from '../../src/testing/file-conformance.ts'
import { memoryDisk } from '../../src/testing/memory-disk.ts'

type Context = StepContext<string>

const canary = 'MUSTERCANARY-of-things'

/** A connector of one step, sound but for what a test puts in its place: a file is a scope, and holds a list of names. */
const connectorWith = (read: (context: Context) => Promise<string>) =>
  defineConnector<readonly string[], string>()({
    meta: {
      id: 'toy',
      title: 'Toy',
      steps: [
        { id: 'things', title: 'Things', tier: 'core', scopes: ['workspace'], needs: ['file:read'], emits: ['things'] },
      ],
    },
    config: z.strictObject({ files: z.array(z.string()) }),
    connect: async ({ files }) => files,
    async *scopes(files) {
      for (const nativeId of files)
        yield {
          id: scopeId('toy', 'workspace', nativeId),
          provider: 'toy',
          kind: 'workspace',
          nativeId,
          name: nativeId,
        }
    },
    open: async (_files, { nativeId }) => ({ session: nativeId }),
    classify,
    steps: { things: async (context) => emit(context, await read(context)) },
    permissions: { native: () => '', terraform: () => '', list: () => '' },
  })

function emit({ emit: put, scope }: Context, text: string): void {
  for (const name of text.trim().split('\n'))
    put({
      type: 'resource',
      id: `toy:w:thing:${name}`,
      provider: 'toy',
      scope: scope.id,
      kind: 'thing',
      nativeId: name,
      name,
      facts: {},
    })
}

const harness: FileHarness = {
  canaries: [canary],
  config: { files: ['/a.txt', '/b.txt'] },
  disk: { '/a.txt': 'one\ntwo\n', '/b.txt': 'three\nfour\n' },
}

async function complaints(read: (context: Context) => Promise<string>, kind: (typeof fileFaults)[number]) {
  const connector = connectorWith(read)
  const usual = await runOn(connector, harness, memoryDisk(harness.disk))
  return complaintsAboutFile(connector, harness, usual, { kind, path: '/a.txt' })
}

const sound = (context: Context): Promise<string> => textOf(context.io, context.session, 1000)

test.each(fileFaults.filter((kind) => kind !== 'html'))('a sound connector is not complained of: %s', async (kind) => {
  expect(await complaints(sound, kind)).toEqual([])
})

test('one that takes whatever stands there is', async () => {
  const found = await complaints(sound, 'html')
  expect(found).toContain('no gap says "failed"')
  expect(found.some((complaint) => complaint.startsWith('made up: resource toy:w:thing:<'))).toBe(true)
})

test('one that takes a failure for an empty file is', async () => {
  const swallowing = (context: Context): Promise<string> => sound(context).catch(() => '')
  expect(await complaints(swallowing, 'denied')).toContain('no gap says "denied"')
  expect(await complaints(swallowing, 'truncated')).toContain('no gap says "failed"')
})

test('one that says what the file held is', async () => {
  const telling = async (context: Context): Promise<string> => {
    const text = await attempt(context, canary, () => sound(context))
    return isUnknown(text) ? '' : text
  }
  expect(await complaints(telling, 'denied')).toContain(`${canary} leaked`)
})

test('one that lets a fault of its own through is', async () => {
  const careless = (context: Context): Promise<string> =>
    sound(context).catch(() => {
      throw new TypeError('text is undefined')
    })
  expect(await complaints(careless, 'vanished')).toContain('a bug: TypeError: text is undefined')
})
