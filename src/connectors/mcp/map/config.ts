/** A file that configures a client, as a record. */
import type { AgentConfigFacts } from '../../../model/facts/mcp.ts'
import type { Emission, Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { isTable } from '../../shared/mcp-server.ts'
import type { Table } from '../../shared/mcp-server.ts'
import { idOf, placeOf } from '../place.ts'
import type { McpContext } from '../session.ts'
import type { ConfigPlace } from '../places.ts'
import { givenIn } from './secrets.ts'
import type { GivenSecrets } from './secrets.ts'

/**
 * Where clients keep keys of their own, beside what they give to commands: of models (Continue `models`, opencode
 * `provider`, Codex `model_providers`), what is asked for with an answer at hand (VS Code `inputs`), in commands that
 * run by themselves. History and other text of people is left aside.
 */
const ownKeys =
  'env|apiKeyHelper|primaryApiKey|hooks|inputs|models|model_providers|provider|shell_environment_policy'.split('|')

/** Of the client itself, not of its servers. */
export function ownGiven(table: Table, place: ConfigPlace, fingerprint: (value: string) => string): GivenSecrets {
  const ofServers = new Set(place.servers.map((path) => path.split('.')[0]))
  const entries =
    place.own === 'everything'
      ? Object.entries(table).flatMap((entry) => (ofServers.has(entry[0]) ? [] : pairsOf(entry)))
      : ownKeys.flatMap((key) => (Object.hasOwn(table, key) ? [[key, table[key]] as const] : []))
  return givenIn(entries, fingerprint)
}

/** `api-key: [gemini=…]` and `set-env: [NAME=…]` of aider: https://aider.chat/docs/config/api-keys.html */
function pairsOf([key, value]: readonly [string, unknown]): readonly (readonly [string, unknown])[] {
  if (key !== 'api-key' && key !== 'set-env') return [[key, value]]
  return (Array.isArray(value) ? value : [value]).flatMap((each) => {
    const [, name = '', given] = /^([\w-]{1,100})=(.*)$/s.exec(typeof each === 'string' ? each : '') ?? []
    return given === undefined ? [[key, each]] : [[key === 'api-key' ? `${name}-api-key` : name, given]]
  })
}

export function configRecord(
  context: McpContext,
  path: string,
  facts: Omit<AgentConfigFacts, 'path'>,
): Emission & { readonly type: 'resource' } {
  return {
    type: 'resource',
    id: idOf(context, 'agent-config', path),
    ...placeOf(context),
    kind: 'agent-config',
    nativeId: path,
    name: path,
    facts: { path, ...facts },
  }
}

/** A secret is named by the server that it stands with: `github/env.TOKEN`. */
export function joined(
  holders: readonly { readonly name: string; readonly given: GivenSecrets }[],
  own: GivenSecrets,
): Pick<AgentConfigFacts, 'configSecrets' | 'references'> {
  const all = [...holders.map(({ given }) => given), own]
  return {
    configSecrets: [
      ...holders.flatMap(({ name, given }) =>
        given.literals.map((each) => ({ ...each, name: `${name}/${each.name}` })),
      ),
      ...own.literals,
    ].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    references: [
      ...new Set(all.flatMap(({ credentials }) => credentials.flatMap(({ reference }) => reference ?? []))),
    ].toSorted(),
  }
}

/** How many commands run by themselves. */
export function hooksIn({ hooks }: Table): number {
  if (!isTable(hooks)) return 0
  return Object.values(hooks).reduce<number>((sum, each) => sum + (Array.isArray(each) ? each.length : 0), 0)
}

export function userOf(user: string | undefined): Known<string> {
  return user ?? unknown('unsupported')
}
