import { testRule } from '../../../test/support/rule-tester.ts'
import { githubGap, webhook } from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'no secret',
      records: [webhook({ hasSecret: false })],
      message: 'Webhook to ci.acme.example has no secret.',
      severity: 'low',
      data: { level: 'organization', hasSecret: false },
      remediation: 'gh api -X PATCH /orgs/acme/hooks/71/config -f secret="$WEBHOOK_SECRET" -f insecure_ssl=0',
    },
    {
      name: 'any certificate',
      records: [webhook({ repository: 'acme/api', insecureSsl: true, hasSecret: unknown('failed') })],
      message: 'Webhook to ci.acme.example takes any certificate.',
      severity: 'medium',
      remediation: '/repos/acme/api/hooks/71/config',
    },
    {
      name: 'plain HTTP',
      records: [webhook({ plainHttp: true, hasSecret: false })],
      message: 'Webhook to ci.acme.example goes over plain HTTP.',
      severity: 'medium',
    },
    {
      name: 'nobody there any more',
      records: [webhook({ lastResponse: 404 })],
      message: 'Webhook to ci.acme.example is answered with status 404.',
      remediation: 'gh api -X DELETE /orgs/acme/hooks/71',
    },
    { name: 'no secret, its host not known', records: [webhook({ host: unknown('failed'), hasSecret: false })] },
  ],
  pass: [
    { name: 'signed, over TLS', records: [webhook({ lastResponse: 200 })] },
    { name: 'a bad moment', records: [webhook({ lastResponse: 502 })] },
    { name: 'a receiver that looks at no signature', records: [webhook({ host: 'discord.com', hasSecret: false })] },
  ],
  unknown: [
    { name: 'nobody told whether it is signed', records: [webhook({ hasSecret: unknown('denied') })] },
    {
      name: 'nobody told of certificates',
      records: [webhook({ repository: 'acme/api', insecureSsl: unknown('failed') })],
    },
    { name: 'some were denied', records: [webhook(), githubGap({ step: 'organization-webhooks' })] },
  ],
  notApplicable: [{ name: 'switched off', records: [webhook({ active: false, plainHttp: true, hasSecret: false })] }],
})
