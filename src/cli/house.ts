/** What a command works with: the connectors and rules there are, the configuration, the store. */
import { readFile } from 'node:fs/promises'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { processEnvironment } from '../config/environment.ts'
import type { Environment } from '../config/environment.ts'
import { UsageError } from '../config/errors.ts'
import { loadYaml, readYaml } from '../config/load.ts'
import type { Yaml } from '../config/load.ts'
import { configSchema, moduleSection } from '../config/schema.ts'
import type { ModuleSection, MusterConfig, RuleChoice } from '../config/schema.ts'
import { nearest } from '../config/suggest.ts'
import type { AnyConnector } from '../connectors/contract.ts'
import { connectors } from '../connectors/index.ts'
import type { ConnectorPlan } from '../engine/collect.ts'
import { facetsOf } from '../engine/facets.ts'
import { waiversSchema } from '../engine/waivers.ts'
import type { Waiver } from '../engine/waivers.ts'
import { openStore } from '../inventory/store.ts'
import type { Store } from '../inventory/store.ts'
import type { Facets } from '../inventory/view-sqlite.ts'
import { rules } from '../rules/index.ts'
import { packs } from '../rules/packs.ts'
import { settleRules } from '../rules/settings.ts'
import type { RuleSetting } from '../rules/settings.ts'
import { why } from './output.ts'

export const defaultStore = 'sqlite:.muster/muster.db'
export const facets = facetsOf(connectors.map((connector) => connector.meta))

export interface Settings {
  readonly config: MusterConfig
  readonly file: string | undefined
  readonly yaml?: Yaml
  readonly env: Environment
}

/** The text of a file, without a byte order mark; a redirection in PowerShell writes UTF-16. */
export async function readText(path: string): Promise<string> {
  const bytes = await readFile(path)
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}

/** A file that the command line names: when it cannot be read, the command line is wrong. */
export async function readGiven(path: string): Promise<string> {
  try {
    return await readText(path)
  } catch (error) {
    throw unreadable(path, error as NodeJS.ErrnoException, 'Check the path and its permissions.')
  }
}

/** A folder stands for the files of JSON in it. */
export function filesIn(path: string): readonly string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path]
  const names = readdirSync(path).filter((name) => name.toLowerCase().endsWith('.json'))
  if (names.length === 0) throw new UsageError(`The folder ${path} holds no file of JSON.`, 'Check the path.')
  return names.toSorted().map((name) => join(path, name))
}

export function unreadable(path: string, error: NodeJS.ErrnoException, hint: string): UsageError {
  return new UsageError(
    error.code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read (${why(error)}).`,
    hint,
  )
}

const sections = Object.fromEntries(connectors.map((connector) => [connector.meta.id, connector.config]))

/** As it is published: what a section of somebody else’s connector holds is known only where that is loaded. */
export const musterSchema = configSchema(sections, 'any')

export function defaultSettings(): Settings {
  return { config: musterSchema.parse({}), file: undefined, env: processEnvironment() }
}

/** Modules that it names are not loaded by this: `muster check` runs nobody’s code. */
export async function loadSettings(flags: { readonly config?: string }): Promise<Settings> {
  const file = flags.config ?? (existsSync('muster.yaml') ? 'muster.yaml' : undefined)
  if (file === undefined) return defaultSettings()
  const yaml = await readYaml(file, readText)
  return { config: yaml.as(configSchema(sections, namingModules(yaml.says))), file, yaml, env: processEnvironment() }
}

function namingModules(says: unknown): readonly string[] {
  const given = typeof says === 'object' && says !== null && 'connectors' in says ? says.connectors : undefined
  if (typeof given !== 'object' || given === null) return []
  return Object.entries(given).flatMap(([id, section]) =>
    typeof section === 'object' && section !== null && 'module' in section ? [id] : [],
  )
}

export function storeUrl(settings: Settings, flags: { readonly store?: string }): string {
  return flags.store ?? settings.config.store ?? defaultStore
}

export function storeFor(settings: Settings, flags: { readonly store?: string }): Store {
  return openStore(storeUrl(settings, flags))
}

export function ruleSettings(settings: Settings): readonly RuleSetting[] {
  const { config, file } = settings
  const ids = rules.map((rule) => rule.id)
  for (const id of Object.keys(config.rules))
    if (!ids.includes(id)) throw unknownName(file ?? 'muster.yaml', 'rule', id, ids)
  let choices: { [rule: string]: RuleChoice } = {}
  for (const id of config.packs) {
    const pack = packs.find((candidate) => candidate.id === id)
    if (!pack)
      throw unknownName(
        file ?? 'muster.yaml',
        'rule pack',
        id,
        packs.map((candidate) => candidate.id),
      )
    choices = { ...choices, ...pack.choices(rules) }
  }
  const { settings: settled, problems } = settleRules(rules, { ...choices, ...config.rules })
  const [problem] = problems
  if (problem)
    throw new UsageError(
      `${file}: rules.${problem.rule}.options: ${problem.message}.`,
      `muster explain ${problem.rule} names its options.`,
    )
  return settled
}

export function unknownName(where: string, what: string, name: string, known: readonly string[]): UsageError {
  const meant = nearest(name, known)
  const place = where === '' ? 'There' : `${where}: there`
  return new UsageError(
    `${place} is no ${what} "${name}"${meant ? `; did you mean "${meant}"?` : '.'}`,
    `There are: ${known.join(', ')}.`,
  )
}

export async function loadWaivers(settings: Settings): Promise<readonly Waiver[]> {
  if (settings.config.waivers === undefined) return []
  const path = resolve(dirname(settings.file ?? '.'), settings.config.waivers)
  return loadYaml(path, waiversSchema, readText)
}

/** The connectors asked for by name, or else those of the configuration, each with its settled configuration. */
export async function plansFor(
  settings: Settings,
  names: readonly string[],
  organizations: readonly string[] = [],
): Promise<readonly ConnectorPlan[]> {
  const asked =
    names.length > 0
      ? names
      : Object.keys(settings.config.connectors).filter((id) => settings.config.connectors[id] !== undefined)
  if (asked.length === 0)
    throw new UsageError(
      'No connector is named, and no muster.yaml names one.',
      `Try: muster scan ${connectors[0]?.meta.id}, or write a muster.yaml with: muster init.`,
    )
  const plans: ConnectorPlan[] = []
  for (const id of asked) plans.push(await planFor(settings, id))
  return organizations.length === 0 ? plans : narrowed(plans, organizations)
}

/** A module is loaded only when its connector is asked for. */
async function planFor(settings: Settings, id: string): Promise<ConnectorPlan> {
  const own = connectors.find((candidate) => candidate.meta.id === id)
  if (own) return { connector: own, config: settings.config.connectors[id] ?? own.config.parse({}) }
  const { connector, section } = await foreignConnector(settings, id)
  const { module, ...rest } = section
  const config = settings.yaml?.part(['connectors', id], rest, connector.config) ?? connector.config.parse(rest)
  return { connector, config, module }
}

/** The connector that muster.yaml names a module for, loaded. */
export async function foreignConnector(
  settings: Settings,
  id: string,
): Promise<{ readonly connector: AnyConnector; readonly section: ModuleSection }> {
  const { file = 'muster.yaml' } = settings
  const { success, data: section } = moduleSection.safeParse(settings.config.connectors[id])
  if (!success)
    throw unknownName('', 'connector', id, [...connectors.map(({ meta }) => meta.id), ...foreignIds(settings)])
  const { loadModule } = await import('./modules.ts')
  const where = `${file}: connectors.${id}.module`
  const { connector } = await loadModule({ module: section.module, base: dirname(resolve(file)), where }, id)
  return { connector, section }
}

/** Ids under which muster.yaml names modules. */
export function foreignIds({ config }: Settings): readonly string[] {
  const own = new Set(connectors.map(({ meta }) => meta.id))
  return Object.keys(config.connectors).filter((id) => !own.has(id) && config.connectors[id] !== undefined)
}

/** What steps of Muster’s own connectors fill, and of those that are at work. */
export function facetsWith(plans: readonly ConnectorPlan[]): Facets {
  const foreign = plans.filter(({ module }) => module !== undefined)
  return foreign.length === 0
    ? facets
    : facetsOf([...connectors, ...foreign.map((plan) => plan.connector)].map(({ meta }) => meta))
}

/** What `--org` names goes to the connectors that know organizations by name, and is an error where none does. */
function narrowed(plans: readonly ConnectorPlan[], organizations: readonly string[]): readonly ConnectorPlan[] {
  if (!plans.some(({ connector }) => connector.organizations))
    throw new UsageError(
      '--org goes with none of the connectors that were named.',
      `It goes with: ${connectors.flatMap(({ meta, organizations: takes }) => (takes ? [meta.id] : [])).join(', ')}.`,
    )
  return plans.map(({ connector, config, ...rest }) => ({
    ...rest,
    connector,
    // Parsed once more, so that a name that cannot be one is an error.
    config: connector.organizations ? settledWith(connector, connector.organizations(config, organizations)) : config,
  }))
}

function settledWith(connector: AnyConnector, config: unknown): unknown {
  const parsed = connector.config.safeParse(config)
  if (parsed.success) return parsed.data
  throw new UsageError(
    `--org: ${parsed.error.issues[0]?.message ?? 'that is no organization.'}`,
    'Give it as it stands in the address of the organization.',
  )
}
