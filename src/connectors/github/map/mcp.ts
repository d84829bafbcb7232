/**
 * The MCP servers that an agent is given, from a configuration of no fixed form that people paste secrets into: only
 * hosts, packages, names and what secrets look like remain of it.
 * https://docs.github.com/en/copilot/how-tos/use-copilot-agents/coding-agent/extend-coding-agent-with-mcp
 */
import type { McpServer } from '../../../model/facts/github.ts'
import type { Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { configFacts, secretShape } from '../../shared/secret-shapes.ts'

/** The configuration as an object, or as its text in JSON; unknown where it is neither. */
export function mcpServersOf(given: unknown, fingerprint: (value: string) => string): Known<readonly McpServer[]> {
  if (given === null || given === undefined || given === '') return []
  const configuration = typeof given === 'string' ? parsed(given) : given
  if (!isObject(configuration)) return unknown('failed')
  const servers = configuration['mcpServers'] ?? configuration['servers'] ?? {}
  if (!isObject(servers)) return unknown('failed')
  return Object.entries(servers)
    .map(([name, server]) => serverOf(name, isObject(server) ? server : {}, fingerprint))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

type Table = { readonly [key: string]: unknown }

function isObject(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function serverOf(name: string, server: Table, fingerprint: (value: string) => string): McpServer {
  const transport = transportOf(server)
  const host = hostOf(server['url'])
  const run = transport === 'stdio' ? packageOf(server) : undefined
  const texts = [...textsWithin(server, 0)]
  return {
    name: name.slice(0, 200),
    transport,
    ...(host === undefined ? {} : { host }),
    ...(run === undefined ? {} : { package: run.name }),
    pinned: run?.pinned ?? null,
    tools: toolsOf(server['tools']),
    references: referencesIn(texts),
    configSecrets: configFacts(entriesOf(server), fingerprint).configSecrets,
  }
}

function transportOf({ type, command, url }: Table): McpServer['transport'] {
  if (type === 'local' || type === 'stdio') return 'stdio'
  if (type === 'sse') return 'sse'
  if (type === 'http' || type === 'streamable-http') return 'http'
  if (typeof command === 'string') return 'stdio'
  return typeof url === 'string' ? 'http' : 'unknown'
}

/** The rest of the address may hold a secret. */
function hostOf(url: unknown): string | undefined {
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined
  const { hostname } = new URL(url)
  return hostname === '' ? undefined : hostname
}

/** Command -> flags that take a value of their own. */
const runners: { readonly [command: string]: RegExp } = {
  npx: /^(?:-c|--call|-w|--workspace|--node-options|--registry)$/,
  bunx: /^$/,
  pnpx: /^$/,
  uvx: /^(?:--python|-p|--with|--index-url|--extra-index-url|--directory)$/,
  pipx: /^(?:--python|--index-url|-i|--pip-args|--suffix)$/,
  docker:
    /^(?:-e|--env|--env-file|-v|--volume|--mount|--name|-p|--publish|--network|--net|-u|--user|-w|--workdir|--entrypoint|-l|--label|--platform|-m|--memory|--add-host|--pull)$/,
}

interface Package {
  readonly name: string
  readonly pinned: Known<boolean>
}

/** Undefined: it is run from the repository, or in a way that is not known here. */
function packageOf({ command, args }: Table): Package | undefined {
  if (typeof command !== 'string') return undefined
  const [program = '', ...more] = command.trim().split(/\s+/)
  const runner = (program.split(/[/\\]/).at(-1) ?? '').replace(/\.(?:exe|cmd)$/i, '').toLowerCase()
  const valued = Object.hasOwn(runners, runner) ? runners[runner] : undefined
  if (valued === undefined) return undefined
  const words = [...more, ...(Array.isArray(args) ? args : [])].filter((word) => typeof word === 'string')
  const name = namedIn(words, valued, runner)
  if (name === undefined || !/^[\w@./:=~^+-]{1,200}$/.test(name) || secretShape('', name) !== undefined)
    return undefined
  return { name, pinned: isPinned(name, runner) }
}

function namedIn(words: readonly string[], valued: RegExp, runner: string): string | undefined {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    const named = /^(?:--package|--from)=(.+)$/.exec(word)?.[1]
    if (named !== undefined) return named
    if (word === '--package' || word === '--from' || (word === '-p' && runner === 'npx')) return words[at + 1]
    if (valued.test(word)) at += 1
    else if (!word.startsWith('-') && !/^(?:run|exec|x)$/.test(word)) return word
  }
  return undefined
}

/** To one version, as its registry takes it: only a digest fixes an image. */
function isPinned(name: string, runner: string): boolean {
  if (runner === 'docker') return /@sha256:[0-9a-f]{64}$/i.test(name)
  if (runner === 'uvx' || runner === 'pipx') return /(?:==|@)\d+(?:\.\d+)+[\w.+-]*$/.test(name)
  return /.@\d+\.\d+\.\d+[\w.+-]*$/.test(name)
}

function toolsOf(tools: unknown): Known<readonly string[]> {
  if (tools === undefined || tools === null) return null
  if (!Array.isArray(tools)) return unknown('failed')
  return tools.flatMap((tool) => (typeof tool === 'string' ? [tool.slice(0, 200)] : [])).toSorted()
}

/** `$COPILOT_MCP_TOKEN`, `${COPILOT_MCP_TOKEN}`, `${{ secrets.TOKEN }}`, and the name alone. */
function referencesIn(texts: readonly string[]): readonly string[] {
  const found = texts.flatMap((text) => [
    ...[...text.matchAll(/\$\{?([A-Z][A-Z0-9_]{2,99})\b/g)].map(([, name = '']) => name),
    ...[...text.matchAll(/\b(?:secrets|vars)\.([A-Za-z_]\w{0,99})/g)].map(([, name = '']) => name.toUpperCase()),
    ...[...text.matchAll(/\bCOPILOT_MCP_[A-Z0-9_]{1,99}/g)].map(([name]) => name),
  ])
  return [...new Set(found)].toSorted()
}

const depthLimit = 12

function* textsWithin(value: unknown, depth: number): Generator<string> {
  if (depth > depthLimit) return
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null)
    for (const child of Object.values(value)) yield* textsWithin(child, depth + 1)
}

/** `--api-key`, `sk-…` and `--api-key=sk-…` count as the pair that they are. */
function entriesOf(server: Table): readonly (readonly [string, unknown])[] {
  const { args, ...rest } = server
  const words = Array.isArray(args) ? args.filter((word) => typeof word === 'string') : []
  const pairs = words.map((word, at) => {
    const assigned = /^(?:-e=|--env=)?-{0,2}([\w-]{1,100})=(.+)$/s.exec(word)
    if (assigned !== null) return [`args.${assigned[1]}`, assigned[2]] as const
    const flag = /^-{1,2}([\w-]{1,100})$/.exec(words[at - 1] ?? '')?.[1]
    return [`args.${flag ?? at}`, word] as const
  })
  return [...Object.entries(rest), ...pairs]
}
