import { k8sAccountFacts } from '../../analysis/effective/kubernetes-facts.ts'
import { permitsFor, widestOf } from '../../analysis/effective/kubernetes-rbac/index.ts'
import type { Grant, Permit } from '../../analysis/effective/kubernetes-rbac/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { breakPath, pathBy, pathData, pathWords, waysIn } from '../shared/kubernetes-abilities.ts'
import {
  grantWords,
  isJudgedAdmin,
  judgedGrants,
  k8sControls,
  permitEvidence,
  removeGrants,
  unreadRoles,
} from '../shared/kubernetes-grants.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'k8s-sa-secret-read',
  title: 'Service account reads Secrets beyond its namespace',
  severity: 'high',
  provider: 'kubernetes',
  subject: 'identity',
  kinds: ['service-account'],
  reads: ['kubernetes.service-accounts', 'kubernetes.bindings', 'kubernetes.roles', 'kubernetes.workloads'],
  messages: {
    all: '{name} may {verbs} every Secret of the cluster: {grant}.{path}',
    others: '{name} may {verbs} all Secrets of {namespaces}, which it does not belong to: {grant}.{path}',
  },
  frameworks: k8sControls('secret-leakage', { 'mitre-attack-19.1': ['T1552.007'] }),
  remediation: () => [names],
  check(account, { view }) {
    const grants = judgedGrants(view, account)
    if (grants.length === 0 || isJudgedAdmin(grants)) return undefined
    const { namespace } = k8sAccountFacts(account)
    const everywhere = readsIn(grants, null)
    const others = [...new Set(grants.flatMap((grant) => grant.namespace ?? []))]
      .filter((place) => place !== namespace)
      .toSorted()
    const elsewhere = everywhere === undefined ? others.filter((place) => readsIn(grants, place) !== undefined) : []
    const permits = everywhere ?? elsewhere.flatMap((place) => readsIn(grants, place) ?? [])
    const [first] = permits
    if (first === undefined) return unreadRoles(view, grants) ?? pass
    const ways = waysIn(view, account, grants, 'secrets')
    const path = pathBy(view, account, ways)
    return fail(everywhere === undefined ? 'others' : 'all', {
      values: {
        name: account.name,
        verbs: enumerated([...new Set(permits.map(({ verb }) => verb))]),
        namespaces: `${elsewhere.length === 1 ? 'the namespace' : 'the namespaces'} ${enumerated(elsewhere)}`,
        grant: grantWords(first.grant),
        path: pathWords(path),
      },
      evidence: permitEvidence(permits),
      data: { namespaces: elsewhere, ...pathData(path, ways) },
      remediation: [
        names,
        ...breakPath(path),
        ...removeGrants(
          permits.map(({ grant }) => grant),
          account,
        ),
      ],
    })
  },
})

const names = {
  text: 'Let it read the Secrets that it needs by their names (resourceNames), in a role of their namespace, and neither list nor watch: both give what the Secrets hold.',
}

const secrets = { group: '', resource: 'secrets' }

/** Those without names: of single Secrets somebody thought. */
function readsIn(grants: readonly Grant[], place: string | null): readonly Permit[] | undefined {
  const permits = permitsFor(grants, ['get', 'list', 'watch'], secrets, place)
  return widestOf(permits)?.names.length === 0 ? permits.filter((each) => each.names.length === 0) : undefined
}
