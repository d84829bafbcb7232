/** What clients' configurations say of an MCP server: how it is reached, what it is run from, what secrets it is given. */
import { addressParts } from './address-parts.ts'
import { secretShape } from './secret-shapes.ts'

export type Table = { readonly [key: string]: unknown }
export type Transport = 'stdio' | 'http' | 'sse' | 'unknown'

export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** How the client speaks to it. */
export function transportOf({ type, command, url }: Table): Transport {
  if (type === 'local' || type === 'stdio') return 'stdio'
  if (type === 'sse') return 'sse'
  if (type === 'http' || type === 'streamable-http') return 'http'
  if (typeof command === 'string') return 'stdio'
  return typeof url === 'string' ? 'http' : 'unknown'
}

/** The rest of the address may hold a secret. */
export function hostOf(url: unknown): string | undefined {
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined
  const { hostname } = new URL(url)
  return hostname === '' ? undefined : hostname
}

export type Ecosystem = 'npm' | 'pypi' | 'oci'

interface Runner {
  readonly ecosystem: Ecosystem
  /** Flags that take a value of their own. */
  readonly valued: RegExp
  /** Words that have to come first: `pnpm` alone runs what is installed. */
  readonly begins?: readonly string[]
}

const npx = /^(?:-c|--call|-w|--workspace|--node-options|--registry|--cache|--prefix)$/
const uvx = /^(?:--python|-p|--with|--index-url|--extra-index-url|--index|--directory|--project|--env-file)$/
const docker =
  /^(?:-e|--env|--env-file|-v|--volume|--mount|--name|-p|--publish|--network|--net|-u|--user|-w|--workdir|--entrypoint|-l|--label|--platform|-m|--memory|--add-host|--pull)$/

const runners: { readonly [command: string]: Runner } = {
  npx: { ecosystem: 'npm', valued: npx },
  npm: { ecosystem: 'npm', valued: npx, begins: ['exec', 'x'] },
  bunx: { ecosystem: 'npm', valued: /^$/ },
  pnpx: { ecosystem: 'npm', valued: /^$/ },
  pnpm: { ecosystem: 'npm', valued: /^(?:-C|--dir)$/, begins: ['dlx', 'x'] },
  yarn: { ecosystem: 'npm', valued: /^$/, begins: ['dlx'] },
  uvx: { ecosystem: 'pypi', valued: uvx },
  uv: { ecosystem: 'pypi', valued: uvx, begins: ['tool'] },
  pipx: { ecosystem: 'pypi', valued: /^(?:--python|--index-url|-i|--pip-args|--suffix)$/, begins: ['run'] },
  docker: { ecosystem: 'oci', valued: docker, begins: ['run'] },
  podman: { ecosystem: 'oci', valued: docker, begins: ['run'] },
}

export interface Package {
  readonly ecosystem: Ecosystem
  /** As written, with its version: `@acme/mcp@1.2.3`. */
  readonly name: string
  readonly pinned: boolean
}

/** Undefined: it is run from the repository, or in a way that is not known here. */
export function packageOf(server: Table): Package | undefined {
  const [program = '', ...more] = wordsOf(server)
  const known = programName(program)
  const runner = Object.hasOwn(runners, known) ? runners[known] : undefined
  const [first = ''] = more
  if (runner === undefined || runner.begins?.includes(first) === false) return undefined
  const name = namedIn(more, runner)
  if (name === undefined || !/^[\w@./:=~^+-]{1,200}$/.test(name) || secretShape('', name) !== undefined)
    return undefined
  return { ecosystem: runner.ecosystem, name, pinned: isPinned(name, runner.ecosystem) }
}

/** The command and its arguments. On Windows scripts are run by `cmd /c`. */
function wordsOf({ command, args }: Table): readonly string[] {
  const commands = Array.isArray(command) ? command : typeof command === 'string' ? command.trim().split(/\s+/) : []
  const words = [...commands, ...(Array.isArray(args) ? args : [])].filter((word) => typeof word === 'string')
  return programName(words[0] ?? '') === 'cmd' && words[1]?.toLowerCase() === '/c' ? words.slice(2) : words
}

/** `C:\\Program Files\\nodejs\\npx.cmd` is npx. */
export function programName(path: string): string {
  const name = path.split(/[/\\]/).at(-1) ?? ''
  return name.replace(/\.(?:exe|cmd|bat)$/i, '').toLowerCase()
}

function namedIn(words: readonly string[], { valued, ecosystem }: Runner): string | undefined {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    const named = /^(?:--package|--from)=(.+)$/.exec(word)?.[1]
    if (named !== undefined) return named
    if (word === '--package' || word === '--from' || (word === '-p' && ecosystem === 'npm')) return words[at + 1]
    if (valued.test(word)) at += 1
    else if (!word.startsWith('-') && !/^(?:run|exec|x|dlx|tool)$/.test(word)) return word
  }
  return undefined
}

/** To one version, as its registry takes it: only a digest fixes an image. */
function isPinned(name: string, ecosystem: Ecosystem): boolean {
  if (ecosystem === 'oci') return /@sha256:[0-9a-f]{64}$/i.test(name)
  // A commit of a repository is as good as a version.
  if (/^(?:git\+|github:)/.test(name)) return /[@#][0-9a-f]{40}$/.test(name)
  if (ecosystem === 'pypi') return /(?:==|@)\d+(?:\.\d+)+[\w.+-]*$/.test(name)
  return /.@\d+\.\d+\.\d+[\w.+-]*$/.test(name)
}

/** `$COPILOT_MCP_TOKEN`, `${COPILOT_MCP_TOKEN}`, `${{ secrets.TOKEN }}`, and the name alone. */
export function referencesIn(texts: readonly string[]): readonly string[] {
  const found = texts.flatMap((text) => [
    ...[...text.matchAll(/\$\{?([A-Z][A-Z0-9_]{2,99})\b/g)].map(([, name = '']) => name),
    ...[...text.matchAll(/\b(?:secrets|vars)\.([A-Za-z_]\w{0,99})/g)].map(([, name = '']) => name.toUpperCase()),
    ...[...text.matchAll(/\bCOPILOT_MCP_[A-Z0-9_]{1,99}/g)].map(([name]) => name),
  ])
  return [...new Set(found)].toSorted()
}

const depthLimit = 12

export function* textsWithin(value: unknown, depth: number): Generator<string> {
  if (depth > depthLimit) return
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null)
    for (const child of Object.values(value)) yield* textsWithin(child, depth + 1)
}

type Pair = readonly [name: string, value: string]

/** `--api-key`, `sk-…` and `--api-key=sk-…` count as the pair that they are; some clients put all words into the command. */
export function entriesOf(server: Table): readonly (readonly [string, unknown])[] {
  const { args, command, ...rest } = server
  const line = typeof command === 'string' && command.includes(' ') ? [command] : []
  const words = [...(Array.isArray(command) ? command : line), ...(Array.isArray(args) ? args : [])]
  return [
    ...Object.entries(rest),
    ...pairsIn(
      words.filter((word) => typeof word === 'string'),
      'args',
      true,
    ),
  ]
}

function pairsIn(words: readonly string[], place: string, whole: boolean): readonly Pair[] {
  return words.flatMap((word, at): readonly Pair[] => {
    const before = words[at - 1] ?? ''
    const flag = /^-{1,2}([\w-]{1,100})$/.exec(before)?.[1]
    const name = `${place}.${flag ?? at}`
    // `--header "Authorization: Bearer …"`, as mcp-remote takes it.
    const header = /^(?:--header=)?([\w-]{1,100}):\s*([^/\s].*)$/s.exec(word)
    if (header !== null && (flag === 'header' || flag === 'H' || word.startsWith('--header=')))
      return [[`${place}.header.${header[1]}`, header[2] ?? '']]
    // `sh -c "API_KEY=… npx …"`: a shell's line has words of its own.
    const line = whole && (at === 0 || /^[-/](?:\w*c|command)$/i.test(before))
    const inner = line && secretShape(name, word) === undefined ? pairsIn(shellWords(word), name, false) : []
    if (inner.length > 0) return inner
    const address = /^(?:https?|wss?):\/\//i.test(word) ? addressParts(name, word) : undefined
    if (address !== undefined) return address
    const assigned = /^(?:-e=|--env=|\$env:)?-{0,2}([\w-]{1,100})=(.+)$/is.exec(word)
    return [assigned === null ? [name, word] : [`${place}.${assigned[1]}`, assigned[2] ?? '']]
  })
}

/** None where the word is one, or holds data. */
function shellWords(line: string): readonly string[] {
  if (!/\s/.test(line) || line.length > 10_000 || /^\s*[[{]/.test(line)) return []
  return [...line.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replaceAll(/["']/g, ''))
}
