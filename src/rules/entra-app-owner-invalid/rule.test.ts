import {
  application,
  azureGap,
  entraUser,
  objectIdOf,
  ownership,
  principalId,
  servicePrincipal,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const app = [servicePrincipal(), application()]
const left = [entraUser({ name: 'lisa', enabled: false }), ownership({ owner: 'lisa' })]
const here = [entraUser(), ownership()]
const guest = [entraUser({ name: 'vera', userType: 'Guest' }), ownership({ owner: 'vera' })]

testRule(rule, {
  fail: [
    {
      name: 'a guest beside a colleague',
      records: [...app, ...guest, ...here],
      message: 'shop-api is owned by vera (guest).',
      severity: 'high',
      data: { guests: true, alone: false },
      related: [principalId('vera', 'user')],
      remediation: `/applications/${objectIdOf('application', 'shop-api')}/owners/${objectIdOf('user', 'vera')}/$ref`,
    },
    {
      name: 'somebody who has left, beside a colleague',
      records: [...app, ...left, ...here],
      message: 'shop-api is owned by lisa (disabled).',
      severity: 'medium',
    },
    {
      name: 'only those who have left',
      records: [...app, ...left],
      message: 'shop-api is owned by lisa (disabled), and by nobody else.',
      severity: 'high',
      remediation: 'az ad app owner add --id',
    },
    {
      name: 'of the service principal alone, which is a vendor’s',
      records: [
        servicePrincipal({ name: 'crm', origin: 'foreign' }),
        entraUser({ name: 'vera', userType: 'Guest' }),
        ownership({ owner: 'vera', of: 'crm', ofKind: 'service-principal' }),
      ],
      remediation: `/servicePrincipals/${objectIdOf('service-principal', 'crm')}/owners/`,
    },
    {
      name: 'a guest by what Entra ID called the account',
      records: [
        ...app,
        entraUser({
          name: 'vera',
          userType: unknown('denied'),
          userPrincipalName: 'vera_fabrikam.example#EXT#@acme.example',
        }),
        ownership({ owner: 'vera' }),
      ],
    },
  ],
  pass: [
    { name: 'a colleague', records: [...app, ...here] },
    {
      name: 'another application',
      records: [
        ...app,
        servicePrincipal({ name: 'deployer' }),
        ownership({ owner: 'deployer', ownerKind: 'service-principal' }),
      ],
    },
  ],
  unknown: [
    {
      name: 'nobody told whether the account is enabled',
      records: [...app, entraUser({ enabled: unknown('denied') }), ownership()],
    },
    {
      name: 'nobody told whether it is a guest',
      records: [...app, entraUser({ userType: unknown('denied') }), ownership()],
    },
    { name: 'the owner was not read', records: [...app, ownership(), azureGap({ step: 'application-owners' })] },
    { name: 'the owner is not known', records: [...app, ownership()] },
    { name: 'other owners were not read', records: [...app, ...here, azureGap({ step: 'service-principal-owners' })] },
  ],
  notApplicable: [
    { name: 'nobody owns it', records: app },
    { name: 'it is disabled', records: [servicePrincipal({ enabled: false }), application(), ...left] },
    {
      name: 'it is Microsoft’s',
      records: [
        servicePrincipal({ origin: 'microsoft' }),
        ownership({ owner: 'lisa', ofKind: 'service-principal' }),
        entraUser({ name: 'lisa', enabled: false }),
      ],
    },
    {
      name: 'a sponsor, who may change nothing',
      records: [...app, entraUser({ name: 'lisa', enabled: false }), ownership({ owner: 'lisa', sponsor: true })],
    },
  ],
})
