/** Everything that the GitHub connector asks, as its modules export it. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AnyRoute } from './github-description.ts'

const root = fileURLToPath(new URL('../../src/connectors/github/', import.meta.url))

async function exportsOf(wanted: (name: string) => boolean): Promise<readonly [string, unknown][]> {
  const files = readdirSync(root, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && wanted(name))
  const modules = await Promise.all(files.map((name) => import(join(root, name)) as Promise<object>))
  return modules.flatMap((exported) => Object.entries(exported))
}

export async function githubRoutes(): Promise<readonly [string, AnyRoute][]> {
  const found = await exportsOf((name) => name.startsWith('routes/'))
  return found.filter((entry): entry is [string, AnyRoute] => isRoute(entry[1]))
}

export async function githubQueries(): Promise<readonly [string, string][]> {
  const found = await exportsOf(() => true)
  return found.filter((entry): entry is [string, string] => entry[0].endsWith('Query') && typeof entry[1] === 'string')
}

function isRoute(value: unknown): value is AnyRoute {
  return typeof value === 'object' && value !== null && 'path' in value && 'schema' in value && 'permission' in value
}
