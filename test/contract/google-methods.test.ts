/** Every method of Google's that is asked exists in the installed googleapis, is the one that is called, and takes a real permission. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { aiplatform_v1 } from 'googleapis/build/src/apis/aiplatform/v1.js'
import { compute_v1 } from 'googleapis/build/src/apis/compute/v1.js'
import { recommender_v1 } from 'googleapis/build/src/apis/recommender/v1.js'
import { describe, expect, test } from 'vitest'
import { gcpMethods } from '../../src/analysis/effective/gcp-abilities/index.ts'
import { liftsLimits, readsData } from '../../src/analysis/effective/gcp-abilities/data.ts'
import { connector } from '../../src/connectors/gcp/index.ts'
import { apiLoader } from '../../src/connectors/shared/google/apis.ts'
import type { ApiName } from '../../src/connectors/shared/google/apis.ts'
import { abilityPermissions, neededPermissions } from '../support/google-permissions.ts'
import { root } from '../support/muster.ts'

interface Found {
  readonly api: ApiName | 'plain'
  readonly operation: string
  readonly send: (client: object, asked: object, signal: AbortSignal) => Promise<unknown>
}

const isRoute = (value: unknown): value is Found =>
  typeof value === 'object' && value !== null && 'operation' in value && 'send' in value && 'api' in value

/** All routes that a module exports, also those that lie in other things. */
function routesIn(value: unknown, seen = new Set<unknown>()): readonly Found[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return []
  seen.add(value)
  if (isRoute(value)) return [value]
  return Object.values(value).flatMap((each) => routesIn(each, seen))
}

async function routesOf(name: string): Promise<readonly Found[]> {
  const folder = join(root, 'src/connectors', name, 'routes')
  const modules = readdirSync(folder).filter((file) => !file.endsWith('.test.ts'))
  const found = await Promise.all(
    modules.map(async (file): Promise<object> => import(pathToFileURL(join(folder, file)).href)),
  )
  return found.flatMap((module) => [
    ...routesIn(module),
    // Kinds of activities hand out a route for each kind of container.
    ...Object.values(module).flatMap((value: unknown) => kindsIn(value)),
  ])
}

function kindsIn(value: unknown): readonly Found[] {
  const of: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'route') : undefined
  if (typeof of !== 'function') return []
  return ['organizations/1', 'folders/1', 'projects/p'].map((container): unknown => of(container)).filter(isRoute)
}

const found = [...(await routesOf('gcp')), ...(await routesOf('google-workspace'))]
const byOperation = new Map(found.map((each) => [each.operation, each]))

interface Asked {
  /** `projects.serviceAccounts.list`, or the host. */
  readonly called: string
}

/** Has the route ask an API that writes down what is called. */
async function askedBy({ send }: Found): Promise<Asked> {
  let called = ''
  const api = (path: readonly string[]): object =>
    new Proxy(async () => ({ data: {} }), {
      // Whatever is awaited is asked for it.
      get: (_target, name) => (name === 'then' ? undefined : api([...path, String(name)])),
      apply: () => {
        called = path.join('.')
        return Promise.resolve({ data: {} })
      },
    })
  const plainly = async (host: string): Promise<object> => {
    called = host
    return { data: {} }
  }
  const client = {
    api: async () => api([]),
    options: async () => ({}),
    plain: () => ({ get: plainly, post: plainly }),
  }
  const asked = new Proxy({}, { get: () => 'x' })
  await send(client, asked, new AbortController().signal)
  return { called }
}

/** `cloudasset.searchAllResources` is `v1.searchAllResources` in the library. */
const methodOf = (operation: string): string => operation.split(' ')[0]?.replace(/^[^.]+\./, '') ?? ''

const options = { universeDomain: 'googleapis.com' }
const load = apiLoader(options)
/** What is asked by address although the library has it, so that a scan does not load megabytes for one method. */
const large = {
  aiplatform: new aiplatform_v1.Aiplatform({ ...options }),
  compute: new compute_v1.Compute({ ...options }),
  recommender: new recommender_v1.Recommender({ ...options }),
} as const
/** The library has no third version of IAM: https://cloud.google.com/iam/docs/reference/rest/v3 */
const unknownToLibrary = /^iam\.organizations\.locations\.principalAccessBoundaryPolicies\./

async function libraryOf({ api, operation }: Found): Promise<object> {
  if (api !== 'plain') return load(api)
  const [name = ''] = operation.split('.')
  if (operation.startsWith('iam.policies.')) return load('iam2')
  if (name === 'aiplatform' || name === 'compute' || name === 'recommender') return large[name]
  return expect.fail(`${operation} is asked by address, and nobody here knows its library`)
}

function methodIn(library: object, path: string): unknown {
  let at: unknown = library
  for (const name of path.split('.')) at = typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined
  return at
}

describe('methods', () => {
  test('all of the routes are looked at', () => {
    expect(byOperation.size).toBeGreaterThan(75)
  })
  test.each(
    [...byOperation.values()]
      .filter(({ operation }) => !unknownToLibrary.test(operation))
      .map((each) => [each.operation, each] as const),
  )('%s is in the library', async (operation, each) => {
    const library = await libraryOf(each)
    const [method, below] = [methodOf(operation), `v1.${methodOf(operation)}`]
    expect([typeof methodIn(library, method), typeof methodIn(library, below)]).toContain('function')
  })
  test.each([...byOperation.values()].map((each) => [each.operation, each] as const))(
    '%s is what is called',
    async (operation, each) => {
      const { called } = await askedBy(each)
      const [name = ''] = operation.split('.')
      // By address the host alone is told: that of a place ends with the API's name.
      const [is, wanted] =
        each.api === 'plain' ? [called.replace(/^.+-/, ''), name] : [called.replace(/^v1\./, ''), methodOf(operation)]
      expect(is).toBe(wanted)
    },
  )
})

describe('permissions', () => {
  test('those that the steps need are Google’s', () => {
    const needs = new Set<string>(connector.meta.steps.flatMap((step) => step.needs))
    expect([...needs].toSorted()).toEqual(neededPermissions)
  })
  test('those that abilities hang on are Google’s', () => {
    const own = gcpMethods.flatMap(({ all, oneOf }) => [...all, ...(oneOf ?? [])])
    const named = new Set([...own, ...[...liftsLimits, ...readsData].map(({ permission }) => permission)])
    expect([...named].toSorted().filter((permission) => !abilityPermissions.includes(permission))).toEqual([])
  })
})
