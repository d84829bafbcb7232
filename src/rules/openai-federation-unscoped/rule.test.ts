import {
  openaiAccountId,
  openaiFederation,
  openaiGap,
  openaiId,
  openaiServiceAccount,
} from '../../../test/support/openai-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const account = openaiServiceAccount()

testRule(rule, {
  fail: [
    {
      name: 'nothing is asked of anybody’s pipeline',
      records: [openaiFederation({ matchers: [] }), account],
      message: 'Rule ci lets tokens of GitHub Actions beyond one organisation become shop-api: it asks for nothing.',
      severity: 'critical',
      related: [openaiId('openai-service-account', openaiAccountId('shop-api'))],
      remediation: '/workload_identity_providers/wip_github/federation_rules/wifr_ci',
    },
    {
      name: 'the whole organization',
      records: [openaiFederation({ matchers: ['repository_owner=acme'] }), account],
      severity: 'high',
      message: 'Rule ci lets all of the organisation become shop-api: it asks GitHub Actions for acme.',
    },
    {
      name: 'one repository, whatever the branch',
      records: [openaiFederation({ matchers: ['repository=acme/shop'] })],
      severity: 'medium',
      message:
        'Rule ci lets GitHub Actions become user-svc-shop-api whatever the branch or the occasion: it asks for acme/shop.',
    },
    {
      name: 'an issuer of one’s own',
      records: [openaiFederation({ issuer: 'https://oidc.acme.example', matchers: [] }), account],
      severity: 'high',
    },
  ],
  pass: [
    {
      name: 'one repository and environment',
      records: [openaiFederation({ matchers: ['sub=repo:acme/shop:environment:prod'] }), account],
    },
    {
      name: 'by two claims',
      records: [openaiFederation({ matchers: ['repository=acme/shop', 'ref=refs/heads/main'] }), account],
    },
  ],
  unknown: [
    {
      name: 'a star, which may stand for itself or for anything',
      records: [openaiFederation({ matchers: ['sub=repo:acme/*'] }), account],
    },
    { name: 'attributes that somebody made', records: [openaiFederation({ matchers: ['team=shop'] }), account] },
    {
      name: 'some rules were not read',
      records: [
        openaiFederation({ matchers: ['sub=repo:acme/shop:environment:prod'] }),
        openaiGap({ step: 'workload-identity' }),
      ],
    },
  ],
  notApplicable: [{ name: 'switched off', records: [openaiFederation({ matchers: [], enabled: false }), account] }],
})
