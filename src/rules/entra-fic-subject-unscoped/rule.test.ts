import {
  azureGap,
  clientSecret,
  federatedCredential,
  managedIdentity,
  objectIdOf,
  principalId,
  servicePrincipal,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const flexible = (expression: unknown, more = {}) =>
  federatedCredential({ subject: null, expression: expression as string, ...more })
const sub = (value: string) => flexible(`claims['sub'] matches '${value}'`)
const exact = (subject: string, more = {}) => federatedCredential({ subject, ...more })
const gitlab = 'https://gitlab.com'

testRule(rule, {
  fail: [
    {
      name: 'any repository on GitHub',
      records: [sub('repo:*:ref:refs/heads/main'), servicePrincipal()],
      message:
        'Federated credential github-main lets tokens of GitHub Actions beyond one organisation sign in as shop-api, by repo:*:ref:refs/heads/main.',
      severity: 'critical',
      confidence: 'proven',
      related: [principalId('shop-api')],
      remediation: `az ad app federated-credential update --id ${objectIdOf('application', 'shop-api')}`,
    },
    {
      name: 'names that begin alike',
      records: [sub('repo:acme*'), servicePrincipal()],
      severity: 'critical',
    },
    {
      name: 'no claim that pins anything',
      records: [flexible("claims['job_workflow_ref'] matches '*'"), servicePrincipal()],
      severity: 'critical',
    },
    {
      name: 'every repository of the organisation',
      records: [sub('repo:acme/*'), servicePrincipal()],
      message:
        'Federated credential github-main lets all of the organisation sign in as shop-api, by repo:acme/* of GitHub Actions.',
      severity: 'high',
      data: { issuer: 'token.actions.githubusercontent.com', breadth: 'whole', subjects: ['repo:acme/*'] },
    },
    { name: 'their main branches', records: [sub('repo:acme/*:ref:refs/heads/main'), servicePrincipal()] },
    {
      name: 'every branch of a repository',
      records: [sub('repo:acme/shop:*'), servicePrincipal()],
      message:
        'Federated credential github-main lets GitHub Actions sign in as shop-api whatever the branch or the occasion, by repo:acme/shop:*.',
      severity: 'medium',
    },
    {
      name: 'pull requests, by an exact subject, as a managed identity',
      records: [exact('repo:acme/shop:pull_request', { identity: 'id-shop' }), managedIdentity()],
      severity: 'medium',
      remediation:
        'az identity federated-credential update --name github-main --identity-name id-shop --resource-group rg-shop',
    },
    {
      name: 'plans of Terraform',
      records: [
        exact('organization:acme:project:shop:workspace:prod:run_phase:plan', { issuer: 'https://app.terraform.io' }),
        servicePrincipal(),
      ],
      severity: 'medium',
    },
    {
      name: 'the identity was not read',
      records: [sub('repo:acme/*'), azureGap({ step: 'service-principals' })],
      confidence: 'possible',
    },
  ],
  pass: [
    { name: 'the main branch', records: [federatedCredential(), servicePrincipal()] },
    { name: 'an environment', records: [exact('repo:acme/shop:environment:production'), servicePrincipal()] },
    {
      name: 'a star in an exact subject, which no token carries',
      records: [exact('repo:acme/*'), servicePrincipal()],
    },
    {
      name: 'a workflow beside the repository',
      records: [
        flexible(
          "claims['sub'] matches 'repo:acme/shop:*' and claims['job_workflow_ref'] matches 'acme/ci/.github/workflows/deploy.yml@refs/heads/main'",
        ),
        servicePrincipal(),
      ],
    },
    {
      name: 'a branch of GitLab',
      records: [exact('project_path:acme/shop:ref_type:branch:ref:main', { issuer: gitlab }), servicePrincipal()],
    },
    {
      name: 'a service account of a cluster',
      records: [
        exact('system:serviceaccount:shop:api', {
          issuer: 'https://westeurope.oic.prod-aks.azure.com/7c9d0e1f-2a3b-4c5d-8e9f-0a1b2c3d4e5f/0d1e/',
        }),
        servicePrincipal(),
      ],
    },
  ],
  unknown: [
    { name: 'the expression was not read', records: [flexible(unknown('failed')), servicePrincipal()] },
    { name: 'an expression of another form', records: [flexible("claims['sub'] in ['a', 'b']"), servicePrincipal()] },
    {
      name: 'some credentials were not read',
      records: [federatedCredential(), servicePrincipal(), azureGap({ step: 'federated-credentials' })],
    },
  ],
  notApplicable: [
    { name: 'switched off', records: [sub('repo:*'), servicePrincipal({ enabled: false })] },
    { name: 'a secret', records: [clientSecret()] },
  ],
})
