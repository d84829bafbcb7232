/** Explains what was given, `explain entra-role NAME [FILE]`: the store is asked who holds it where there is one. */
import { existsSync } from 'node:fs'
import { UsageError } from '../../config/errors.ts'
import { withDocument } from '../documents.ts'
import { loadSettings, storeFor, storeUrl } from '../house.ts'
import type { CommonOptions } from '../options.ts'
import { toStdout } from '../output.ts'
import { givenPage } from './entra-role.ts'
import type { GivenKind } from './given-kinds.ts'

export async function explainGiven(
  kind: GivenKind,
  name: string | undefined,
  document: string | undefined,
  flags: CommonOptions,
): Promise<number> {
  if (name === undefined)
    throw new UsageError(`${kind} of what name?`, `Such as: muster explain entra-role "Global Administrator".`)
  if (document !== undefined)
    return withDocument(document, { ...flags, quiet: true }, async (store) => {
      await toStdout(givenPage(kind, name, store))
      return 0
    })
  const settings = await loadSettings(flags)
  // Opening a store makes it, and built-in names need none.
  const file = /^sqlite:(.+)$/.exec(storeUrl(settings, flags))?.[1]
  if (file !== undefined && !existsSync(file)) {
    await toStdout(givenPage(kind, name, undefined))
    return 0
  }
  const store = storeFor(settings, flags)
  try {
    await toStdout(givenPage(kind, name, store))
    return 0
  } finally {
    store.close()
  }
}
