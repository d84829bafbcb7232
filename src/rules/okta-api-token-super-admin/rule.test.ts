import { oktaGap, oktaRole, oktaSecret, oktaToken, oktaUser } from '../../../test/support/okta-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { oktaId, oktaUserId } from '../../../test/support/okta-place.ts'
import { rule } from './rule.ts'

const role = (type: string, more = {}) => oktaRole({ type, of: 'mona', ofKind: 'user', ...more })

testRule(rule, {
  fail: [
    {
      name: 'a super administrator’s',
      records: [oktaToken(), oktaUser(), role('SUPER_ADMIN')],
      message: 'API token "ci" may all that mona@acme.example may, who is a super administrator.',
      severity: 'high',
      related: [oktaId('user', oktaUserId('mona'))],
      remediation: '/api/v1/api-tokens/00Tci',
    },
    {
      name: 'by a group',
      records: [oktaToken(), oktaUser(), role('ORG_ADMIN', { assignment: 'GROUP' })],
      message: 'API token "ci" may all that mona@acme.example may, who is an organization administrator.',
      data: { roles: ['ORG_ADMIN'], anywhere: false },
    },
    {
      name: 'of somebody whom nobody may read',
      records: [
        oktaToken({ network: { connection: 'ANYWHERE', include: [], exclude: [] } }),
        oktaGap({ step: 'people' }),
        role('SUPER_ADMIN'),
      ],
      message: 'API token "ci" may all that 00umona may, who is a super administrator.',
      data: { anywhere: true },
    },
  ],
  pass: [
    { name: 'of somebody without a role', records: [oktaToken(), oktaUser()] },
    { name: 'of an administrator of applications', records: [oktaToken(), oktaUser(), role('APP_ADMIN')] },
  ],
  unknown: [
    { name: 'of a role that is newer than Muster', records: [oktaToken(), oktaUser(), role('AGENT_ADMIN')] },
    { name: 'roles were not read', records: [oktaToken(), oktaUser(), oktaGap({ step: 'admin-assignments' })] },
  ],
  notApplicable: [{ name: 'another credential', records: [oktaSecret()] }],
})
