import { accountResource, serviceAccountFacts } from '../../analysis/effective/gcp-facts.ts'
import { memberOf } from '../../analysis/effective/gcp-principals.ts'
import { worldOf } from '../../analysis/effective/gcp-world/index.ts'
import type { GcpBindingAt } from '../../analysis/effective/gcp-world/index.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { accountPermission } from '../shared/gcp-accounts.ts'
import { bindingEvidence, hasEnded, placeWords, removeGrant } from '../shared/gcp-bindings.ts'
import { gcpControls } from '../shared/gcp-controls.ts'
import { becomingBy, rolePermission } from '../shared/gcp-impersonation.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'gcp-sa-public-impersonation',
  title: 'Service account may be impersonated by anybody',
  severity: 'critical',
  provider: 'gcp',
  subject: 'identity',
  kinds: ['service-account'],
  reads: ['gcp.service-accounts', 'gcp.allow-policies', 'gcp.hierarchy', 'gcp.roles'],
  messages: {
    anybody: '{account} may be impersonated by anybody on the internet: {members} has {roles} on it.',
    domain: '{account} may be impersonated by everybody of a domain: {members} has {roles} on it.',
  },
  frameworks: gcpControls('loose-trust', { 'owasp-nhi-2025': ['NHI4:2025', 'NHI5:2025'] }),
  remediation: () => [{ text: 'Take the binding away, and name the accounts and groups that impersonate it.' }, look],
  check(account, { view, now }) {
    if (account.enabled === false) return undefined
    if (isUnknown(account.enabled)) return unknownBecause(becauseOf(account.enabled), [accountPermission])
    const { email, projectId } = serviceAccountFacts(account)
    const open = worldOf(view)
      .bindingsOn(accountResource(email, projectId))
      .filter((binding) => !hasEnded(binding, now))
      .map((binding) => ({ binding, members: binding.members.filter(isOpen) }))
      .filter(({ members }) => members.length > 0)
    const judged = open.map((each) => ({ ...each, by: becomingBy(each.binding.role, view) }))
    const found = judged.filter(({ by }) => !isUnknown(by) && by.length > 0)
    const unread = judged.find(({ by }) => isUnknown(by))
    if (found.length === 0) return unread ? unknownBecause(becauseOf(unread.by), [rolePermission]) : pass
    const members = [...new Set(found.flatMap((each) => each.members))].toSorted()
    const anybody = members.some((member) => member.startsWith('all'))
    return fail(anybody ? 'anybody' : 'domain', {
      values: {
        account: email,
        members: enumerated(anybody ? members.filter((member) => member.startsWith('all')) : members),
        roles: enumerated(found.map(({ binding }) => binding.role).toSorted()),
      },
      ...(anybody ? {} : { severity: 'high' }),
      // What a condition comes to depends on the request.
      confidence: found.some(({ binding }) => binding.condition === null) ? 'proven' : 'possible',
      evidence: found.map(({ binding }) => bindingEvidence(binding.resource, binding.role)),
      data: { members, anybody },
      remediation: [...found.flatMap((each) => each.members.map((member) => removal(each.binding, member))), look],
    })
  },
})

const look = {
  text: 'Then look in the audit logs for who impersonated it, and change what it could read.',
  command: `gcloud logging read 'protoPayload.serviceName="iamcredentials.googleapis.com"' --project="$PROJECT" --freshness=30d`,
}

function removal({ resource, role, condition }: GcpBindingAt, member: string) {
  return removeGrant({ resource, role, condition, place: placeWords(resource) }, member)
}

function isOpen(text: string): boolean {
  return ['all-users', 'all-authenticated', 'domain'].includes(memberOf(text).kind)
}
