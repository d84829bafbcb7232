import { oktaGap, oktaSecret, oktaToken, oktaUser } from '../../../test/support/okta-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { oktaId, oktaUserId } from '../../../test/support/okta-place.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'a person’s',
      records: [oktaToken(), oktaUser()],
      message:
        'API token "ci" belongs to mona@acme.example, a person: it acts in their name, and ends with their account.',
      related: [oktaId('user', oktaUserId('mona'))],
    },
  ],
  pass: [
    {
      name: 'of an account for a machine',
      records: [
        oktaToken({ owner: 'svc-ci' }),
        oktaUser({ name: 'svc-ci', machineSigns: ['login svc-ci@acme.example'] }),
      ],
    },
  ],
  unknown: [
    { name: 'people were not read', records: [oktaToken(), oktaGap({ step: 'people' })] },
    { name: 'its owner is not among them', records: [oktaToken()] },
  ],
  notApplicable: [{ name: 'another credential', records: [oktaSecret()] }],
})
