import { application, entraUser, ownership, servicePrincipal } from '../../../test/support/azure-records.ts'
import { role, user } from '../../../test/support/aws-records.ts'
import { tenantScope } from '../../../test/support/azure-place.ts'
import { oktaId, oktaScope, oktaUserId } from '../../../test/support/okta-place.ts'
import { oktaApp, oktaGap, oktaService, oktaUser } from '../../../test/support/okta-records.ts'
import { edge } from '../../../test/support/aws-records.ts'
import { workspaceScope } from '../../../test/support/gws-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const okta = [oktaScope()]
const owned = (tags: { readonly [key: string]: string }) => role({ name: 'billing', tags })
const lisa = oktaUser({ name: 'lisa', status: 'DEPROVISIONED', statusChangedAt: '2026-02-02T09:00:00Z' })
const workspaceGap = {
  type: 'gap',
  connector: 'google-workspace',
  scope: workspaceScope().id,
  step: 'users',
  reason: 'denied',
  detail: 'denied in this test',
} as const
const ownerless = { scope: tenantScope(), scopes: okta }
const app = [servicePrincipal(), application()]
/** Two people of one name: one has left, one is here. */
const namesakes = [
  ...entraUser({ name: 'kim', enabled: false, userPrincipalName: 'kim@acme.example' }),
  ...entraUser({ name: 'kim2', userPrincipalName: 'kim2@acme.example' }),
].map((record) => ({ ...record, name: 'Alex Kim' }))

testRule(rule, {
  fail: [
    {
      name: 'whom a tag names, and Okta knows to have left',
      scopes: okta,
      records: [owned({ owner: 'Lisa@acme.example' }), lisa],
      message:
        'billing is owned by Lisa@acme.example, who has left: Okta organization acme.okta.com: lisa@acme.example is deprovisioned since 2026-02-02.',
      severity: 'high',
      confidence: 'proven',
      related: [oktaId('user', oktaUserId('lisa'))],
      remediation: 'Replace its credentials',
    },
    {
      name: 'an application of Entra ID, by its own directory',
      scope: tenantScope(),
      records: [
        ...app,
        entraUser({ name: 'vera', enabled: false, userPrincipalName: 'vera@acme.example' }),
        ownership({ owner: 'vera' }),
      ],
      message:
        'shop-api is owned by vera, who has left: tenant of Entra ID acme.example: vera@acme.example is disabled.',
    },
    {
      name: 'an application of Entra ID, by Okta, where Entra ID was forgotten',
      ...ownerless,
      records: [
        ...app,
        entraUser({ name: 'lisa', userPrincipalName: 'lisa@acme.example' }),
        ownership({ owner: 'lisa' }),
        lisa,
      ],
    },
    {
      name: 'two, who have both left',
      scopes: okta,
      records: [
        owned({ owner: 'lisa@acme.example', contact: 'max@acme.example' }),
        lisa,
        oktaUser({ name: 'max', status: 'SUSPENDED' }),
      ],
      message:
        'billing is owned by lisa@acme.example and max@acme.example, who have all left: Okta organization acme.okta.com: lisa@acme.example is deprovisioned since 2026-02-02.',
    },
    {
      name: 'where nobody knows the second one, and Workspace was not read',
      scopes: [...okta, workspaceScope()],
      records: [owned({ owner: 'lisa@acme.example', contact: 'ops@partner.example' }), lisa, workspaceGap],
      confidence: 'possible',
    },
    {
      name: 'whoever installed an integration',
      scope: oktaScope(),
      records: [oktaService({ by: 'lisa' }), lisa],
      confidence: 'possible',
      severity: 'medium',
    },
  ],
  pass: [
    { name: 'who is here', scopes: okta, records: [owned({ owner: 'mona@acme.example' }), oktaUser()] },
    {
      name: 'who left, with somebody who is here',
      scopes: okta,
      records: [owned({ owner: 'lisa@acme.example', contact: 'mona@acme.example' }), lisa, oktaUser()],
    },
    {
      name: 'who left, with somebody else of the same name',
      scope: tenantScope(),
      records: [...app, namesakes, ownership({ owner: 'kim' }), ownership({ owner: 'kim2' })],
    },
    {
      name: 'who left, with a team',
      scopes: okta,
      records: [owned({ owner: 'lisa@acme.example', team: 'payments' }), lisa],
    },
  ],
  unknown: [
    {
      name: 'the owner is in no list, since people were not read',
      scope: oktaScope(),
      records: [oktaService({ by: 'lisa' }), oktaGap({ step: 'people' })],
    },
    {
      name: 'the directory was denied',
      scopes: okta,
      records: [owned({ owner: 'lisa@acme.example' }), oktaGap({ step: 'people' })],
    },
    {
      name: 'an account whose address nobody told',
      scope: tenantScope(),
      records: [
        ...app,
        entraUser({ name: 'vera', userPrincipalName: { unknown: 'denied' } }),
        ownership({ owner: 'vera' }),
      ],
    },
  ],
  notApplicable: [
    { name: 'no directory is scanned', records: [owned({ owner: 'lisa@acme.example' })] },
    { name: 'nobody owns it', scopes: okta, records: [owned({}), lisa] },
    {
      name: 'somebody of another company',
      scopes: okta,
      records: [owned({ owner: 'ops@partner.example' }), oktaUser()],
    },
    { name: 'a mailbox of a team', scopes: okta, records: [owned({ owner: 'ops@acme.example' }), oktaUser()] },
    { name: 'a team owns it', scopes: okta, records: [owned({ team: 'payments' }), lisa] },
    {
      name: 'another application owns it',
      scope: oktaScope(),
      records: [
        oktaApp(),
        oktaApp({ name: 'deployer' }),
        edge('owns', oktaId('service-app', '0oadeployer'), oktaId('service-app', '0oasync')),
      ],
    },
    { name: 'a person', scopes: okta, records: [user({ class: 'human', tags: { owner: 'lisa@acme.example' } }), lisa] },
    { name: 'switched off', scope: oktaScope(), records: [oktaApp({ enabled: false })] },
  ],
})
