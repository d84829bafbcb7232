import { customerFacts } from '../../analysis/effective/gws-facts.ts'
import { becauseOf, isKnown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { workspaceControls } from '../shared/gws-controls.ts'
import { policyScope } from '../shared/gws-steps.ts'

/** https://cloud.google.com/identity/docs/concepts/supported-policy-api-settings; the names have changed over time. */
const closed = /^BLOCK|^ALLOW_SIGN_IN_ONLY$/
const open = /^ALLOW|^UNRESTRICTED/
/** Where nobody ever chose, which leaves every app free. */
const unset = /UNSPECIFIED/

export const rule = defineRule({
  id: 'gws-api-access-unrestricted',
  title: 'Users may let any app in',
  severity: 'medium',
  provider: 'google-workspace',
  subject: 'resource',
  kinds: ['customer'],
  reads: ['google-workspace.customer', 'google-workspace.api-controls'],
  messages: {
    open: '{customer} lets users give any app access to their data, unless somebody forbade that app.',
    unset: '{customer} has not said what users may let in, which leaves them free to let any app in.',
  },
  frameworks: workspaceControls('third-party', { 'mitre-attack-19.1': ['T1199', 'T1528'] }),
  remediation: () => narrow,
  check(customer) {
    const { unconfiguredApps, trustsInternalApps } = customerFacts(customer)
    if (!isKnown(unconfiguredApps)) return unknownBecause(becauseOf(unconfiguredApps), [policyScope])
    const level: string = unconfiguredApps
    if (closed.test(level)) return pass
    if (!open.test(level) && !unset.test(level)) return unknownBecause('unsupported', [policyScope])
    return fail(open.test(level) ? 'open' : 'unset', {
      values: { customer: customer.name },
      ...(open.test(level) ? {} : { confidence: 'possible' as const }),
      evidence: read('cloudidentity.policies.list', `api_controls.unconfigured_third_party_apps accessLevel ${level}`),
      data: { level, trustsInternalApps },
    })
  },
})

const narrow = [
  {
    text: 'Let users sign in with apps that nobody decided on, and no more, or let them ask: Admin console > Security > API controls > Settings > Unconfigured third-party apps.',
  },
  { text: 'First trust the apps that are used: App access control lists them with their users and scopes.' },
  { text: 'Restrict Gmail, Drive and the rest under Manage Google services, so that only trusted apps get at them.' },
]
