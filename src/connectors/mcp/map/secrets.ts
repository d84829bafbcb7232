/** The secrets that a server is given: their names, whether they stand there, and nothing else of them. */
import type { ConfigSecret } from '../../../model/facts/config-secret.ts'
import type { McpCredential } from '../../../model/facts/mcp.ts'
import { addressParts } from '../../shared/address-parts.ts'
import { entriesOf } from '../../shared/mcp-server.ts'
import type { Table } from '../../shared/mcp-server.ts'
import { safeName, safeNames } from '../../shared/safe-names.ts'
import { configFacts, isSecretName } from '../../shared/secret-shapes.ts'

type Entry = readonly [string, unknown]

/** What tells of no secret: paths, names of tools, words for people. */
const harmless: ReadonlySet<string> = new Set(
  'cwd|description|name|type|tools|includeTools|excludeTools|disabledTools|enabled_tools|disabled_tools|alwaysAllow|autoApprove|url|httpUrl|serverUrl|uri|httpHeaders|bearer_token_env_var|env_http_headers|env_vars'.split(
    '|',
  ),
)

export interface GivenSecrets {
  readonly credentials: readonly McpCredential[]
  readonly literals: readonly ConfigSecret[]
}

/** Of a server. */
export function secretsOf(settings: Table, fingerprint: (value: string) => string): GivenSecrets {
  const rest = Object.fromEntries(Object.entries(settings).filter(([key]) => !harmless.has(key)))
  const entries = [...entriesOf(rest), ...addressOf(settings['url'])]
  return collected(entries, [...referencesIn(entries), ...namedVariables(settings)], fingerprint)
}

/** Of settings of no certain form: references count there only where a name says that they are to a secret. */
export function givenIn(given: readonly Entry[], fingerprint: (value: string) => string): GivenSecrets {
  const entries = given.flatMap(([name, value]) => [...withAddresses(name, value, 0)])
  const references = [...referencesIn(entries), ...keysOfProviders(given)]
  return collected(
    entries,
    references.filter(({ name, reference: to = '' }) => isSecretName(name) || isSecretName(to)),
    fingerprint,
  )
}

function collected(
  entries: readonly Entry[],
  references: readonly McpCredential[],
  fingerprint: (value: string) => string,
): GivenSecrets {
  const literals = configFacts(entries, fingerprint).configSecrets
  const places = new Set(literals.map(({ name }) => name))
  const names = safeNames(literals.map(({ name }) => name))
  const kept = literals.map((each, at) => ({ ...each, name: names[at] ?? '' }))
  return {
    literals: kept,
    credentials: [
      ...kept.map(({ name, looksLike }) => ({ name, form: 'literal', looksLike }) as const),
      ...references.filter(({ name }) => !places.has(name)).map(safely),
    ].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

/** Addresses in pieces, wherever they stand. */
function* withAddresses(name: string, value: unknown, depth: number): Generator<Entry> {
  if (typeof value === 'object' && value !== null && depth < 10)
    for (const [key, child] of Object.entries(value)) yield* withAddresses(`${name}.${key}`, child, depth + 1)
  else {
    const address =
      typeof value === 'string' && /^(?:https?|wss?):\/\//i.test(value) ? addressParts(name, value) : undefined
    yield* address ?? [[name, value] as const]
  }
}

function addressOf(url: unknown): readonly Entry[] {
  return typeof url === 'string' ? (addressParts('url', url) ?? [['url', url]]) : []
}

/** Codex is told names of variables in settings of their own: https://developers.openai.com/codex/mcp */
function namedVariables(settings: Table): readonly McpCredential[] {
  const bearer = settings['bearer_token_env_var']
  const headers = settings['env_http_headers']
  const passed = settings['env_vars']
  return [
    ...(typeof bearer === 'string' ? [reference('bearer_token_env_var', bearer)] : []),
    ...(typeof headers === 'object' && headers !== null
      ? Object.entries(headers).flatMap(([name, value]) =>
          typeof value === 'string' ? [reference(`env_http_headers.${name}`, value)] : [],
        )
      : []),
    ...(Array.isArray(passed)
      ? passed.flatMap((name) =>
          typeof name === 'string' && isSecretName(name) ? [reference(`env_vars.${name}`, name)] : [],
        )
      : []),
  ]
}

/** Whoever takes a name for a value writes the secret there. */
function safely({ reference: to, ...given }: McpCredential): McpCredential {
  const safe = to === undefined ? undefined : safeName(to)
  return { ...given, name: safeName(given.name), ...(safe === undefined || safe !== to ? {} : { reference: safe }) }
}

const reference = (name: string, to: string): McpCredential => ({
  name,
  form: 'reference',
  ...(/^\w{1,100}$/.test(to) ? { reference: to } : {}),
})

/** `${env:TOKEN}`, `$env:TOKEN`, `${TOKEN:-}`, `$TOKEN`, `Bearer ${input:token}`, `{env:TOKEN}`, `${{ secrets.TOKEN }}`; and variables that docker passes on. */
const asked = /\$\{input:([\w-]{1,100})\}/
const referred =
  /\$\{\{\s*secrets\.(\w{1,100})\s*\}\}|\{(?:env|file):([\w./-]{1,100})\}|\$\{(?:env:|secret:|secrets\.)?([A-Za-z_]\w{0,99})(?::?[-?][^}]*)?\}|\$(?:env:)?([A-Za-z_]\w{1,99})/

function referencesIn(entries: readonly Entry[]): readonly McpCredential[] {
  return entries.flatMap(([name, value]) => [...leavesOf(name, value, 0)])
}

/** `env_key` of Codex, `apiKeyEnvar` of promptfoo, `{ source: env, id: … }` of OpenClaw: the variable's name alone. */
function keysOfProviders(entries: readonly Entry[]): readonly McpCredential[] {
  const within = (name: string, value: unknown, depth: number): readonly McpCredential[] => {
    if (typeof value !== 'object' || value === null || depth > 8) return []
    return Object.entries(value).flatMap(([key, child]) => {
      const named = /^(?:env_key|apiKeyEnvar|api_key_env_var_name)$/.test(key) || (key === 'id' && 'source' in value)
      return named && typeof child === 'string'
        ? [reference(`${name}.${key}`, child)]
        : within(`${name}.${key}`, child, depth + 1)
    })
  }
  return entries.flatMap(([name, value]) => within(name, value, 0))
}

function* leavesOf(name: string, value: unknown, depth: number): Generator<McpCredential> {
  if (typeof value === 'object' && value !== null && depth < 8)
    for (const [key, child] of Object.entries(value)) yield* leavesOf(`${name}.${key}`, child, depth + 1)
  if (typeof value !== 'string') return
  const prompt = asked.exec(value)?.[1]
  const [, ...names] = referred.exec(value) ?? []
  const to = names.find((each) => each !== undefined)
  if (prompt !== undefined) yield { name, form: 'prompt', reference: prompt }
  else if (to !== undefined) yield { name, form: 'reference', reference: to }
  else if (/^os\.environ\/\w{1,100}$/.test(value)) yield { name, form: 'reference', reference: value.slice(11) }
  // `docker run -e GITHUB_TOKEN` passes a variable on by its name.
  else if (/^args\.(?:e|env)$/.test(name) && isSecretName(value))
    yield { name: `args.${value}`, form: 'reference', reference: value }
}
