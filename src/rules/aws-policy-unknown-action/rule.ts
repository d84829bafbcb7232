import { accountOf } from '../../analysis/effective/aws-access/index.ts'
import type { CompiledPolicy } from '../../analysis/effective/aws-policy/types.ts'
import { iamDataDate } from '../../analysis/effective/aws-actions/date.ts'
import { unknownActions } from '../../analysis/effective/aws-actions/unknown.ts'
import type { View } from '../../inventory/view.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { enumerated } from '../shared/aws-trust.ts'

export const rule = defineRule({
  id: 'aws-policy-unknown-action',
  title: 'Policies name actions that AWS does not list',
  severity: 'info',
  provider: 'aws',
  subject: 'scope',
  reads: ['aws.identities'],
  messages: {
    unknown: 'Policies of account {account} name what AWS did not list among its actions on {date}: {actions}.',
  },
  frameworks: controls('over-privilege'),
  remediation: () => [
    {
      text: 'Correct the name, or take it out: a misspelt Allow grants nothing, and a misspelt Deny denies nothing.',
      command: 'aws accessanalyzer validate-policy --policy-type IDENTITY_POLICY --policy-document file://policy.json',
    },
    { text: 'An action younger than the list is right as it is; a newer release of Muster knows it.' },
  ],
  check(scope, { view }) {
    if (scope.kind !== 'account') return undefined
    const policies = policiesOf(view, scope.nativeId)
    if (policies.length === 0) return undefined
    const found = policies.flatMap(({ holder, policy }) => unknownIn(policy).map((action) => ({ action, holder })))
    if (found.length === 0) return pass
    const actions = [...new Set(found.map(({ action }) => action))].toSorted()
    const places = [...new Set(found.map(({ action, holder }) => `${action} in ${holder}`))].toSorted()
    return fail('unknown', {
      values: { account: scope.nativeId, date: iamDataDate, actions: enumerated(actions, 5) },
      evidence: places.slice(0, 20).map((detail) => ({ source: 'iam:GetAccountAuthorizationDetails', detail })),
      data: { actions, places: places.slice(0, 200), listedOn: iamDataDate },
    })
  },
})

interface Held {
  readonly holder: string
  readonly policy: CompiledPolicy
}

/** Every policy that somebody holds, once; what AWS itself wrote is taken to be right. */
function policiesOf(view: View, id: string): readonly Held[] {
  const held = new Map<CompiledPolicy, string>()
  for (const { caller, arn } of accountOf(view, id)?.principals ?? [])
    for (const policy of caller.identity) {
      const managed = policy.name?.startsWith('arn:') === true
      if (!managed || !/^arn:[^:]+:iam::aws:/.test(policy.name ?? ''))
        held.set(policy, managed ? (policy.name ?? '') : `${policy.name ?? ''} of ${arn}`)
    }
  return [...held].map(([policy, holder]) => ({ policy, holder }))
}

function unknownIn({ statements }: CompiledPolicy): readonly string[] {
  return unknownActions({ Statement: statements.map(({ source }) => source) }).map(({ pattern }) => pattern)
}
