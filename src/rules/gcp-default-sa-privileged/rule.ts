import { gcpWorkloadFacts, serviceAccountFacts } from '../../analysis/effective/gcp-facts.ts'
import { weighing } from '../../analysis/effective/gcp-holdings.ts'
import { counted } from '../../analysis/time.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity, Resource } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { accountPermission } from '../shared/gcp-accounts.ts'
import { gcpControls } from '../shared/gcp-controls.ts'
import {
  holdingEvidence,
  holdingNames,
  holdingsFor,
  memberOf,
  removeHoldings,
  unreadRole,
} from '../shared/gcp-holdings.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'gcp-default-sa-privileged',
  title: 'Default service account holds Editor or more',
  severity: 'high',
  provider: 'gcp',
  subject: 'identity',
  kinds: ['service-account'],
  reads: ['gcp.service-accounts', 'gcp.allow-policies', 'gcp.hierarchy', 'gcp.roles', 'gcp.groups'],
  messages: {
    used: '{account}, which {service} made and which is the account of {workloads}, holds {roles}.',
    bounded: '{account}, which {service} made, holds {roles}; the machines that run as it have narrower OAuth scopes.',
    held: '{account}, which {service} made and whatever is deployed without another account runs as, holds {roles}.',
  },
  frameworks: gcpControls('over-privilege', { 'owasp-nhi-2025': ['NHI5:2025', 'NHI6:2025'] }),
  remediation: () => ownAccounts,
  check(account, { view, now }) {
    const { defaultOf } = serviceAccountFacts(account)
    if (defaultOf === null || account.enabled === false) return undefined
    const unread = [defaultOf, account.enabled].find(isUnknown)
    if (unread !== undefined || isUnknown(defaultOf)) return unknownBecause(becauseOf(unread), [accountPermission])
    const held = holdingsFor(view, account, now)
    const found = [...weighing(held, 'control'), ...weighing(held, 'takeover')]
    if (found.length === 0) return unreadRole(held) ?? pass
    const { attachedTo } = serviceAccountFacts(account)
    const workloads = workloadsOf(account, view)
    const used = workloads.length > 0 || (isKnown(attachedTo) && attachedTo.length > 0)
    const bounded = used && workloads.length > 0 && workloads.every(isBounded)
    const count = Math.max(workloads.length, isKnown(attachedTo) ? attachedTo.length : 0)
    return fail(bounded ? 'bounded' : used ? 'used' : 'held', {
      values: {
        account: account.nativeId,
        service: services[defaultOf],
        workloads: counted(count, 'workload'),
        roles: enumerated(holdingNames(found)),
      },
      ...(used && !bounded ? {} : { severity: 'medium' }),
      evidence: holdingEvidence(found),
      related: workloads.map(({ id }) => id),
      data: { workloads: count, bounded, roles: holdingNames(found) },
      remediation: [...ownAccounts, ...removeHoldings(found, memberOf(account)), noAutomaticGrants],
    })
  },
})

const services = {
  compute: 'Compute Engine',
  'app-engine': 'App Engine',
  'cloud-build': 'Cloud Build',
} as const

const ownAccounts = [
  {
    text: 'Make an account for each workload, with the roles that it needs, and have the workload run as that.',
    command:
      'gcloud compute instances set-service-account "$INSTANCE" --service-account="$ACCOUNT" --scopes=cloud-platform --zone="$ZONE"',
  },
]

/** https://docs.cloud.google.com/resource-manager/docs/organization-policy/restricting-service-accounts#disable_service_account_default_grants */
const noAutomaticGrants = {
  text: 'Have Google give new default accounts no role by itself.',
  command:
    'gcloud resource-manager org-policies enable-enforce iam.automaticIamGrantsForDefaultServiceAccounts --organization="$ORGANIZATION"',
}

function workloadsOf(account: Identity, view: View): readonly Resource[] {
  return view
    .edgesTo(account.id, 'runs-as')
    .map(({ from }) => view.resource(from))
    .filter((resource) => resource?.kind === 'workload')
    .filter((resource) => resource !== undefined)
}

/** Scopes of a machine hold back what its tokens may. https://docs.cloud.google.com/compute/docs/access/service-accounts#accesscopesiam */
function isBounded(workload: Resource): boolean {
  const { scopes } = gcpWorkloadFacts(workload)
  const wide = /\/auth\/(?:cloud-platform|compute|iam)$/
  return isKnown(scopes) && scopes.length > 0 && !scopes.some((scope) => wide.test(scope))
}
