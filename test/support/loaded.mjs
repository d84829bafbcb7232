// Written to a file when the process ends: which modules of packages it loaded, and the most memory it held (kB).
import { writeFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

const loaded = new Set()
registerHooks({
  load(url, context, next) {
    const [, path] = /\/node_modules\/(.+)$/.exec(url) ?? []
    if (path !== undefined) loaded.add(path)
    return next(url, context)
  },
})
process.on('exit', () => {
  const { maxRSS } = process.resourceUsage()
  writeFileSync(
    process.env.MUSTER_LOADED,
    JSON.stringify({ loaded: [...loaded].toSorted((a, b) => (a < b ? -1 : 1)), maxRSS }),
  )
})
