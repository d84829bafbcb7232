import { oktaGap, oktaSecret, oktaToken, oktaUser } from '../../../test/support/okta-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const network = (connection: string, include: string[] = [], exclude: string[] = []) => ({
  network: { connection, include, exclude },
})

testRule(rule, {
  fail: [
    {
      name: 'from anywhere',
      records: [oktaToken(network('ANYWHERE')), oktaUser()],
      message: 'API token "ci" of mona@acme.example works from any address.',
      severity: 'medium',
      remediation:
        '-d \'{"name":"ci","userId":"00umona","network":{"connection":"ZONE","include":["\'"$ZONE_ID"\'"]}}\'',
    },
    {
      name: 'whose name has a quote in it',
      records: [oktaToken({ name: "ada's", ...network('ANYWHERE') })],
      remediation: '"name":"ada\'\\\'\'s"',
    },
    {
      name: 'from anywhere but one zone',
      records: [oktaToken(network('ZONE', [], ['nzoBad'])), oktaUser()],
      message: 'API token "ci" of mona@acme.example works from any address outside of 1 zone.',
      severity: 'low',
    },
  ],
  pass: [
    { name: 'from the office', records: [oktaToken()] },
    { name: 'from any zone that was made', records: [oktaToken(network('ZONE', ['ALL_IP_ZONES']))] },
  ],
  unknown: [
    { name: 'held to something that is newer than Muster', records: [oktaToken(network('DEVICE', ['d1']))] },
    { name: 'Okta does not tell', records: [oktaToken({ network: { unknown: 'unsupported' } })] },
    { name: 'not all were read', records: [oktaToken(), oktaGap({ step: 'api-tokens' })] },
  ],
  notApplicable: [{ name: 'another credential', records: [oktaSecret()] }],
})
