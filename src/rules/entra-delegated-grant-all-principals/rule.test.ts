import {
  agentIdentity,
  azureGap,
  azureResource,
  clientIdOf,
  delegatedGrant,
  guidOf,
  objectIdOf,
  principalId,
  servicePrincipal,
  tenant,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const own = servicePrincipal()
const foreign = servicePrincipal({ origin: 'foreign' })
const grant = (...scopes: readonly string[]) => delegatedGrant({ scopes })
const microsoftApp = azureResource('microsoft-app', objectIdOf('service-principal', 'shop-api'), clientIdOf('teams'), {
  objectId: objectIdOf('service-principal', 'shop-api'),
})

testRule(rule, {
  fail: [
    {
      name: 'a vendor’s app that sends mail',
      records: [grant('User.Read', 'Mail.Send', 'Files.ReadWrite.All', 'Mail.Read'), foreign],
      message:
        'shop-api changes data in the name of everybody who signs in, by Files.ReadWrite.All and Mail.Send of Microsoft Graph.',
      severity: 'high',
      related: [principalId('shop-api')],
      data: { scopes: ['Files.ReadWrite.All', 'Mail.Send', 'Mail.Read'], foreign: true },
      remediation: `/oauth2PermissionGrants/${guidOf('delegated shop-api User.Read Mail.Send Files.ReadWrite.All Mail.Read')}`,
    },
    { name: 'one’s own app that sends mail', records: [grant('Mail.Send'), own], severity: 'medium' },
    {
      name: 'one’s own app that writes the directory',
      records: [grant('Directory.ReadWrite.All'), own],
      message:
        'shop-api changes who may what in the name of everybody who signs in, by Directory.ReadWrite.All of Microsoft Graph.',
      severity: 'high',
    },
    {
      name: 'a vendor’s app that reads mail',
      records: [grant('Mail.Read'), foreign],
      message:
        'shop-api, an app of another organization, reads data in the name of everybody who signs in, by Mail.Read of Microsoft Graph.',
      severity: 'medium',
    },
    {
      name: 'an agent',
      records: [
        delegatedGrant({ holder: 'helpdesk-agent', holderKind: 'agent-identity', scopes: ['Mail.Send'] }),
        agentIdentity(),
      ],
      related: [principalId('helpdesk-agent', 'agent-identity')],
    },
  ],
  pass: [
    { name: 'no more than who signs in', records: [grant('openid', 'User.Read'), foreign] },
    { name: 'one’s own app that reads', records: [grant('Mail.Read'), own] },
    {
      name: 'an API of one’s own',
      records: [delegatedGrant({ scopes: ['Orders.ReadWrite'], apiAppId: guidOf('orders'), apiName: 'orders' }), own],
    },
  ],
  unknown: [
    { name: 'the client was not read', records: [grant('Mail.Send'), azureGap({ step: 'service-principals' })] },
    { name: 'the client is not in the store', records: [grant('Mail.Send')] },
    { name: 'some consents were not read', records: [grant('User.Read'), own, azureGap({ step: 'delegated-grants' })] },
  ],
  notApplicable: [
    {
      name: 'for one user',
      records: [
        delegatedGrant({ scopes: ['Mail.Send'], consentType: 'Principal', principalId: guidOf('mona') }),
        foreign,
      ],
    },
    { name: 'Microsoft’s own', records: [grant('Mail.Send'), microsoftApp] },
    { name: 'switched off', records: [grant('Mail.Send'), servicePrincipal({ enabled: false })] },
    { name: 'the tenant', records: [tenant({ userConsent: unknown('denied') })] },
  ],
})
