/** Of what a file holds, what is for models: such files hold much else that is nobody's business here. */
import { aiOfSecretName } from '../../shared/ai-secret-names.ts'
import type { GivenSecrets } from './secrets.ts'

export function ofModels({ literals, credentials }: GivenSecrets): GivenSecrets {
  const kept = literals.filter(({ name, looksLike }) => isOfModels(name) || isOfModels(looksLike))
  const names = new Set(kept.map(({ name }) => name))
  return {
    literals: kept,
    credentials: credentials.filter(({ form, name, reference }) =>
      form === 'literal' ? names.has(name) : isOfModels(name) || isOfModels(reference ?? ''),
    ),
  }
}

/** A name that fits others too, as that of any key of Google, is not enough. */
function isOfModels(name: string): boolean {
  const last = name.split('.').at(-1) ?? name
  return (aiOfSecretName(last)?.confidence ?? 0) >= 0.7
}
