import { conditionsOf, describe, standingOf } from '../../analysis/effective/aws-access/index.ts'
import type { Principal, Standing } from '../../analysis/effective/aws-access/index.ts'
import { exposureOf } from '../../analysis/effective/aws-exposure.ts'
import { severityFor } from '../../analysis/exposure.ts'
import type { Identity, Remediation } from '../../model/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { word } from '../shared/aws-commands.ts'
import { askable, hiddenGrants, isPerson, missingWords } from '../shared/aws-paths.ts'
import { enumerated } from '../shared/aws-trust.ts'

export const rule = defineRule({
  id: 'aws-principal-effective-admin',
  title: 'Machine identity administers the account',
  severity: 'high',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-role', 'iam-user'],
  reads: ['aws.identities'],
  messages: {
    admin: '{name} may do everything in account {account}, by {policies}.',
    conditional: '{name} may do everything in account {account}, by {policies}, {conditions}.',
    possible: '{name} may do everything in account {account}, by {policies}, as far as could be read.',
  },
  frameworks: controls('over-privilege'),
  remediation: narrow,
  check(identity, { view }) {
    const asked = askable(identity, view)
    if (!asked || isPerson(identity)) return undefined
    const standing = standingOf(asked.principal, asked.account)
    if (standing.tier !== 'admin') return hiddenGrants(asked.principal) ?? pass
    const exposed = exposureOf(identity, view)
    const grants = grantsOf(asked.principal, standing)
    return fail(messageOf(standing), {
      values: {
        name: identity.name,
        account: asked.account.id,
        policies: enumerated(grants.map(({ policy }) => policy)),
        conditions: conditionsOf(standing).join(', '),
      },
      severity: severityFor('admin', exposed.exposure),
      confidence: standing.verdict === 'proven' ? 'proven' : 'possible',
      evidence: grants.map(({ detail }) => ({ source: 'iam:GetAccountAuthorizationDetails', detail })),
      data: {
        verdict: standing.verdict,
        exposure: exposed.exposure,
        exposedBy: exposed.because,
        conditions: conditionsOf(standing),
        missingFacts: missingWords(standing.missing),
      },
    })
  },
})

function messageOf({ verdict }: Standing): 'admin' | 'conditional' | 'possible' {
  return verdict === 'proven' ? 'admin' : verdict
}

interface Grant {
  readonly policy: string
  readonly detail: string
}

/** The statements of its own policies that grant everything. */
function grantsOf(principal: Principal, { because }: Standing): readonly Grant[] {
  const found = because.flatMap((ref) => {
    const statement = ref.source === 'identity' && ref.effect === 'Allow' ? describe(ref, principal) : undefined
    if (!statement) return []
    const { holder, policy, sid, index } = statement
    const place = `${policy} > ${sid ?? `Statement[${index}]`}`
    const through = holder === principal.arn ? '' : ` through ${holder.split(':').at(-1)}`
    return [{ policy: `${policy.split('/').at(-1)}${through}`, detail: `${holder} > ${place}` }]
  })
  return [...new Map(found.map((grant) => [grant.detail, grant])).values()]
}

/** Administrators by design of whoever made them: what to do there is another matter. */
const made: readonly (readonly [RegExp, string])[] = [
  [
    /^(AWSControlTowerExecution|aws-controltower-AdministratorExecutionRole)$/,
    'AWS Control Tower needs the role as it is. Watch who may assume it from the management and audit accounts, and waive this finding with an owner.',
  ],
  [
    /^OrganizationAccountAccessRole$/,
    'AWS Organizations made the role with the account: let in named roles of the management account in place of the whole account, or delete the role where another one is there for emergencies.',
  ],
  [
    /^(AWSCloudFormationStackSetExecutionRole|stacksets-exec-[0-9a-f]+)$/,
    'CloudFormation stack sets are built by the role: narrow its policy to what their templates hold, and its trust to the administration role.',
  ],
  [
    /^cdk-[a-z0-9]+-cfn-exec-role-/,
    'CDK gave it AdministratorAccess for want of anything else: bootstrap again with --cloudformation-execution-policies and a policy of what your stacks hold.',
  ],
]

function narrow(identity: Identity): readonly Remediation[] {
  const known = made.find(([name]) => identity.kind === 'iam-role' && name.test(identity.name))
  if (known) return [{ text: known[1] }]
  const kind = identity.kind === 'iam-user' ? 'user' : 'role'
  return [
    {
      text: 'See which services it has used; what it never used it does not need.',
      command: `aws iam generate-service-last-accessed-details --arn ${word(identity.nativeId)}`,
    },
    {
      text: 'Attach a policy for what it does need, try it, then detach the one that grants everything.',
      command: `aws iam detach-${kind}-policy --${kind}-name ${word(identity.name)} --policy-arn "$POLICY_ARN"`,
    },
    {
      text: 'Where it must stay an administrator, set a permissions boundary and let it in for a moment only, by people who are named.',
    },
  ]
}
