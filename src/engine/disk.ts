/** The files of this machine, as connectors are given them; reading only. */
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import type { Stats } from 'node:fs'
import { homedir, hostname, userInfo } from 'node:os'
import type { Disk } from '../connectors/contract.ts'

const pieceSize = 1 << 20

export function localDisk(): Disk {
  return {
    read: async function* (path, signal) {
      // As far as it goes now: a file that is written to faster than it is read would have no end.
      const { size } = await stat(path)
      const until = size > 0 ? { end: size - 1 } : {}
      yield* createReadStream(path, { highWaterMark: pieceSize, ...until, ...(signal && { signal }) })
    },
    look: async (path) => {
      const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
        throw error
      })
      if (found === undefined) return undefined
      const type = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other'
      return { type, bytes: found.size, owner: ownerOf(found), modified: found.mtime.toISOString() }
    },
    list: async (folder) => {
      const entries = await readdir(folder, { withFileTypes: true })
      // A link to a folder is no folder here, so that nobody is led in a circle.
      return entries.map((entry) => ({ name: entry.name, folder: entry.isDirectory() }))
    },
    home: homedir(),
    here: process.cwd(),
    machine: hostname(),
    platform: process.platform,
  }
}

function ownerOf({ uid }: Stats): string | undefined {
  // Windows knows no such number.
  if (process.platform === 'win32') return undefined
  try {
    const self = userInfo()
    return self.uid === uid ? self.username : `uid ${uid}`
  } catch {
    // Whoever runs this has no entry of its own, as in many containers.
    return `uid ${uid}`
  }
}
