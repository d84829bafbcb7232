import { expect } from 'vitest'
import type { Scanned } from './scan.ts'

export type Found = { readonly [name: string]: unknown }

export function find(scanned: Scanned, type: string, name: string): Found {
  const found = scanned.records.find((record) => record.type === type && 'name' in record && record.name === name)
  expect(found, `${type} ${name}`).toBeDefined()
  return found as unknown as Found
}

export function edges(scanned: Scanned, kind: string, from: string): readonly string[] {
  return scanned.records.flatMap((record) =>
    record.type === 'edge' && record.kind === kind && record.from.endsWith(from) ? [record.to] : [],
  )
}

/** By the end of the subject's id, or of its native id. */
export function usage(scanned: Scanned, subject: string): Found | undefined {
  const named = scanned.records.find(
    (record) => 'nativeId' in record && record.nativeId.endsWith(subject) && record.type === 'credential',
  )
  const id = named !== undefined && 'id' in named ? named.id : undefined
  return scanned.records.find(
    (record) => record.type === 'usage' && (record.subject === id || record.subject.endsWith(subject)),
  ) as Found | undefined
}
