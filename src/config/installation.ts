/** The installation's own key: what keyed fingerprints of secrets are made with. It never leaves the machine. */
import { createHmac, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeDirectory } from './directories.ts'

export type Fingerprint = (value: string) => string

export function fingerprintWith(key: Uint8Array | string): Fingerprint {
  return (value) => createHmac('sha256', key).update(value).digest('hex')
}

/** The key beside the store at `path`, made at first use, readable by the owner alone; for `:memory:` one that is forgotten. */
export function installationKey(path: string): Uint8Array {
  if (path === ':memory:') return randomBytes(32)
  const file = join(dirname(path), 'installation.key')
  makeDirectory(dirname(file), 0o700)
  try {
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
}
