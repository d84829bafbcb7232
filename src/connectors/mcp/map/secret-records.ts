/** Secrets that stand in a configuration, as records: what each looks like, and whom it is given to. */
import type { McpSecretFacts } from '../../../model/facts/mcp.ts'
import type { CredentialKind, Emission } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { idOf, placeOf } from '../place.ts'
import type { McpContext } from '../session.ts'
import type { GivenSecrets } from './secrets.ts'

export interface Holder {
  readonly nativeId: string
  /** Entity id of the server or agent; null: of the client itself. */
  readonly id: string | null
  /** Entity id of the file. */
  readonly config: string
  readonly path: string
  /** Name of the server or agent. */
  readonly holder: string | null
}

export function secretRecords(context: McpContext, given: Holder, { literals }: GivenSecrets): readonly Emission[] {
  const { path, holder } = given
  const evidence = [{ source: path, detail: holder ?? 'the client itself' }]
  return literals.flatMap(({ name, looksLike, by, fingerprint }): readonly Emission[] => {
    const kind = kindOf(looksLike)
    const nativeId = `${given.nativeId}/${name}`
    const id = idOf(context, kind, nativeId)
    return [
      {
        type: 'credential',
        id,
        ...placeOf(context),
        kind,
        nativeId,
        name: name.split('.').at(-1) ?? name,
        createdAt: unknown('unsupported'),
        expiresAt: unknown('unsupported'),
        rotatedAt: unknown('unsupported'),
        enabled: unknown('unsupported'),
        lifetime: 'static',
        ...(fingerprint === undefined ? {} : { fingerprint }),
        facts: { path, server: holder, looksLike, by } satisfies McpSecretFacts,
      },
      ...(given.id === null
        ? []
        : [{ type: 'edge', kind: 'authenticates', from: id, to: given.id, level: 'configured', evidence } as const]),
      { type: 'edge', kind: 'stored-in', from: id, to: given.config, level: 'configured', evidence },
    ]
  })
}

function kindOf(looksLike: string): Extract<CredentialKind, 'api-key' | 'token' | 'password'> {
  if (/api-key|admin-key/.test(looksLike)) return 'api-key'
  return /connection-string|basic/.test(looksLike) ? 'password' : 'token'
}
