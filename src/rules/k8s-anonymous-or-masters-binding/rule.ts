import { bindingFacts } from '../../analysis/effective/kubernetes-facts.ts'
import { heldBy, isEverything, ownGrants, roleIdOf, rolesOf } from '../../analysis/effective/kubernetes-rbac/index.ts'
import type { Grant } from '../../analysis/effective/kubernetes-rbac/index.ts'
import type { View } from '../../inventory/view.ts'
import type { BindingFacts } from '../../model/facts/kubernetes.ts'
import type { Resource } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { grantEvidence, isProviders, k8sControls } from '../shared/kubernetes-grants.ts'
import { word } from '../shared/shell.ts'

export const rule = defineRule({
  id: 'k8s-anonymous-or-masters-binding',
  title: 'Role is bound to everybody, or to a group that nothing binds',
  severity: 'critical',
  provider: 'kubernetes',
  subject: 'resource',
  kinds: ['cluster-role-binding', 'role-binding'],
  reads: ['kubernetes.bindings', 'kubernetes.roles'],
  messages: {
    anonymous: '{binding} gives {role} to whoever reaches the API server, without any sign-in ({subject}).',
    authenticated: '{binding} gives {role} to whoever is signed in ({subject}).',
    accounts: '{binding} gives {role} to every service account of the cluster ({subject}).',
    masters: '{binding} names the group system:masters, which no role has to be given: it is past all of them.',
  },
  frameworks: k8sControls('over-privilege', { 'mitre-attack-19.1': ['T1078.001', 'T1190'] }),
  remediation: (binding) => [remove(binding)],
  check(binding, { view }) {
    const facts = bindingFacts(binding)
    if (isProviders(facts.managedBy)) return undefined
    const found = everybodyIn(facts)
    const [widestOne] = found
    if (widestOne === undefined) return facts.bootstrap ? undefined : pass
    const role = roleIdOf(facts)
    const grant = grantOf(view, binding, widestOne.name)
    if (grant !== undefined && grant.roleFacts === undefined) {
      const gap = view.gap('kubernetes.roles')
      if (gap === undefined) return pass
      return unknownBecause(gap.reason, gap.permission === undefined ? [] : [gap.permission])
    }
    const harmless = isHarmless(grant)
    const first = found.find(({ who }) => who === 'masters' || !harmless)
    if (first === undefined) return pass
    return fail(first.who, {
      values: { binding: binding.name, role: role.replace(/^[^/]+\//, ''), subject: first.name },
      severity: severityOf(view, first.who, grant),
      evidence:
        grant === undefined ? [{ source: 'list rolebindings', detail: binding.nativeId }] : grantEvidence([grant]),
      data: { role, subjects: found.map(({ name }) => name) },
    })
  },
})

type Who = 'anonymous' | 'authenticated' | 'accounts' | 'masters'
const widest: readonly Who[] = ['anonymous', 'authenticated', 'accounts', 'masters']

/** https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings */
const whoIs: { readonly [subject: string]: Who | undefined } = {
  'User system:anonymous': 'anonymous',
  'Group system:unauthenticated': 'anonymous',
  'Group system:authenticated': 'authenticated',
  'Group system:serviceaccounts': 'accounts',
  'Group system:masters': 'masters',
}

/** Whom Kubernetes itself put there; whoever stands beside them was added, and is not taken out again. */
const usual: { readonly [binding: string]: readonly string[] | undefined } = {
  'cluster-admin': ['system:masters'],
  'system:basic-user': ['system:authenticated'],
  'system:discovery': ['system:authenticated'],
  'system:public-info-viewer': ['system:authenticated', 'system:unauthenticated'],
  'system:service-account-issuer-discovery': ['system:serviceaccounts'],
}

/** The widest first. */
function everybodyIn({ bootstrap, binding, subjects }: BindingFacts) {
  const known = bootstrap ? (usual[binding] ?? []) : []
  return subjects
    .filter(({ name }) => !known.includes(name))
    .flatMap(({ kind, name }) => {
      const who = whoIs[`${kind} ${name}`]
      return who === undefined ? [] : [{ name, who }]
    })
    .toSorted((a, b) => widest.indexOf(a.who) - widest.indexOf(b.who))
}

function grantOf(view: View, binding: Resource, subject: string): Grant | undefined {
  const kind = subject === 'system:anonymous' ? 'user' : 'group'
  return ownGrants(view, { kind, name: subject }).find((grant) => grant.binding.id === binding.id)
}

/** What Kubernetes itself shows to everybody: versions, APIs, keys of tokens, and reviews of oneself. */
const shown =
  /^\/(?:healthz|livez|readyz|version|\.well-known\/openid-configuration|openid(?:\/v1\/jwks)?|apis?|openapi)(?:\/|\*|$)/

/** By it machines that join find the authority of the cluster: https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/#create-the-public-cluster-info-configmap */
const joining = 'get configmaps cluster-info'

function isHarmless(grant: Grant | undefined): boolean {
  return (
    grant !== undefined &&
    grant.rules.every(
      ({ verbs, resources, resourceNames, nonResourceURLs }) =>
        (grant.namespace === 'kube-public' && [...verbs, ...resources, ...resourceNames].join(' ') === joining) ||
        (resources.length === 0 && nonResourceURLs.every((url) => shown.test(url))) ||
        (resources.every((each) => /^self\w+reviews$/.test(each)) && verbs.every((verb) => verb === 'create')),
    )
  )
}

function severityOf(view: View, who: Who, grant: Grant | undefined): 'critical' | 'high' | 'medium' {
  if (who === 'masters') return 'high'
  const strong =
    grant === undefined ||
    grant.rules.some(isEverything) ||
    heldBy(view, [grant]).length > 0 ||
    !rolesOf(view).has(grant.role)
  if (who === 'anonymous') return strong ? 'critical' : 'high'
  return strong ? 'critical' : 'medium'
}

function remove(binding: Resource) {
  const { namespace, binding: name } = bindingFacts(binding)
  const kind = namespace === null ? 'clusterrolebinding' : 'rolebinding'
  return {
    text: 'Bind the role to those who need it, by their own names, and delete this binding.',
    command: `kubectl delete ${kind} ${word(name)}${namespace === null ? '' : ` --namespace=${word(namespace)}`}`,
  }
}
