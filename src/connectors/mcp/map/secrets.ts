/** The secrets that a server is given: their names, whether they stand there, and nothing else of them. */
import type { ConfigSecret } from '../../../model/facts/config-secret.ts'
import type { McpCredential } from '../../../model/facts/mcp.ts'
import { entriesOf } from '../../shared/mcp-server.ts'
import type { Table } from '../../shared/mcp-server.ts'
import { configFacts, isSecretName } from '../../shared/secret-shapes.ts'

type Entry = readonly [string, unknown]

const read = 'env|headers|url|command|args|bearer_token|auth|authorization|oauth|apiKey|settings'.split('|')

export interface GivenSecrets {
  readonly credentials: readonly McpCredential[]
  readonly literals: readonly ConfigSecret[]
}

export function secretsOf(settings: Table, fingerprint: (value: string) => string): GivenSecrets {
  const known = Object.fromEntries(read.flatMap((key) => (settings[key] === undefined ? [] : [[key, settings[key]]])))
  const { url, ...rest } = known
  const entries: readonly Entry[] = [...entriesOf(rest), ...addressOf(url)]
  const literals = configFacts(entries, fingerprint).configSecrets
  const places = new Set(literals.map(({ name }) => name))
  const references = [...leaves(entries), ...namedVariables(settings)].filter(({ name }) => !places.has(name))
  return {
    literals,
    credentials: [
      ...literals.map(({ name, looksLike }) => ({ name, form: 'literal', looksLike }) as const),
      ...references,
    ].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

/** Some addresses are secrets themselves: in what follows the question mark, or as a part of the path. */
function addressOf(url: unknown): readonly Entry[] {
  if (typeof url !== 'string') return []
  if (!URL.canParse(url)) return [['url', url]]
  const { pathname, searchParams, username, password } = new URL(url)
  return [
    ...[...searchParams].map(([name, value]) => [`url.${name.slice(0, 100)}`, value] as const),
    ...pathname.split('/').map((part, index) => [`url.path_${index}_token`, part] as const),
    ...(username === '' ? [] : [['url.user', username] as const]),
    ...(password === '' ? [] : [['url.password', password] as const]),
  ]
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

const reference = (name: string, to: string): McpCredential => ({
  name,
  form: 'reference',
  ...(/^\w{1,100}$/.test(to) ? { reference: to } : {}),
})

/** `${env:TOKEN}`, `${TOKEN:-}`, `$TOKEN`, `Bearer ${input:token}`, `{env:TOKEN}`, `${{ secrets.TOKEN }}`; and variables that docker passes on. */
const asked = /\$\{input:([\w-]{1,100})\}/
const referred =
  /\$\{\{\s*secrets\.(\w{1,100})\s*\}\}|\{(?:env|file):([\w./-]{1,100})\}|\$\{(?:env:|secret:|secrets\.)?([A-Za-z_]\w{0,99})(?::?-[^}]*)?\}|\$([A-Za-z_]\w{1,99})/

function* leaves(entries: readonly Entry[]): Generator<McpCredential> {
  for (const [name, value] of entries) yield* leavesOf(name, value, 0)
}

function* leavesOf(name: string, value: unknown, depth: number): Generator<McpCredential> {
  if (typeof value === 'object' && value !== null && depth < 6)
    for (const [key, child] of Object.entries(value)) yield* leavesOf(`${name}.${key}`, child, depth + 1)
  if (typeof value !== 'string') return
  const prompt = asked.exec(value)?.[1]
  const [, ...names] = referred.exec(value) ?? []
  const to = names.find((each) => each !== undefined)
  if (prompt !== undefined) yield { name, form: 'prompt', reference: prompt }
  else if (to !== undefined) yield { name, form: 'reference', reference: to }
  // `docker run -e GITHUB_TOKEN` passes a variable on by its name.
  else if (/^args\.(?:e|env)$/.test(name) && isSecretName(value))
    yield { name: `args.${value}`, form: 'reference', reference: value }
}
