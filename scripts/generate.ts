/** Writes every generated file: registries, schemas, pages. With --check it writes nothing and fails on a difference. */
import { mkdirSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { larkspur } from './estate/larkspur/index.ts'
import { awsActions } from './generate/aws-actions.ts'
import { registries } from './generate/registries.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const check = process.argv.includes('--check')
const stale: string[] = []

/** Generated text by path from the root. */
export type Files = { readonly [path: string]: string }

function settle(files: Files, directories: readonly string[] = []): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path)
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue
    stale.push(path)
    if (check) continue
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  for (const directory of directories)
    for (const file of filesUnder(join(root, directory))) {
      const path = relative(root, file)
      if (path in files) continue
      stale.push(`${path} (no longer made)`)
      if (!check) rmSync(file)
    }
}

function under(prefix: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [prefix + path, text]))
}

function filesUnder(directory: string): string[] {
  if (!existsSync(directory)) return []
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

settle(registries(root))
settle(await awsActions())
settle(under('fixtures/estates/larkspur/', larkspur()), ['fixtures/estates/larkspur'])
// The pages are made from what the registries list, so these come second, and are loaded only now.
const { pages } = await import('./generate/pages.ts')
const { schemas } = await import('./generate/schemas.ts')
settle(schemas(), ['schema'])
settle(pages(root), ['docs/reference'])

if (stale.length > 0)
  process.stdout.write(`${check ? 'Out of step' : 'Written'}:\n${stale.map((path) => `  ${path}\n`).join('')}`)
if (check && stale.length > 0) {
  process.stdout.write('Run: npm run generate\n')
  process.exit(1)
}
