/** A disk that is not there: files by path, each a text, bytes, pieces that come one by one, or a refusal. */
import type { Disk } from '../connectors/contract.ts'

export type DiskFile =
  | string
  | Uint8Array
  /** `bytes`: as many as it says that it has, whatever it gives. */
  | (AsyncIterable<Uint8Array> & { readonly bytes?: number })
  | { readonly refuses: string }
  | { readonly special: true }

interface Place {
  readonly home?: string
  readonly here?: string
  readonly platform?: string
}

const modified = '2026-11-02T09:30:00.000Z'
const encoder = new TextEncoder()

export function memoryDisk(files: { readonly [path: string]: DiskFile }, place: Place = {}): Disk {
  return {
    home: '/home/ada',
    here: '/work/shop',
    machine: 'ada-laptop',
    platform: 'linux',
    ...place,
    look: async (path) => {
      const file = files[path]
      if (file === undefined) return folders(files).has(path) ? { type: 'folder', bytes: 0, owner: 'ada' } : undefined
      return { type: isSpecial(file) ? 'other' : 'file', bytes: sizeOf(file), owner: 'ada', modified }
    },
    read: (path) => piecesOf(path, files[path]),
    list: async (folder) => entriesOf(files, folder),
  }
}

/** A pipe, a socket, a device. */
function isSpecial(file: DiskFile): file is { readonly special: true } {
  return typeof file === 'object' && 'special' in file
}

function sizeOf(file: DiskFile): number {
  if (typeof file === 'string') return encoder.encode(file).length
  if (file instanceof Uint8Array) return file.length
  return 'bytes' in file ? (file.bytes ?? 1) : 1
}

async function* piecesOf(path: string, file: DiskFile | undefined): AsyncGenerator<Uint8Array> {
  if (file === undefined || isSpecial(file)) throw Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' })
  if (typeof file !== 'string' && 'refuses' in file)
    throw Object.assign(new Error(`${file.refuses}: ${path}`), { code: file.refuses })
  if (typeof file === 'string') yield* cut(encoder.encode(file))
  else if (file instanceof Uint8Array) yield* cut(file)
  else yield* file
}

/** Seven bytes at a time, or a little more of what is large, so that nothing may rely on where a piece ends. */
function* cut(bytes: Uint8Array): Generator<Uint8Array> {
  const size = Math.max(7, Math.ceil(bytes.length / 500))
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

function folders(files: { readonly [path: string]: DiskFile }): ReadonlySet<string> {
  return new Set(
    Object.keys(files).flatMap((path) => {
      const parts = path.split('/')
      return parts.map((_part, index) => parts.slice(0, index).join('/')).filter((each) => each !== '')
    }),
  )
}

function entriesOf(files: { readonly [path: string]: DiskFile }, folder: string) {
  const names = new Map<string, boolean>()
  for (const path of Object.keys(files)) {
    if (!path.startsWith(`${folder}/`)) continue
    const [name = '', ...rest] = path.slice(folder.length + 1).split('/')
    names.set(name, rest.length > 0)
  }
  return [...names].map(([name, isFolder]) => ({ name, folder: isFolder }))
}
