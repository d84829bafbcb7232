/** A disk on which one place fails, and that lists and gives in whatever order and pieces it likes. */
import type { Disk } from '../connectors/contract.ts'

export const fileFaults = [
  'denied',
  'unreadable',
  'html',
  'truncated',
  'vanished',
  'hang-look',
  'hang-read',
  'hang-midway',
] as const
export type FileFault = (typeof fileFaults)[number]

/** What may happen to a folder that is listed. */
export const folderFaults = ['denied', 'unreadable', 'hang-list'] as const
export type FolderFault = (typeof folderFaults)[number]

export interface DiskWish {
  readonly kind: FileFault | FolderFault
  readonly path: string
}

export const html =
  '<!DOCTYPE html>\n<html lang="en"><head><title>Sign in</title></head><body>Please sign in.</body></html>\n'

const encoder = new TextEncoder()

export function faultyDisk(disk: Disk, { kind, path }: DiskWish): Disk {
  const struck = (other: string): boolean => other === path
  return {
    ...disk,
    look: async (other) => {
      if (!struck(other)) return disk.look(other)
      if (kind === 'hang-look') return never()
      const found = await disk.look(other)
      return found !== undefined && kind === 'html' ? { ...found, bytes: encoder.encode(html).length } : found
    },
    list: async (other) => {
      if (!struck(other)) return disk.list(other)
      if (kind === 'hang-list') return never()
      if (kind === 'denied') throw refusal('EACCES', other)
      if (kind === 'unreadable') throw refusal('EIO', other)
      return disk.list(other)
    },
    read: (other, signal) => (struck(other) ? broken(disk, kind, other, signal) : disk.read(other, signal)),
  }
}

async function* broken(
  disk: Disk,
  kind: DiskWish['kind'],
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  if (kind === 'denied') throw refusal('EACCES', path)
  if (kind === 'vanished') throw refusal('ENOENT', path)
  if (kind === 'hang-read') await never()
  if (kind === 'html') {
    yield encoder.encode(html)
    return
  }
  const bytes = await whole(disk, path, signal)
  yield bytes.subarray(0, Math.ceil(bytes.length / 2))
  if (kind === 'unreadable') throw refusal('EIO', path)
  if (kind === 'hang-midway') await never()
}

async function whole(disk: Disk, path: string, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of disk.read(path, signal)) pieces.push(piece)
  return Buffer.concat(pieces)
}

function refusal(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code })
}

/** As a disk that went away does: no signal helps. */
function never<T = never>(): Promise<T> {
  return new Promise(() => undefined)
}

/** What is there can be seen, and nothing of it is ever read; `onAsked`: somebody waits now. */
export function hangingDisk(disk: Disk, onAsked: () => void): Disk {
  const ask = <T>(): Promise<T> => {
    queueMicrotask(onAsked)
    return never()
  }
  return {
    ...disk,
    list: ask,
    read: async function* () {
      yield await ask<Uint8Array>()
    },
  }
}

/** The same files, listed in another order and given in pieces of `seed` bytes and a few more. */
export function shuffledDisk(disk: Disk, seed: number): Disk {
  return {
    ...disk,
    list: async (folder) => {
      const entries = await disk.list(folder)
      const at = seed % Math.max(1, entries.length)
      return [...entries.slice(at), ...entries.slice(0, at)].toReversed()
    },
    read: async function* (path, signal) {
      const bytes = await whole(disk, path, signal)
      const size = seed + Math.ceil(bytes.length / 200)
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    },
  }
}
