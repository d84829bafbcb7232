import { applicationFacts } from '../../analysis/effective/entra-facts.ts'
import type { Resource } from '../../model/index.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { graphCall } from '../shared/entra-commands.ts'
import { read } from '../shared/evidence.ts'

/** Audiences that other tenants' users belong to: https://learn.microsoft.com/entra/identity-platform/supported-accounts-validation */
const manyTenants = ['AzureADMultipleOrgs', 'AzureADandPersonalMicrosoftAccount']

export const rule = defineRule({
  id: 'entra-app-instance-lock-off',
  title: 'App for many tenants takes credentials in each of them',
  severity: 'medium',
  provider: 'azure',
  subject: 'resource',
  kinds: ['application'],
  reads: ['azure.applications'],
  messages: {
    off: 'Application {app} is open to other tenants, and its instances there take credentials of their own.',
    partial: 'Application {app} is open to other tenants, and only some properties of its instances there are locked.',
  },
  frameworks: entraControls('third-party', { 'mitre-attack-19.1': ['T1098.001', 'T1199'] }),
  remediation: (application) => lock(application),
  check(application) {
    const { signInAudience, instanceLock, disabled } = applicationFacts(application)
    if (disabled === true) return undefined
    if (isUnknown(signInAudience)) return unknownBecause(becauseOf(signInAudience), ['Application.Read.All'])
    if (signInAudience === null || !manyTenants.includes(signInAudience)) return undefined
    if (isUnknown(instanceLock)) return unknownBecause(becauseOf(instanceLock), ['Application.Read.All'])
    if (instanceLock === 'on') return pass
    return fail(instanceLock === 'partial' ? 'partial' : 'off', {
      values: { app: application.name },
      evidence: read('GET /applications', `servicePrincipalLockConfiguration ${instanceLock ?? 'off'}`),
      data: { audience: signInAudience, lock: instanceLock ?? 'off' },
    })
  },
})

function lock(application: Resource) {
  return [
    {
      text: 'Lock the sensitive properties of every instance; sign-in and single sign-on go on as they are.',
      command: graphCall('PATCH', `/applications/${applicationFacts(application).objectId}`, {
        servicePrincipalLockConfiguration: { isEnabled: true, allProperties: true },
      }),
    },
  ]
}
