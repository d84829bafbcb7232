import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/** Makes a directory and those above it. Node's own recursive way never returns where nothing can be made, as under /proc. */
export function makeDirectory(path: string, mode = 0o777): void {
  try {
    mkdirSync(path, { mode })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    makeDirectory(dirname(path), mode)
    mkdirSync(path, { mode })
  }
}
