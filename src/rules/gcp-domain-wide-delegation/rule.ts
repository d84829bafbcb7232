import { delegationFacts, delegationOf } from '../../analysis/effective/gcp-delegation.ts'
import { serviceAccountFacts } from '../../analysis/effective/gcp-facts.ts'
import { shortScope, weighScopes } from '../../analysis/effective/google-scopes.ts'
import { becauseOf, isUnknown, valueOf } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at } from '../shared/evidence.ts'
import { accountPermission } from '../shared/gcp-accounts.ts'
import { gcpControls } from '../shared/gcp-controls.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'gcp-domain-wide-delegation',
  title: 'Service account may act as any user of the Workspace',
  severity: 'high',
  provider: 'gcp',
  subject: 'identity',
  kinds: ['service-account'],
  reads: ['gcp.service-accounts', 'google-workspace.delegations'],
  messages: {
    restricted: '{account} may act as any user of the Workspace, with {scopes}.',
    other: '{account} may act as any user of the Workspace, for {scopes}.',
  },
  frameworks: gcpControls('over-privilege', { 'owasp-nhi-2025': ['NHI5:2025', 'NHI10:2025'] }),
  remediation: (account) => undelegate(valueOf(serviceAccountFacts(account).oauth2ClientId) ?? account.nativeId),
  check(account, { view }) {
    if (account.enabled === false) return undefined
    if (isUnknown(account.enabled)) return unknownBecause(becauseOf(account.enabled), [accountPermission])
    const delegated = delegationOf(account, view)
    if (delegated === undefined) return undefined
    if (delegated.state === 'untold') return unknownBecause(delegated.because, delegated.missing)
    if (delegated.state === 'none') return pass
    const weighed = weighScopes([...new Set(delegated.by.flatMap((each) => delegationFacts(each).scopes))])
    const heavy = weighed.filter(({ weight }) => weight === 'restricted' || weight === 'admin')
    const told = heavy.length > 0 ? heavy : weighed
    return fail(heavy.length > 0 ? 'restricted' : 'other', {
      values: {
        account: account.nativeId,
        scopes: enumerated(told.map(({ scope }) => shortScope(scope))) || 'no scope',
      },
      ...(heavy.length > 0 ? { severity: 'critical' } : {}),
      evidence: delegated.by.map((each) => {
        const { clientId, grantedAt, logSince } = delegationFacts(each)
        return {
          source: 'admin.activities.list AUTHORIZE_API_CLIENT_ACCESS',
          detail: `${clientId} granted ${at(grantedAt)}, log since ${logSince}`,
        }
      }),
      related: delegated.by.map(({ id }) => id),
      data: { scopes: weighed.map(({ scope }) => scope), heavy: heavy.map(({ scope, reason }) => ({ scope, reason })) },
    })
  },
})

/** There is no command for it: https://support.google.com/a/answer/162106 */
function undelegate(clientId: string) {
  return [
    {
      text: `In the Admin console under Security > Access and data control > API controls > Domain-wide delegation, find the client ${clientId}: take away the scopes that it does not need, or all of it.`,
    },
    {
      text: 'Where an application works for some users only, have those let it in by themselves, or share with the service account what it is to read.',
    },
    { text: 'Until then hold who may become the account: no keys, and no impersonation but by named accounts.' },
  ]
}
