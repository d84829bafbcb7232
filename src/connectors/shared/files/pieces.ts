/** The text of a file, piece by piece: how it is encoded is told by its first bytes, and what is no text is refused. */
import { TextDecoder } from 'node:util'
import type { ConnectorIo, Disk, Failure, OnDisk } from '../../contract.ts'
import { AccessError, VendorError } from '../../errors.ts'

/** How the file is called in sentences, and how it is read. */
export interface Source {
  readonly path: string
  /** How it is called in sentences, where not by its path. */
  readonly shown?: string
  /** Left out: told by the first bytes. */
  readonly encoding?: 'utf-8' | 'utf-16le' | 'windows-1252' | undefined
}

export const readPermission = 'file:read'
const operation = readPermission

export function unreadable(path: string, why: string): VendorError {
  return new VendorError(`${path} ${why}`, operation)
}

/** Rejects where there is nothing, or nothing that is text. */
export async function* piecesOf(io: ConnectorIo, { path, shown = path, encoding }: Source): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  for await (const bytes of bytesOf(io, path, shown)) {
    if (decoder === undefined) refuseOther(shown, bytes)
    decoder ??= new TextDecoder(encoding ?? encodingOf(bytes))
    const text = decoder.decode(bytes, { stream: true })
    if (text !== '') yield text
  }
  if (decoder === undefined) throw unreadable(shown, 'is empty.')
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

/** What is at this path, if anything: a request of the engine’s too, since a disk that went away does not answer. */
export function lookAt({ call }: Pick<ConnectorIo, 'call'>, disk: Disk, path: string): Promise<OnDisk | undefined> {
  return call(
    { operation: 'file:look', permission: readPermission, domain: 'disk', perSecond: 100_000, perResource: true },
    () => disk.look(path),
  )
}

/** What is in a folder. */
export function listIn({ call }: Pick<ConnectorIo, 'call'>, disk: Disk, folder: string): ReturnType<Disk['list']> {
  return call(
    { operation: 'file:list', permission: readPermission, domain: 'disk', perSecond: 100_000, perResource: true },
    () => disk.list(folder),
  )
}

/** For whoever asks early: what is refused now is told by the step that reads it. */
export async function unlessRefused<T>(asked: Promise<T>): Promise<T | 'refused'> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof AccessError || error instanceof VendorError) return 'refused'
    throw error
  }
}

/** Each piece is one request of the engine's, which bounds its time, counts it, and ends it when the user stops. */
async function* bytesOf(io: ConnectorIo, path: string, shown: string): AsyncGenerator<Uint8Array> {
  const { disk, call, signal } = io
  if (disk === undefined) throw unreadable(shown, 'is not read: this program gives connectors no files.')
  const found = await lookAt(io, disk, path)
  if (found === undefined) throw unreadable(shown, 'is not there.')
  if (found.type !== 'file') throw unreadable(shown, `is ${found.type === 'folder' ? 'a folder' : 'no ordinary file'}.`)
  const over = new AbortController()
  const stream = disk.read(path, AbortSignal.any([signal, over.signal]))[Symbol.asyncIterator]()
  let seen = 0
  try {
    for (;;) {
      const next = await call(
        { operation, permission: readPermission, domain: 'disk', perSecond: 100_000, perResource: true },
        () => stream.next(),
      )
      if (next.done === true) break
      seen += next.value.length
      yield next.value
    }
  } finally {
    over.abort()
    // Not waited for: where the disk hangs, this would hang as well.
    stream.return?.().catch(() => undefined)
  }
  // Whoever writes it anew empties it first: what was read of it is not all.
  if (seen < found.bytes) throw unreadable(shown, 'became shorter while it was read; what followed is missing.')
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' {
  // What Excel calls Unicode text, and what a redirection in PowerShell writes.
  return bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
}

const kindsOfBinary: readonly { readonly starts: readonly number[]; readonly is: string }[] = [
  { starts: [0x50, 0x4b, 0x03, 0x04], is: 'a zip archive, as workbooks of Excel are: save it as CSV' },
  { starts: [0xd0, 0xcf, 0x11, 0xe0], is: 'a workbook of old Excel: save it as CSV' },
  { starts: [0x1f, 0x8b], is: 'compressed: unpack it first' },
  { starts: [0x25, 0x50, 0x44, 0x46], is: 'a PDF' },
  { starts: [0xfe, 0xff], is: 'UTF-16 with the high byte first: save it as UTF-8' },
]

function refuseOther(path: string, bytes: Uint8Array): void {
  const known = kindsOfBinary.find(({ starts }) => starts.every((byte, at) => bytes[at] === byte))
  if (known !== undefined) throw unreadable(path, `is ${known.is}.`)
  if (encodingOf(bytes) === 'utf-8' && bytes.subarray(0, 4096).includes(0))
    throw unreadable(path, 'is no text: it has zero bytes.')
}

/** The whole text of a file that is meant to be small. */
export async function textOf(io: ConnectorIo, path: string, most: number, shown = path): Promise<string> {
  let text = ''
  for await (const piece of piecesOf(io, { path, shown })) {
    text += piece
    if (text.length > most) throw unreadable(shown, `is larger than the ${most >> 20} MB that are read of such a file.`)
  }
  return text
}

/** How errors of the file system are to be taken. */
export function classify(error: unknown): Failure {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
  if (code === 'EACCES' || code === 'EPERM')
    return { kind: 'denied', detail: 'whoever runs this may not read it', permission: readPermission }
  if (code === 'ELOOP') return { kind: 'failed', detail: 'it is a link that leads back to itself' }
  if (code === 'ENOENT') return { kind: 'failed', detail: 'it went away while it was read' }
  return {
    kind: 'failed',
    detail: `it cannot be read (${code ?? (error instanceof Error ? error.message : String(error))})`,
  }
}
