import { customerFacts } from '../../analysis/effective/gws-facts.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { workspaceControls } from '../shared/gws-controls.ts'
import { policyScope } from '../shared/gws-steps.ts'

export const rule = defineRule({
  id: 'gws-less-secure-apps',
  title: 'Programs may sign in with nothing but a password',
  severity: 'medium',
  provider: 'google-workspace',
  subject: 'resource',
  kinds: ['customer'],
  reads: ['google-workspace.customer', 'google-workspace.api-controls'],
  messages: {
    allowed: '{customer} lets users switch on less secure apps, which sign in with a password and nothing else.',
  },
  frameworks: workspaceControls('long-lived-secret', {
    'owasp-nhi-2025': ['NHI4:2025'],
    'mitre-attack-19.1': ['T1078.004', 'T1110.003'],
  }),
  remediation: () => [
    {
      text: 'Switch it off for every organizational unit: Admin console > Security > Access and data control > Less secure apps.',
    },
    { text: 'Move what still signs in so to OAuth; devices that send mail to the SMTP relay.' },
  ],
  check(customer) {
    const { lessSecureApps } = customerFacts(customer)
    if (isUnknown(lessSecureApps)) return unknownBecause(becauseOf(lessSecureApps), [policyScope])
    if (lessSecureApps !== true) return pass
    return fail('allowed', {
      values: { customer: customer.name },
      evidence: read('cloudidentity.policies.list', 'security.less_secure_apps allowLessSecureApps true'),
      data: { lessSecureApps: true },
    })
  },
})
