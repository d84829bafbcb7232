/** The published manifest carries nothing of development: `out` puts it aside before packing, `back` brings it back. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const manifest = fileURLToPath(new URL('../package.json', import.meta.url))
const aside = fileURLToPath(new URL('../.tmp/package.json', import.meta.url))

if (process.argv[2] === 'out') {
  const text = readFileSync(manifest, 'utf8')
  const {
    devDependencies: _development,
    scripts: _scripts,
    ...published
  } = JSON.parse(text) as { devDependencies?: object; scripts?: object }
  mkdirSync(fileURLToPath(new URL('../.tmp/', import.meta.url)), { recursive: true })
  writeFileSync(aside, text)
  writeFileSync(manifest, `${JSON.stringify(published, null, 2)}\n`)
} else if (existsSync(aside)) {
  renameSync(aside, manifest)
}
