import { z } from 'zod'
import { k8sAccountFacts } from '../../analysis/effective/kubernetes-facts.ts'
import { clusterPath } from '../../analysis/effective/kubernetes-reach/index.ts'
import { runnersOf } from '../../analysis/effective/kubernetes-usage.ts'
import { daysBetween } from '../../analysis/time.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity, Instant } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import {
  grantEvidence,
  grantWords,
  isJudgedAdmin,
  judgedGrants,
  k8sControls,
  readGrants,
  removeGrants,
  unreadRoles,
} from '../shared/kubernetes-grants.ts'
import { enumerated } from '../shared/lists.ts'
import { word } from '../shared/shell.ts'

export const rule = defineRule({
  id: 'k8s-sa-unused',
  title: 'Service account holds a role, and nothing runs as it',
  severity: 'low',
  provider: 'kubernetes',
  subject: 'identity',
  kinds: ['service-account'],
  reads: ['kubernetes.service-accounts', 'kubernetes.bindings', 'kubernetes.roles', 'kubernetes.workloads'],
  options: z.strictObject({
    maxDays: z.int().min(1).default(30).describe('Days that an account may exist before something runs as it.'),
  }),
  messages: {
    unused: 'Nothing runs as {name}, which holds {roles}.',
  },
  frameworks: k8sControls('stale-credential'),
  remediation: () => [ask],
  check(account, { view, now, options }) {
    const bound = judgedGrants(view, account)
    const grants = readGrants(bound)
    const { namespace, account: name, scanner } = k8sAccountFacts(account)
    if (bound.length === 0 || scanner === true || name === 'default') return undefined
    if (runnersOf(view, account).length > 0) return pass
    if (grants.length === 0) return unreadRoles(view, bound)
    const unread = view.gap('kubernetes.workloads')
    if (unread !== undefined)
      return unknownBecause(unread.reason, unread.permission === undefined ? [] : [unread.permission])
    if (isUnknown(account.createdAt)) return unknownBecause(becauseOf(account.createdAt), ['list serviceaccounts'])
    if (isKnown(account.createdAt) && daysBetween(account.createdAt, now) < options.maxDays) return pass
    if (hasLiveToken(view, account, now, options.maxDays)) return pass
    const strong = isJudgedAdmin(grants) || clusterPath(view, account)?.verdict === 'proven'
    return fail('unused', {
      values: { name: account.name, roles: enumerated(grants.map(grantWords)) },
      severity: strong ? 'medium' : 'low',
      // Somebody outside may ask for its tokens, which nothing in the cluster shows.
      confidence: 'possible',
      evidence: [{ source: 'list pods', detail: `none runs as ${account.name}` }, ...grantEvidence(grants)],
      data: { roles: grants.map(({ role }) => role) },
      remediation: [
        ask,
        ...removeGrants(grants, account),
        {
          text: 'Delete the account when nobody has missed the role.',
          command: `kubectl delete serviceaccount ${word(name)} --namespace=${word(namespace)}`,
        },
      ],
    })
  },
})

const ask = {
  text: 'Look into the audit log for its name: a pipeline outside may ask for tokens of it. If nobody does, take its bindings away first, which is quickly undone.',
}

/** A token without an end is used from outside; of one whose use nobody tells of it may be. */
function hasLiveToken(view: View, account: Identity, now: Instant, maxDays: number): boolean {
  return view
    .edgesTo(account.id, 'authenticates')
    .flatMap(({ from }) => view.credential(from) ?? [])
    .filter(({ kind, enabled }) => kind === 'token' && enabled !== false)
    .some(({ id }) => {
      const used = view.usage(id)?.lastUsedAt
      return isUnknown(used) || (isKnown(used) && daysBetween(used, now) <= maxDays)
    })
}
