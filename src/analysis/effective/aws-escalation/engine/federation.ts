/** Identity providers that let somebody become a role. */
import { isUnknown } from '../../../../model/index.ts'
import { trustsOf } from '../../aws-trust.ts'
import type { Account, Principal } from '../../aws-access/types.ts'
import type { Value } from './scene.ts'

/** Who writes the metadata signs the assertions: only tests of what is no part of an assertion remain. */
export function samlProviders(role: Principal, account: Account): readonly Value[] {
  const trusts = trustsOf(role.identity)
  if (isUnknown(trusts)) return []
  const read = account.resources('iam:saml-provider')
  const there = isUnknown(read) ? [] : read.map(({ nativeId }) => nativeId)
  return trusts.flatMap(({ principal, constraints }) => {
    if (principal.type !== 'saml' || principal.provider.split(':')[4] !== account.id) return []
    if (there.length > 0 && !there.includes(principal.provider)) return []
    const foreign = constraints.filter(({ key }) => !key.toLowerCase().startsWith('saml:'))
    return [{ is: principal.provider, conditions: foreign.map(({ key }) => `if the trust’s test of ${key} holds`) }]
  })
}
