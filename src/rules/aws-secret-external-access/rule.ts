import { z } from 'zod'
import { ownAccounts, trustedAccounts } from '../../analysis/effective/aws-accounts.ts'
import { secretFacts } from '../../analysis/effective/aws-facts.ts'
import { openingsOf } from '../../analysis/effective/aws-trust.ts'
import { pinsCaller, pinsOrganization } from '../../analysis/effective/aws-trust-scope.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { read } from '../shared/evidence.ts'
import { word } from '../shared/aws-commands.ts'
import { enumerated } from '../shared/aws-trust.ts'

export const rule = defineRule({
  id: 'aws-secret-external-access',
  title: 'Secret can be read from outside',
  severity: 'high',
  provider: 'aws',
  subject: 'resource',
  kinds: ['secretsmanager:secret'],
  // The organisation is asked for only where it decides, and its gap is answered here.
  reads: ['aws.secrets', 'aws.secret-policies'],
  options: z.strictObject({
    knownAccounts: z
      .array(z.string().regex(/^\d{12}$/))
      .default([])
      .describe('Accounts outside the organisation that may read secrets.'),
  }),
  messages: {
    public: 'Secret {secret} may be read by anyone: its policy has a wildcard principal that no condition holds.',
    foreign: 'Secret {secret} may be read from account {accounts}, which is neither of the organisation nor known.',
  },
  frameworks: controls('secret-leakage', { 'cis-aws-7.0.0': ['2.21'], 'mitre-attack-19.1': ['T1555.006'] }),
  remediation: (secret) => [
    {
      text: 'Keep the policy as it is now, to be able to go back.',
      command: `aws secretsmanager get-resource-policy --region ${secretFacts(secret).region} --secret-id ${word(secret.nativeId)} --query ResourcePolicy --output text > policy.json`,
    },
    { text: 'Name the roles that may read the secret as Principal, or hold a wildcard by aws:PrincipalOrgID.' },
    {
      text: 'Write the policy back; Secrets Manager refuses it if it is still open to everybody.',
      command: `aws secretsmanager put-resource-policy --region ${secretFacts(secret).region} --secret-id ${word(secret.nativeId)} --resource-policy file://policy.json --block-public-policy`,
    },
    { text: 'Rotate the secret if the access was not intended.' },
  ],
  check(secret, { view, options }) {
    const { resourcePolicy } = secretFacts(secret)
    if (isUnknown(resourcePolicy))
      return unknownBecause(becauseOf(resourcePolicy), ['secretsmanager:GetResourcePolicy'])
    if (resourcePolicy === null) return pass
    const openings = openingsOf(resourcePolicy, () => ['secretsmanager:GetSecretValue'])
    const open = openings.filter((opening) => opening.principal.type === 'anyone' && !pinsCaller(opening))
    if (open.length > 0) {
      const statements = open.map((each) => each.via)
      const evidence = statements.flatMap((statement) => read('secretsmanager:GetResourcePolicy', statement))
      return fail('public', { values: { secret: secret.name }, evidence, data: { statements } })
    }
    const own = (account: string) => secret.scope.endsWith(account) || options.knownAccounts.includes(account)
    const held = openings.filter((opening) => !pinsOrganization(opening))
    const strange = held.flatMap(trustedAccounts).filter((account) => !own(account))
    if (strange.length === 0) return pass
    const { ids, hidden } = ownAccounts(view)
    const accounts = [...new Set(strange)].filter((account) => !ids.has(account)).toSorted()
    if (accounts.length === 0) return pass
    if (hidden) return unknownBecause(hidden, ['organizations:ListAccounts'])
    const theirs = held.filter((opening) => trustedAccounts(opening).some((account) => accounts.includes(account)))
    return fail('foreign', {
      values: { secret: secret.name, accounts: enumerated(accounts) },
      evidence: theirs.flatMap((opening) => read('secretsmanager:GetResourcePolicy', opening.via)),
      data: { accounts },
    })
  },
})
