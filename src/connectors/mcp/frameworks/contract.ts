/** What a file of a framework tells of. */
import type { AiFacet } from '../../../model/index.ts'
import type { Table } from '../../shared/mcp-server.ts'
import type { GivenServer } from '../map/servers.ts'
import type { Format } from '../read.ts'

export type Entry = readonly [string, unknown]

export interface GivenAgent {
  readonly kind: 'agent' | 'model-gateway' | 'compose-service'
  /** As it is written. */
  readonly name: string
  readonly ai: Omit<AiFacet, 'evidence'>
  /** Signs by which it is known, where its kind alone is none. */
  readonly signs?: readonly string[]
  /** Settings that it is given, among which its secrets are. */
  readonly entries: readonly Entry[]
  readonly runsAs?: unknown
  readonly image?: unknown
}

export interface GivenFramework {
  readonly agents: readonly GivenAgent[]
  readonly servers?: readonly GivenServer[]
  /** Settings of no agent in particular. */
  readonly entries?: readonly Entry[]
  /** Of `entries` only keys of vendors of models count: the file holds much else. */
  readonly modelsOnly?: boolean
}

export interface Framework {
  readonly client: string
  /** Whether a file of this name, in a folder of that path, may be one. */
  readonly named: (name: string, folder: string) => boolean
  readonly format: Format
  /** undefined: it is none, whatever its name. */
  readonly read: (table: Table) => GivenFramework | undefined
}

export function textsIn(values: readonly unknown[]): readonly string[] {
  return values.flatMap((value) => (typeof value === 'string' ? [value] : []))
}
