/** What the rules about service accounts of Kubernetes share: which of their grants are judged, where they stand, how they go. */
import { k8sAccountFacts } from '../../analysis/effective/kubernetes-facts.ts'
import { adminGrants, bindingWords, ownGrants, roleWords } from '../../analysis/effective/kubernetes-rbac/index.ts'
import type { Grant, Permit } from '../../analysis/effective/kubernetes-rbac/index.ts'
import type { View } from '../../inventory/view.ts'
import type { BindingFacts } from '../../model/facts/kubernetes.ts'
import type { Evidence, Identity, Known, Remediation } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import type { UnknownOutcome } from '../contract.ts'
import { unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import type { Family, FrameworkIds } from '../frameworks.ts'
import { word } from './shell.ts'

/** The controls of a family, without those of other vendors' benchmarks. */
export function k8sControls(family: Family, own: FrameworkIds = {}): FrameworkIds {
  return controls(family, { 'cis-aws-7.0.0': [], ...own })
}

/**
 * What somebody gave it: not what Kubernetes makes and mends itself, nor what its provider installs, which nobody here
 * can change for long. Groups of all accounts are judged where they are bound. A role that is not there gives nothing.
 */
export function judgedGrants(view: View, account: Identity): readonly Grant[] {
  const { namespace, account: name, managedBy } = k8sAccountFacts(account)
  if (isProviders(managedBy)) return []
  const unread = view.gap('kubernetes.roles') !== undefined
  return ownGrants(view, { kind: 'account', namespace, name }).filter(
    ({ facts, roleFacts }) =>
      !(facts.bootstrap && isOfControlPlane(namespace, facts)) &&
      !isProviders(facts.managedBy) &&
      (roleFacts !== undefined || unread),
  )
}

/**
 * Kubernetes binds accounts of its own namespace alone. To default bindings it adds who is missing and takes nobody out,
 * so that anybody else in one was put there: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#auto-reconciliation
 */
function isOfControlPlane(namespace: string, { role }: BindingFacts): boolean {
  return namespace === 'kube-system' && role !== 'cluster-admin'
}

export function isProviders(managedBy: Known<string>): boolean {
  return isKnown(managedBy) && /^(?:provider:|addon-manager$)/.test(managedBy)
}

/** It may do everything: what it may in particular, nobody has to be told. */
export function isJudgedAdmin(grants: readonly Grant[]): boolean {
  return adminGrants(grants).length > 0
}

/** A role that is bound and that nobody could read may be anything; one that is not there gives nothing. */
export function unreadRoles(view: View, grants: readonly Grant[]): UnknownOutcome | undefined {
  if (grants.every(({ roleFacts }) => roleFacts !== undefined)) return undefined
  const gap = view.gap('kubernetes.roles')
  return gap && unknownBecause(gap.reason, gap.permission === undefined ? [] : [gap.permission])
}

/** Those whose role was read: what an unread one gives, if it is there at all, nobody knows. */
export function readGrants(grants: readonly Grant[]): readonly Grant[] {
  return grants.filter(({ roleFacts }) => roleFacts !== undefined)
}

export function grantEvidence(grants: readonly Grant[]): readonly Evidence[] {
  return distinct(
    grants.map(({ binding, role }) => ({
      source: binding.kind === 'role-binding' ? 'list rolebindings' : 'list clusterrolebindings',
      detail: `${binding.nativeId}: ${role}`,
    })),
  )
}

/** Each rule that lets it, in its role, and the binding by which that is held. */
export function permitEvidence(permits: readonly Permit[]): readonly Evidence[] {
  return distinct(
    permits.map(({ grant, rule, index }) => ({
      source: grant.role.startsWith('clusterrole/') ? 'list clusterroles' : 'list roles',
      detail: `${grant.role} rules[${index}] ${rule.verbs.join(',')} ${rule.resources.join(',')} by ${grant.binding.nativeId}`,
    })),
  )
}

function distinct(evidence: readonly Evidence[]): readonly Evidence[] {
  return [...new Map(evidence.map((each) => [each.detail, each])).values()].slice(0, 12)
}

/** Bindings name roles for good; of their subjects one is taken away, or the binding goes with its last. */
export function removeGrants(grants: readonly Grant[], account: Identity): readonly Remediation[] {
  const bindings = [...new Map(grants.map((grant) => [grant.binding.id, grant])).values()]
  return bindings.slice(0, 6).map((grant): Remediation => {
    const { binding, facts } = grant
    const where = facts.namespace === null ? '' : ` --namespace=${word(facts.namespace)}`
    const kind = facts.namespace === null ? 'clusterrolebinding' : 'rolebinding'
    if (facts.subjects.length === 1)
      return {
        text: `Delete ${bindingWords(grant)}, which gives it ${roleWords(grant)}, once a narrower one is in its place.`,
        command: `kubectl delete ${kind} ${word(facts.binding)}${where}`,
      }
    return {
      text: `Take ${account.name} out of ${bindingWords(grant)}, which gives ${roleWords(grant)} to ${facts.subjects.length} subjects.`,
      command: `kubectl edit ${binding.kind === 'role-binding' ? 'rolebinding' : 'clusterrolebinding'} ${word(facts.binding)}${where}`,
    }
  })
}

/** `roles` and the bindings in words: `the cluster role edit by the binding shop/ci`. */
export function grantWords(grant: Grant): string {
  return `${roleWords(grant)} by ${bindingWords(grant)}`
}
