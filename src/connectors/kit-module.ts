/** What a module of somebody else’s must bring, checked before anything of it is run. */
import { z } from 'zod'
import { scopeKinds } from '../model/index.ts'
import type { Instant } from '../model/index.ts'
import type { AnyConnector } from './contract.ts'
import { tiers } from './contract.ts'
import { ConfigError } from './errors.ts'
import { isStandardSchema } from './kit-schema.ts'

/** Raised when a connector that kept to the old contract would no longer run. */
export const contractVersion = 1

export interface ConnectorModule {
  /** The version of the contract that it was written for. */
  readonly contract: typeof contractVersion
  readonly connector: AnyConnector
  readonly demo?: Demo
}

/** `muster demo --with`: a server on this machine that the connector can be shown with. */
export interface Demo {
  readonly start: (options: { readonly now: Instant }) => Promise<DemoServer>
}

export interface DemoServer {
  /** As it would stand in muster.yaml. */
  readonly config: unknown
  /** Environment variables that the configuration names. */
  readonly env?: { readonly [name: string]: string }
  readonly close: () => Promise<void>
}

/** What was imported for `connectors.<id>`. `named` begins the sentences: `muster.yaml: connectors.pagerly.module ./p.js`. */
export function moduleOf(imported: unknown, id: string | undefined, named: string): ConnectorModule {
  const module = bringsConnector(imported) ? imported : byDefault(imported)
  if (module === undefined)
    throw new ConfigError(
      `${named} exports no connector.`,
      'It must export `contract` and `connector`; see docs/guide/connector-kit.md.',
    )
  const { contract, connector, demo } = module
  if (contract !== contractVersion) throw wrongContract(contract, named)
  const flaws = flawsOf(connector)
  if (!isSound(connector, flaws))
    throw new ConfigError(
      `${named} breaks the contract: ${flaws.slice(0, mostFlaws).join('; ')}.`,
      'Its author can mend it; the contract is described in docs/guide/connector-kit.md.',
    )
  if (id !== undefined && connector.meta.id !== id)
    throw new ConfigError(
      `${named} is the connector "${connector.meta.id}", and stands under "${id}".`,
      `Name its section connectors.${connector.meta.id}.`,
    )
  return { contract, connector, ...(isDemo(demo) ? { demo } : {}) }
}

const mostFlaws = 5

interface Exports {
  readonly connector: unknown
  readonly contract?: unknown
  readonly demo?: unknown
}

function bringsConnector(value: unknown): value is Exports {
  return typeof value === 'object' && value !== null && 'connector' in value
}

/** What `module.exports = { … }` comes as. */
function byDefault(imported: unknown): Exports | undefined {
  const inner =
    typeof imported === 'object' && imported !== null && 'default' in imported ? imported.default : undefined
  return bringsConnector(inner) ? inner : undefined
}

function wrongContract(contract: unknown, named: string): ConfigError {
  const here = `this muster knows version ${contractVersion}`
  if (typeof contract !== 'number')
    return new ConfigError(
      `${named} does not say for which version of the contract it was written; ${here}.`,
      `It says so with: export const contract = ${contractVersion}`,
    )
  return new ConfigError(
    `${named} was written for version ${contract} of the contract; ${here}.`,
    contract > contractVersion
      ? 'Take a newer muster, or an older version of the module.'
      : 'Take a newer version of the module.',
  )
}

function isDemo(value: unknown): value is Demo {
  return typeof value === 'object' && value !== null && 'start' in value && typeof value.start === 'function'
}

const name = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be in kebab-case')
const words = z.string().min(1)
const body = z.custom<(...given: never[]) => unknown>((value) => typeof value === 'function', 'must be a function')
const stepShape = z.looseObject({
  id: name,
  title: words,
  tier: z.enum(tiers),
  scopes: z.array(z.enum(scopeKinds)).min(1),
  needs: z.array(z.string()),
  emits: z.array(name),
  after: z.array(z.string()).optional(),
  group: z.string().optional(),
})
const connectorShape = z.looseObject({
  meta: z.looseObject({ id: name, title: words, steps: z.array(stepShape).min(1) }),
  config: z.custom(isStandardSchema, 'must be a schema, of zod or another library of Standard Schema'),
  connect: body,
  scopes: body,
  open: body,
  classify: body,
  steps: z.record(z.string(), body),
  permissions: z.looseObject({ native: body, terraform: body, list: body }),
  endpoints: body.optional(),
  close: body.optional(),
  discover: body.optional(),
  organizations: body.optional(),
  offline: body.optional(),
})

/** Each in words; none: the contract is kept as far as can be seen without running it. */
function flawsOf(connector: unknown): readonly string[] {
  const parsed = connectorShape.safeParse(connector)
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.') || 'connector'}: ${message}`)
  const { meta, steps } = parsed.data
  const ids = meta.steps.map(({ id }) => id)
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `there are two steps "${id}"`),
    ...ids.filter((id) => !Object.hasOwn(steps, id)).map((id) => `the step "${id}" has no body`),
    ...Object.keys(steps)
      .filter((id) => !ids.includes(id))
      .map((id) => `the body "${id}" is declared by no step`),
    ...meta.steps.flatMap(({ id, after = [] }) =>
      after
        .filter((before) => !ids.includes(before))
        .map((before) => `the step "${id}" comes after "${before}", which is none`),
    ),
    ...circular(meta.steps).map((id) => `the step "${id}" comes after itself`),
  ]
}

function isSound(connector: unknown, flaws: readonly string[]): connector is AnyConnector {
  return flaws.length === 0 && connector !== undefined
}

function circular(
  steps: readonly { readonly id: string; readonly after?: readonly string[] | undefined }[],
): readonly string[] {
  const before = (id: string): readonly string[] => steps.find((step) => step.id === id)?.after ?? []
  return steps.flatMap(({ id }) => {
    const seen = new Set(before(id))
    for (const other of seen) for (const further of before(other)) seen.add(further)
    return seen.has(id) ? [id] : []
  })
}
