import { z } from 'zod'
import { holderOf } from '../../analysis/credentials.ts'
import { tokenSecretFacts } from '../../analysis/effective/kubernetes-facts.ts'
import type { Grant } from '../../analysis/effective/kubernetes-rbac/index.ts'
import { agoInWords, dayOf, daysBetween } from '../../analysis/time.ts'
import { isKnown } from '../../model/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { grantWords, judgedGrants, k8sControls } from '../shared/kubernetes-grants.ts'
import { at } from '../shared/evidence.ts'
import { enumerated } from '../shared/lists.ts'
import { word } from '../shared/shell.ts'

export const rule = defineRule({
  id: 'k8s-legacy-sa-token-secret',
  title: 'Token of a service account never ends',
  severity: 'high',
  provider: 'kubernetes',
  subject: 'credential',
  kinds: ['token'],
  reads: ['kubernetes.token-secrets', 'kubernetes.service-accounts', 'kubernetes.bindings', 'kubernetes.roles'],
  options: z.strictObject({
    maxDays: z.int().min(1).default(90).describe('Days without use after which the token counts as left behind.'),
  }),
  messages: {
    idle: 'The Secret {name} holds a token of {account} that never ends and was not used since {since}; {holds}.',
    used: 'The Secret {name} holds a token of {account} that never ends, last used {ago}; {holds}.',
    untold:
      'The Secret {name} holds a token of {account} that never ends, and nobody tells whether it is used; {holds}.',
  },
  frameworks: k8sControls('long-lived-secret'),
  remediation: ({ name }) => {
    const [namespace = '', secret = ''] = name.split('/')
    return [
      {
        text: 'Ask for tokens with an end where one is needed outside the cluster, and project one into pods.',
        command: `kubectl create token "$SERVICE_ACCOUNT" --namespace=${word(namespace)} --duration=1h`,
      },
      {
        text: 'Delete the Secret when nothing uses its token any more: it is refused from then on.',
        command: `kubectl delete secret ${word(secret)} --namespace=${word(namespace)}`,
      },
    ]
  },
  check(token, { view, now, options }) {
    // Kubernetes refuses it already, and deletes it after a year.
    if (token.enabled === false) return pass
    const { namespace, account } = tokenSecretFacts(token)
    const holder = holderOf(token, view)
    const grants = holder === undefined ? [] : judgedGrants(view, holder)
    const usage = view.usage(token.id)
    const { lastUsedAt, observedSince } = usage ?? {}
    const created = isKnown(token.createdAt) ? token.createdAt : now
    const used = isKnown(lastUsedAt) ? lastUsedAt : undefined
    const since = lastUsedAt === null && isKnown(observedSince) ? [observedSince, created].toSorted().at(-1) : undefined
    const idle = (used ?? since) !== undefined && daysBetween(used ?? since ?? now, now) > options.maxDays
    const unread = grants.length === 0 && (holder === undefined || view.gap('kubernetes.bindings') !== undefined)
    const told = used === undefined && since === undefined
    return fail(idle ? 'idle' : told ? 'untold' : 'used', {
      values: {
        name: token.name,
        account: `${namespace}/${account}`,
        since: dayOf(used ?? since ?? now),
        ago: used === undefined ? 'never' : agoInWords(used, now),
        holds: unread ? 'what the account holds was not read' : holdsWords(grants),
      },
      severity: grants.length > 0 && idle ? 'high' : grants.length > 0 || unread ? 'medium' : 'low',
      ...(unread ? { confidence: 'possible' } : {}),
      evidence: [
        { source: 'list secrets', detail: `${token.name} kubernetes.io/legacy-token-last-used ${at(lastUsedAt)}` },
      ],
      related: holder === undefined ? [] : [holder.id],
      data: { account: `${namespace}/${account}`, roles: grants.map(({ role }) => role), idle },
    })
  },
})

function holdsWords(grants: readonly Grant[]): string {
  return grants.length === 0 ? 'the account holds no role' : `the account holds ${enumerated(grants.map(grantWords))}`
}
