import { azureGap, subscription, tenant } from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const consent = (...names: readonly string[]) =>
  tenant({ userConsent: names.map((name) => `ManagePermissionGrantsForSelf.${name}`) })
const ofTeams = 'ManagePermissionGrantsForOwnedResource.microsoft-pre-approval-apps-for-chat'

testRule(rule, {
  fail: [
    {
      name: 'any app',
      records: [consent('microsoft-user-default-legacy')],
      message: 'Acme lets every user consent to apps of anybody, verified or not.',
      severity: 'high',
      remediation: '"permissionGrantPoliciesAssigned":["ManagePermissionGrantsForSelf.microsoft-user-default-low"]',
    },
    {
      name: 'what is for owners of teams is kept',
      records: [tenant({ userConsent: [ofTeams, 'ManagePermissionGrantsForSelf.microsoft-user-default-legacy'] })],
      remediation: `["${ofTeams}","ManagePermissionGrantsForSelf.microsoft-user-default-low"]`,
      data: { policies: ['ManagePermissionGrantsForSelf.microsoft-user-default-legacy'] },
    },
    { name: 'two policies, of which one is open', records: [consent('mine', 'microsoft-user-default-legacy')] },
  ],
  pass: [
    { name: 'nobody consents', records: [tenant({ userConsent: [] })] },
    { name: 'verified publishers, low impact', records: [consent('microsoft-user-default-low')] },
    { name: 'as Microsoft recommends', records: [consent('microsoft-user-default-recommended')] },
    { name: 'only owners of teams', records: [tenant({ userConsent: [ofTeams] })] },
  ],
  unknown: [
    { name: 'the policy was not read', records: [tenant({ userConsent: unknown('denied') })] },
    { name: 'no step told of it', records: [tenant()] },
    { name: 'a policy of one’s own', records: [consent('acme-consent')] },
    { name: 'some policies were not read', records: [tenant({ userConsent: [] }), azureGap({ step: 'policies' })] },
  ],
  notApplicable: [{ name: 'a subscription', records: [subscription()] }],
})
