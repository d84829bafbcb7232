import { expect, test } from 'vitest'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { defineConnector, type Failure, type StepContext, type StepMeta } from '../../src/connectors/contract.ts'
import { complaintsAbout, runOnce, type FaultWish, type Harness } from './connector-tester.ts'

const canary = 'MUSTERCANARY-of-things'

type Context = StepContext<string>

const metas = [
  { id: 'things', title: 'Things', tier: 'core', scopes: ['workspace'], needs: ['things:List'], emits: ['things'] },
] as const satisfies readonly StepMeta[]

/** A connector of one step, sound but for what a test puts in its place. */
const connectorWith = (
  things: (context: Context) => Promise<void>,
  classify: (error: unknown) => Failure = classified,
) =>
  defineConnector<string, string>()({
    meta: { id: 'toy', title: 'Toy', steps: metas },
    config: z.strictObject({ url: z.string() }),
    connect: async ({ url }) => url,
    async *scopes() {
      yield { id: 'toy:workspace:w', provider: 'toy', kind: 'workspace', nativeId: 'w', name: 'w' }
    },
    open: async (url) => ({ session: url }),
    classify,
    steps: { things },
    permissions: { native: () => '', terraform: () => '', list: () => '' },
  })

function classified(error: unknown): Failure {
  const status = error instanceof Error ? error.cause : undefined
  if (status === 403) return { kind: 'denied', detail: 'not allowed' }
  if (status === 429) return { kind: 'throttled', detail: 'too many' }
  return { kind: typeof status === 'number' && status >= 500 ? 'transient' : 'failed', detail: 'it failed' }
}

async function ask({ call, session }: Context): Promise<readonly string[]> {
  return call({ operation: 'things:List', domain: 'toy' }, async (signal) => {
    const answer = await fetch(session, { signal })
    if (!answer.ok) throw new Error('refused', { cause: answer.status })
    return z.array(z.string()).parse(await answer.json())
  })
}

function emit({ emit: put, scope }: Context, names: readonly string[]): void {
  for (const name of names) {
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
}

const bodies: { readonly [kind in FaultWish['kind']]: readonly [number, string] } = {
  denied: [403, canary],
  throttled: [429, ''],
  error: [500, ''],
  html: [500, '<html></html>'],
  'html-ok': [200, '<html></html>'],
  truncated: [200, '["a'],
  reset: [-1, ''],
  hang: [0, ''],
}

const harness: Harness = {
  reading: /:List$/,
  canaries: [canary],
  config: (url) => ({ url }),
  start: async ({ faults = [] }) => {
    let asked = 0
    const server = createServer((_request, response) => {
      const fault = faults.find(({ times = Infinity }) => asked < times)
      asked += 1
      const [status, body] = fault === undefined ? [200, '["a","b"]'] : bodies[fault.kind]
      if (status === -1) response.socket?.resetAndDestroy()
      else if (status !== 0) response.writeHead(status).end(body)
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const close = async (): Promise<void> => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    }
    return {
      url: `http://127.0.0.1:${port}`,
      permissions: () => Array.from({ length: asked }, () => 'things:List'),
      close,
    }
  },
}

async function complaints(...parts: Parameters<typeof connectorWith>): Promise<readonly string[]> {
  const connector = connectorWith(...parts)
  const usual = await runOnce(connector, harness, {})
  return complaintsAbout(connector, harness, usual, metas[0])
}

test('a sound connector is not complained of', async () => {
  expect(await complaints(async (context) => emit(context, await ask(context)))).toEqual([])
})

test('a step that takes a failure for an empty list is', async () => {
  const found = await complaints(async (context) => emit(context, await ask(context).catch(() => [])))
  expect(found).toContain('things:List denied: no gap says "denied"')
  expect(found).toContain('things:List html-ok: no gap says "failed"')
  expect(found).toContain('things:List hang: no gap says "failed"')
})

test('a connector that takes throttling for good is', async () => {
  const found = await complaints(
    async (context) => emit(context, await ask(context)),
    (error) => ({ ...classified(error), kind: 'failed' }),
  )
  expect(found).toContain('things:List throttled: not asked again')
  expect(found).toContain('things:List denied: no gap says "denied"')
})

test('a step that says what it was told is', async () => {
  const found = await complaints(async (context) => {
    const names = await ask(context).catch((error: unknown) => {
      context.gap({ reason: 'denied', permission: 'things:List', detail: `the server said ${canary}` })
      throw error
    })
    emit(context, names)
  })
  expect(found).toContain(`things:List denied: ${canary} leaked`)
})

test('a gap that names no permission of the step is', async () => {
  const found = await complaints(async (context) => {
    const names = await ask(context).catch(() => {
      context.gap({ reason: 'denied', detail: 'no' })
      return []
    })
    emit(context, names)
  })
  expect(found).toContain('things:List denied: no gap names a permission of the step')
})

test('an error that nobody foresaw is', async () => {
  const found = await complaints(async (context) => {
    const names = await ask(context).catch(() => undefined)
    if (names === undefined) throw new TypeError('names is undefined')
    emit(context, names)
  })
  expect(found).toContain('things:List denied: a bug: TypeError: names is undefined')
})
