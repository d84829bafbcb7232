/** Who may import whom: the rooms of the house and the walls between them. */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** What each room may import, itself left out. Water flows one way; a room further down is never named further up. */
const rooms: { readonly [room: string]: readonly string[] } = {
  model: [],
  config: ['model'],
  connectors: ['model', 'config'],
  inventory: ['model', 'config'],
  analysis: ['model', 'inventory'],
  rules: ['model', 'config', 'inventory', 'analysis'],
  report: ['model', 'inventory'],
  engine: ['model', 'config', 'connectors', 'inventory', 'analysis', 'rules'],
  cli: ['model', 'config', 'connectors', 'inventory', 'analysis', 'rules', 'report', 'engine', 'fixtures'],
  // What connectors are tested with, also by others.
  testing: ['model', 'config', 'connectors', 'inventory', 'engine'],
  // The library's front door: what a program that embeds Muster may reach.
  door: ['model', 'config', 'connectors', 'inventory', 'analysis', 'rules', 'report', 'engine'],
  fixtures: ['model'],
}

/** Packages that one place alone may know, by the path of that place. */
const guarded: readonly { readonly packages: RegExp; readonly only: RegExp }[] = [
  { packages: /^(ink|react)(\/|$)/, only: /^src\/report\/tui\// },
  { packages: /^node:sqlite$/, only: /^src\/inventory\/sqlite\.ts$/ },
  { packages: /^@aws-sdk\//, only: /^src\/connectors\/aws\/client\.ts$/ },
  { packages: /^@octokit\/(?!openapi-types$)/, only: /^src\/connectors\/github\/client\.ts$/ },
  { packages: /^@azure\//, only: /^(src\/connectors\/azure\/credentials|fixtures\/servers\/azure\/)/ },
  { packages: /^googleapis(\/|$)/, only: /^src\/connectors\/shared\/google\/apis\.ts$/ },
  {
    packages: /^google-auth-library$/,
    only: /^(src\/connectors\/shared\/google\/credentials\.ts|fixtures\/servers\/google\/)/,
  },
  { packages: /^@marcbachmann\/cel-js$/, only: /^src\/analysis\/effective\/gcp-/ },
  { packages: /^commander$/, only: /^src\/cli\// },
  { packages: /^(node:https?|undici)$/, only: /^(src\/connectors\/|src\/testing\/|fixtures\/servers\/)/ },
  { packages: /^vitest$/, only: /^src\/testing\// },
  { packages: /^p-limit$/, only: /^src\/(engine|connectors\/shared)\// },
]

/** A file that touches the process or prints belongs to the command line. */
const owned: readonly {
  readonly what: string
  readonly pattern: RegExp
  readonly only: RegExp
  readonly home: string
}[] = [
  {
    what: 'process.env',
    pattern: /\bprocess\.env\b/,
    only: /^src\/(config\/environment|cli\/)/,
    home: 'config/environment.ts',
  },
  { what: 'process.exit', pattern: /\bprocess\.exit\b/, only: /^src\/cli\//, home: 'cli' },
  { what: 'console', pattern: /\bconsole\.\w+\(/, only: /^$/, home: 'cli' },
  {
    what: 'Date.now',
    pattern: /\bDate\.now\(|new Date\(\)/,
    only: /^src\/(engine\/clock|cli\/)/,
    home: 'engine/clock.ts',
  },
  { what: 'Math.random', pattern: /\bMath\.random\(/, only: /^src\/engine\/clock/, home: 'engine/clock.ts' },
]

export interface Breach {
  readonly file: string
  readonly what: string
}

export interface Inspection {
  readonly files: number
  readonly imports: number
  readonly breaches: readonly Breach[]
}

/** Looks at every TypeScript source under `root`/src and `root`/fixtures, tests left out. */
export function inspect(root: string): Inspection {
  const files = ['src', 'fixtures'].flatMap((directory) => sources(join(root, directory)))
  const seen = files.map((file) => look(root, file))
  return {
    files: files.length,
    imports: seen.reduce((sum, each) => sum + each.imports, 0),
    breaches: seen.flatMap((each) => each.breaches),
  }
}

function sources(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

// Imports as this code base writes them: from '…', import('…'), import '…'.
const importPattern = /(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)'([^']+)'/g

function look(root: string, file: string): { imports: number; breaches: Breach[] } {
  const path = relative(root, file)
  const text = readFileSync(file, 'utf8')
  const specifiers = [...text.matchAll(importPattern)].map((match) => match[1]!)
  const breaches = specifiers.flatMap((specifier) => forbidden(root, file, path, specifier))
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
  if (path.startsWith('src/'))
    for (const { what, pattern, only, home } of owned)
      if (pattern.test(code) && !only.test(path)) breaches.push({ file: path, what: `${what} belongs in ${home}` })
  return { imports: specifiers.length, breaches }
}

function forbidden(root: string, file: string, path: string, specifier: string): Breach[] {
  if (!specifier.startsWith('.')) {
    const wall = guarded.find(({ packages, only }) => packages.test(specifier) && !only.test(path))
    return wall ? [{ file: path, what: `${specifier} may be imported only by ${wall.only.source}` }] : []
  }
  const target = relative(root, join(dirname(file), specifier))
  const [from, to] = [roomOf(path), roomOf(target)]
  const neighbour = from === 'connectors' && to === 'connectors' ? foreignConnector(path, target) : undefined
  if (neighbour) return [{ file: path, what: `${target}: connectors meet in the inventory, not by import` }]
  if (from === to || rooms[from]?.includes(to)) return []
  return [
    {
      file: path,
      what: `${target}: ${from} may not import ${to}; what is shared belongs in ${rooms[from]?.at(-1) ?? 'model'} or further up`,
    },
  ]
}

function roomOf(path: string): string {
  const [top, room = ''] = path.split('/')
  if (top !== 'src') return top ?? ''
  return room.includes('.') ? 'door' : room
}

function foreignConnector(path: string, target: string): boolean {
  const vendor = (of: string): string | undefined => /^src\/connectors\/([\w-]+)\//.exec(of)?.[1]
  const [own, other] = [vendor(path), vendor(target)]
  return own !== undefined && other !== undefined && own !== other && other !== 'shared'
}
