import { createRequire } from 'node:module'

export function version(): string {
  const manifest = createRequire(import.meta.url)('nhi-muster/package.json') as { version: string }
  return manifest.version
}
