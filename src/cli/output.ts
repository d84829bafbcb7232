/** Where text goes: stdout, or a file that is either whole or not there. */
import { open, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, basename } from 'node:path'
import { makeDirectory } from '../config/directories.ts'
import { HintedError } from '../config/errors.ts'

/** The report could not be written; the result itself is in the store. */
export class OutputError extends HintedError {
  override readonly name = 'OutputError'
}
const pieceSize = 1 << 16

/** Writes piece by piece; a reader that goes away (`| head`) ends it without noise. */
export async function toStdout(pieces: Iterable<string>): Promise<void> {
  const { stdout } = process
  let failure: NodeJS.ErrnoException | undefined
  const fail = (error: NodeJS.ErrnoException): void => void (failure ??= error)
  stdout.on('error', fail)
  try {
    for (const text of joined(pieces)) {
      await new Promise<void>((resolve) => {
        if (failure) return resolve()
        stdout.write(text, (error) => {
          if (error) fail(error)
          resolve()
        })
      })
      if (failure) break
    }
  } finally {
    setImmediate(() => stdout.off('error', fail))
  }
  if (failure && failure.code !== 'EPIPE')
    throw new OutputError(
      `The report could not be written to standard output (${why(failure)}).`,
      'The result is kept in the store: run `muster report` to write it again.',
    )
}

/**
 * Written beside, then renamed, readable by the owner alone; a link is followed to its file. What is there and is no
 * plain file (a device, a pipe) is written into as it is: a rename would put a file in its place.
 */
export async function toFile(path: string, pieces: Iterable<string>): Promise<void> {
  try {
    const there = await stat(path).catch(() => undefined)
    if (there === undefined || there.isFile()) await replace(there ? await realpath(path) : path, pieces)
    else await fill(path, pieces)
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    throw new OutputError(
      `${path} could not be written (${why(error as NodeJS.ErrnoException)}).`,
      'The result is kept in the store: choose another place and run `muster report`.',
    )
  }
}

async function replace(path: string, pieces: Iterable<string>): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.part`)
  try {
    makeDirectory(dirname(path))
    await fill(beside, pieces)
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined)
    throw error
  }
}

async function fill(path: string, pieces: Iterable<string>): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    for (const text of joined(pieces)) await file.writeFile(text)
    if ((await file.stat()).isFile()) await file.sync()
  } finally {
    await file.close()
  }
}

export function why(error: NodeJS.ErrnoException): string {
  const words: { readonly [code: string]: string } = {
    ENOSPC: 'the disk is full',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only',
    EISDIR: 'it is a directory',
    ENOTDIR: 'a part of the path is not a directory',
    ENOENT: 'a part of the path does not exist',
    EDQUOT: 'the disk quota is used up',
  }
  return words[error.code ?? ''] ?? error.code ?? error.message
}

function* joined(pieces: Iterable<string>): Generator<string> {
  let buffer = ''
  for (const piece of pieces) {
    buffer += piece
    if (buffer.length < pieceSize) continue
    yield buffer
    buffer = ''
  }
  if (buffer !== '') yield buffer
}
