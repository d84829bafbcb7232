import { k8sAccountFacts } from '../../analysis/effective/kubernetes-facts.ts'
import type { Way } from '../../analysis/effective/kubernetes-reach/index.ts'
import type { Identity } from '../../model/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import {
  endWays,
  extentOf,
  pathBy,
  pathData,
  pathWords,
  permitsOf,
  waysIn,
  whereWords,
} from '../shared/kubernetes-abilities.ts'
import { isJudgedAdmin, judgedGrants, k8sControls, permitEvidence, unreadRoles } from '../shared/kubernetes-grants.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'k8s-sa-token-create',
  title: 'Service account makes tokens of others',
  severity: 'high',
  provider: 'kubernetes',
  subject: 'identity',
  kinds: ['service-account'],
  reads: ['kubernetes.service-accounts', 'kubernetes.bindings', 'kubernetes.roles', 'kubernetes.workloads'],
  messages: {
    any: '{name} may ask for tokens of any service account {where}.{path}',
    named: '{name} may ask for tokens of {accounts} {where}.{path}',
  },
  frameworks: k8sControls('over-privilege', { 'mitre-attack-19.1': ['T1528', 'T1550.001'] }),
  remediation: () => [hold],
  check(account, { view }) {
    const grants = judgedGrants(view, account)
    if (grants.length === 0 || isJudgedAdmin(grants)) return undefined
    const ways = waysIn(view, account, grants, 'tokens').filter((way) => !isOfItself(way, account))
    if (ways.length === 0) return unreadRoles(view, grants) ?? pass
    const names = ways.flatMap(({ held }) => held.takes.flatMap((take) => take.names))
    const any = ways.some(({ held }) => held.takes.every((take) => take.names.length === 0))
    const path = pathBy(view, account, ways)
    const wide = extentOf(ways, account) !== 'own'
    return fail(any ? 'any' : 'named', {
      values: { name: account.name, where: whereWords(ways), accounts: enumerated(names), path: pathWords(path) },
      severity: path !== undefined || (any && wide) ? 'high' : any ? 'medium' : 'low',
      evidence: permitEvidence(permitsOf(ways)),
      data: { accounts: [...new Set(names)].toSorted(), ...pathData(path, ways) },
      remediation: [hold, ...endWays(ways, path, account)],
    })
  },
})

const hold = {
  text: 'Hold the right to the accounts that it has to speak for: resourceNames on serviceaccounts/token, in a role of their namespace.',
}

/** A token of what one is already gives nothing; cert-manager asks for such ones. */
function isOfItself({ held }: Way, account: Identity): boolean {
  const { namespace, account: name } = k8sAccountFacts(account)
  const names = held.takes.flatMap((take) => take.names)
  return held.place === namespace && names.length > 0 && names.every((each) => each === name)
}
