#!/usr/bin/env node
import module from 'node:module'
import v8 from 'node:v8'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 24 || (major === 24 && minor < 11)) {
  process.stderr.write(
    `muster needs Node.js 24.11 or newer; this is ${process.version} (${process.execPath}).\n` +
      'Install a current Node.js from https://nodejs.org, or let npm bring one for this call:\n' +
      '  npx -p node@24 -p nhi-muster muster\n',
  )
  process.exit(3)
}
// Commands that hold an estate run with a small young generation: a third less memory at the same speed. V8 takes that
// only at its start, so the process replaces itself once (docs/decisions/0009); where it cannot, all works as well.
const smaller = '--max-semi-space-size=8'
const holdsAnEstate = ['scan', 'demo', 'collect', 'check', 'report', 'import', 'export'].includes(process.argv[2])
// The old generation is swept when it has grown by a fifth, not by several times: a seventh less at about the same speed.
if (holdsAnEstate) v8.setFlagsFromString('--heap-growing-percent=20')
if (holdsAnEstate && process.execve !== undefined && !process.execArgv.includes(smaller))
  process.execve(process.execPath, [process.execPath, smaller, ...process.execArgv, ...process.argv.slice(1)], process.env)

process.env.NODE_ENV ??= 'production' // before React is imported: its development build costs twice the time
module.enableCompileCache?.()
const { main } = await import('../dist/src/cli/main.js')
process.exitCode = await main(process.argv.slice(2))
