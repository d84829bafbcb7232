/** Packs the package, installs it elsewhere as a user would, and runs it there. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const directory = mkdtempSync(join(tmpdir(), 'muster-package-'))

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true' },
  })
  if (status === 0) return stdout
  process.stderr.write(
    `${command} ${args.join(' ')} ended with ${status}\n${stdout.slice(-2000)}\n${stderr.slice(-2000)}\n`,
  )
  return process.exit(1)
}

function demand(what: string, holds: boolean): void {
  process.stdout.write(`${holds ? 'ok  ' : 'FAIL'}  ${what}\n`)
  if (!holds) process.exitCode = 1
}

try {
  run('npm', ['pack', '--pack-destination', directory], root)
  const [tarball] = readdirSync(directory)
  writeFileSync(join(directory, 'package.json'), '{"name":"elsewhere","private":true,"type":"module"}')
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`], directory)
  const installed = join(directory, 'node_modules/nhi-muster')
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    version: string
    devDependencies?: object
  }
  const bin = join(directory, 'node_modules/.bin/muster')
  demand(
    'the published manifest carries nothing of development',
    manifest.devDependencies === undefined &&
      !readFileSync(join(installed, 'package.json'), 'utf8').includes('dev-node'),
  )
  demand(
    'no test and no development Node is in the package',
    !readdirSync(installed, { recursive: true }).some(
      (name) => /\.test\.|dev-node/.test(String(name)) && !String(name).includes('node_modules'),
    ),
  )
  demand('muster --version', run(process.execPath, [bin, '--version'], directory).trim() === manifest.version)
  demand(
    'muster demo ends well',
    run(process.execPath, [bin, 'demo', '--quiet'], directory).includes('Coverage complete'),
  )
  demand(
    'the data on AWS actions is in the package, and its notice',
    existsSync(join(installed, 'dist/src/analysis/effective/aws-actions/extract.json')) &&
      readFileSync(join(installed, 'NOTICE'), 'utf8').includes('MIT License'),
  )
  demand(
    'muster explain shows a page',
    run(process.execPath, [bin, 'explain', 'aws-root-access-key'], directory).includes('## Why'),
  )
  writeFileSync(
    join(directory, 'use.js'),
    "import { check, rules } from 'nhi-muster'\nimport { defineRule } from 'nhi-muster/rule'\nimport { defineConnector } from 'nhi-muster/connector'\nconsole.log(typeof check, rules.length > 20, typeof defineRule, typeof defineConnector)\n",
  )
  demand(
    'the library can be imported',
    run(process.execPath, ['use.js'], directory).trim() === 'function true function function',
  )
  writeFileSync(
    join(directory, 'pagerly.ts'),
    readFileSync(join(root, 'docs/guide/connector-kit/pagerly/src/index.ts'), 'utf8'),
  )
  writeFileSync(join(directory, 'muster.yaml'), 'connectors: { pagerly: { module: ./pagerly.ts } }\n')
  demand(
    'a connector in one file is taken, and its permissions are printed',
    run(process.execPath, [bin, 'permissions', 'pagerly'], directory).includes('api-keys:read'),
  )
  writeFileSync(
    join(directory, 'vendor.js'),
    "import { startVendor } from 'nhi-muster/testing/vendor'\nconst { url, close } = await startVendor({ routes: [] })\nconsole.log(url)\nawait close()\n",
  )
  demand(
    'the vendor with faults needs no vitest',
    run(process.execPath, ['vendor.js'], directory).startsWith('http://127.0.0.1:') &&
      existsSync(join(installed, 'dist/src/testing/index.js')),
  )
} finally {
  rmSync(directory, { recursive: true, force: true })
}
