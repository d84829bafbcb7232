import { standingOf } from '../../analysis/effective/aws-access/index.ts'
import { exposureOf } from '../../analysis/effective/aws-exposure.ts'
import { factoryOf } from '../../analysis/effective/aws-role-factory.ts'
import { severityFor } from '../../analysis/exposure.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { askable, hiddenGrants } from '../shared/aws-paths.ts'
import { enumerated } from '../shared/aws-trust.ts'

export const rule = defineRule({
  id: 'aws-boundaryless-role-factory',
  title: 'Identity makes new identities without a boundary',
  severity: 'high',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-role', 'iam-user'],
  reads: ['aws.identities'],
  messages: {
    factory: '{name} can make a new {kind} that no boundary holds and give it any permission ({actions}).',
  },
  frameworks: controls('over-privilege', { 'mitre-attack-19.1': ['T1136.003', 'T1098.003'] }),
  remediation: () => [
    {
      text: 'Demand a boundary of whatever it makes or arms: "Condition": {"StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::$ACCOUNT_ID:policy/$BOUNDARY"}} on iam:CreateRole, iam:CreateUser and on every iam:Attach…Policy and iam:Put…Policy.',
    },
    {
      text: 'Deny it iam:DeleteRolePermissionsBoundary, iam:PutRolePermissionsBoundary and changes to the boundary itself, or the condition holds nothing.',
    },
  ],
  check(identity, { view }) {
    const asked = askable(identity, view)
    if (!asked || standingOf(asked.principal, asked.account).tier === 'admin') return undefined
    const factory = factoryOf(asked.principal, asked.account)
    if (!factory) return hiddenGrants(asked.principal) ?? pass
    const exposed = exposureOf(identity, view)
    return fail('factory', {
      values: {
        name: identity.name,
        kind: factory.actions.includes('iam:CreateUser') ? 'user' : 'role',
        actions: enumerated(factory.actions),
      },
      severity: severityFor('one-step', exposed.exposure),
      confidence: factory.verdict === 'proven' ? 'proven' : 'possible',
      evidence: factory.statements
        .filter(({ effect, source }) => effect === 'Allow' && source === 'identity')
        .map(({ holder, policy, sid, index }) => ({
          source: 'iam:GetAccountAuthorizationDetails',
          detail: `${holder} > ${policy} > ${sid ?? `Statement[${index}]`}`,
        })),
      data: {
        verdict: factory.verdict,
        actions: factory.actions,
        example: factory.on,
        conditions: factory.conditions,
        missingFacts: factory.missing,
        exposure: exposed.exposure,
        exposedBy: exposed.because,
      },
    })
  },
})
