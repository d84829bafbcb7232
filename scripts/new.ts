/** Copies a live rule, or lays out a small connector, under a new name. Usage: npm run new rule|connector <id> */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connectorFiles } from './new/connector.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const [what, id = ''] = process.argv.slice(2)
const model = 'aws-access-key-unused'

function stop(message: string): never {
  process.stderr.write(`${message}\nUsage: npm run new rule <provider>-<defect>, or npm run new connector <vendor>\n`)
  return process.exit(3)
}

if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) stop(`"${id}" is not a name in kebab-case.`)
if (what === 'rule') newRule()
else if (what === 'connector') newConnector()
else stop(`There is no "${what ?? ''}" to make.`)

function newRule(): void {
  const directory = join(root, 'src/rules', id)
  if (existsSync(directory)) stop(`${directory} is there already.`)
  cpSync(join(root, 'src/rules', model), directory, { recursive: true })
  for (const name of readdirSync(directory)) {
    const file = join(directory, name)
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(model, id))
  }
  process.stdout.write(
    `Made src/rules/${id} from ${model}. Write the check, its cases and its page; then: npm run generate && npm test\n`,
  )
}

function newConnector(): void {
  const directory = join(root, 'src/connectors', id)
  if (existsSync(directory)) stop(`${directory} is there already.`)
  for (const [path, text] of Object.entries(connectorFiles(id))) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
  process.stdout.write(`Made src/connectors/${id}. Write its client and steps; then: npm run generate && npm test\n`)
}
