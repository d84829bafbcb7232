import {
  anthropicGap,
  anthropicId,
  claudeFederation,
  claudeServiceAccount,
} from '../../../test/support/anthropic-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const account = claudeServiceAccount()
const main = 'repo:acme/shop:ref:refs/heads/main'

testRule(rule, {
  fail: [
    {
      name: 'anybody’s pipeline',
      records: [claudeFederation({ subject: 'repo:*' }), account],
      message: 'Rule ci lets tokens of GitHub Actions beyond one organisation become shop-api: it asks for repo:*.',
      severity: 'critical',
      related: [anthropicId('anthropic-service-account', 'svac_shopapi')],
      remediation: '/v1/organizations/federation_rules/fdrl_ci',
    },
    {
      name: 'the whole organization',
      records: [claudeFederation({ subject: 'repo:acme/*' }), account],
      message: 'Rule ci lets all of the organisation become shop-api: it asks GitHub Actions for repo:acme/*.',
      severity: 'high',
    },
    {
      name: 'one repository, whatever the branch',
      records: [claudeFederation({ subject: 'repo:acme/shop:*' })],
      message:
        'Rule ci lets GitHub Actions become svac_shopapi whatever the branch or the occasion: it asks for repo:acme/shop:*.',
      severity: 'medium',
    },
    {
      name: 'administers the organization',
      records: [claudeFederation({ subject: main, scopes: ['org:admin'] }), account],
      message:
        'Rule ci lets repo:acme/shop:ref:refs/heads/main of https://token.actions.githubusercontent.com administer the organization as shop-api, by org:admin.',
      severity: 'high',
    },
    {
      name: 'administers, and nobody can read by what',
      records: [claudeFederation({ subject: null, condition: 'claims.ref_protected', scopes: ['org:admin'] }), account],
      data: { admin: true },
    },
    {
      name: 'the whole organization administers',
      records: [claudeFederation({ subject: 'repo:acme/*', scopes: ['org:admin'] }), account],
      severity: 'critical',
    },
  ],
  pass: [
    { name: 'one branch', records: [claudeFederation({ subject: main }), account] },
    {
      name: 'one branch, and a condition beside it',
      records: [claudeFederation({ subject: main, condition: 'claims.ref_protected' }), account],
    },
    {
      name: 'by claims',
      records: [claudeFederation({ subject: null, claims: ['ref=refs/heads/main', 'repository=acme/shop'] }), account],
    },
  ],
  unknown: [
    {
      name: 'a condition alone',
      records: [claudeFederation({ subject: null, condition: 'claims.repository == "acme/shop"' }), account],
    },
    {
      name: 'some rules were not read',
      records: [claudeFederation({ subject: main }), anthropicGap({ step: 'federation' })],
    },
  ],
  notApplicable: [{ name: 'archived', records: [claudeFederation({ subject: 'repo:*', enabled: false }), account] }],
})
