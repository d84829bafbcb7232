/**
 * A connector that did not come with Muster, as the engine may take it: its faults become gaps that name it, what it
 * emits is checked, and nothing that it does wrong reaches what others have collected.
 */
import { z } from 'zod'
import type { AnyConnector, ConnectorIo, Failure, PermissionPages } from '../../connectors/contract.ts'
import { ConfigError } from '../../connectors/errors.ts'
import { isStandardSchema, zodOf } from '../../connectors/kit-schema.ts'
import { withoutSecrets } from '../../connectors/shared/secret-shapes.ts'
import type { Scope } from '../../model/index.ts'
import type { Author } from './errors.ts'
import { sayingOf, taken } from './errors.ts'
import { soundFiles } from './files.ts'
import { brokenScope, scopeFlaw } from './scopes.ts'
import { watched } from './watch.ts'

/** `named`: the module, as muster.yaml names it. */
export function guarded(connector: AnyConnector, named: string): AnyConnector {
  const { meta, config } = connector
  const author = `the connector ${meta.id} (${named})`
  const { close, discover, endpoints, offline, organizations } = connector
  return {
    meta,
    config: config instanceof z.ZodType || !isStandardSchema(config) ? config : zodOf(config),
    connect: (settings, io) => within(author, 'connect', () => connector.connect(settings, io)),
    scopes: (client, io) => soundScopes(connector, author, client, io),
    open: (client, scope, io) => within(author, 'sign-in', async () => opened(await connector.open(client, scope, io))),
    classify: (error) => classified(connector, author, error),
    permissions: pages(connector, author),
    steps: Object.fromEntries(
      meta.steps.map(({ id }) => [id, watched(async (context) => connector.steps[id]?.(context), id, author)]),
    ),
    ...(close && { close: (client) => ignoring(() => close.call(connector, client)) }),
    ...(discover && { discover: (look) => discover.call(connector, look) }),
    ...(endpoints && { endpoints: (settings, env) => textsOf(() => endpoints.call(connector, settings, env)) }),
    ...(organizations && { organizations: (settings, names) => organizations.call(connector, settings, names) }),
    ...(offline && { offline: (files, io) => soundFiles(offline.call(connector, files, io), author, meta.id) }),
  }
}

async function within<T>(author: Author, place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw taken(error, author, place)
  }
}

/** What it leaves open at the end costs nothing that was collected. */
async function ignoring(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch {
    return undefined
  }
}

function textsOf(work: () => readonly string[]): readonly string[] {
  try {
    return work().map(String)
  } catch {
    return []
  }
}

async function* soundScopes(
  connector: AnyConnector,
  author: Author,
  client: unknown,
  io: ConnectorIo,
): AsyncGenerator<Scope> {
  const seen = new Set<string>()
  try {
    for await (const scope of connector.scopes(client, io)) {
      const flaw = seen.has(scope?.id) ? 'it was named before' : scopeFlaw(scope, connector.meta.id)
      if (flaw !== undefined) throw brokenScope(author, flaw)
      seen.add(scope.id)
      yield scope
    }
  } catch (error) {
    throw taken(error, author, 'connect')
  }
}

function opened<T>(value: T): T {
  if (typeof value === 'object' && value !== null && 'session' in value) return value
  throw new TypeError('open gave no session')
}

const kinds = [
  'denied',
  'unsupported',
  'unlicensed',
  'throttled',
  'transient',
  'failed',
  'absent',
] as const satisfies readonly Failure['kind'][]

function classified(connector: AnyConnector, author: Author, error: unknown): Failure {
  try {
    const { kind, detail, permission, retryAfterMilliseconds: wait } = connector.classify(error)
    const own = kinds.find((each) => each === kind)
    if (own === undefined) return { kind: 'failed', detail: `A fault in ${author}: classify knows no such failure.` }
    return {
      kind: own,
      detail: withoutSecrets(String(detail)),
      ...(typeof permission === 'string' ? { permission } : {}),
      ...(typeof wait === 'number' && Number.isFinite(wait) ? { retryAfterMilliseconds: wait } : {}),
    }
  } catch (fault) {
    return { kind: 'failed', detail: `A fault in ${author}: ${sayingOf(fault)}` }
  }
}

function pages({ permissions }: AnyConnector, author: Author): PermissionPages {
  const page =
    (format: keyof PermissionPages): PermissionPages['list'] =>
    (steps) => {
      try {
        return String(permissions[format](steps))
      } catch (error) {
        throw new ConfigError(`The permissions cannot be told: a fault in ${author}: ${sayingOf(error)}`)
      }
    }
  return { native: page('native'), terraform: page('terraform'), list: page('list') }
}
