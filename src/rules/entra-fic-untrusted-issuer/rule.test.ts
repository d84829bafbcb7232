import { accountScope } from '../../../test/support/aws-records.ts'
import { oidcProvider } from '../../../test/support/aws-resources.ts'
import {
  azureGap,
  clientSecret,
  federatedCredential,
  servicePrincipal,
  tenantId,
  tenantScope,
  vendorTenant,
} from '../../../test/support/azure-records.ts'
import { githubScope } from '../../../test/support/github-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const from = (issuer: string, subject: string) => [federatedCredential({ issuer, subject }), servicePrincipal()]
const github = 'https://token.actions.githubusercontent.com'
const ofGithub = (subject: string) => from(github, subject)
const inCluster = (tenant: string) =>
  from(`https://westeurope.oic.prod-aks.azure.com/${tenant}/0d1e/`, 'system:serviceaccount:shop:api')
const scopes = [tenantScope(), githubScope()]

testRule(rule, {
  fail: [
    {
      name: 'another organization than the one in the store',
      records: ofGithub('repo:acme-labs/shop:ref:refs/heads/main'),
      scopes,
      message:
        'Federated credential github-main lets repo:acme-labs/shop:ref:refs/heads/main of the organization acme-labs sign in as shop-api; it is none of yours.',
      severity: 'high',
      confidence: 'possible',
      remediation: 'az ad app federated-credential delete --id',
    },
    {
      name: 'not in the list',
      records: ofGithub('repo:acme-labs/shop:ref:refs/heads/main'),
      options: { trusted: [`${github} repo:acme/`] },
      message:
        'Federated credential github-main lets repo:acme-labs/shop:ref:refs/heads/main of https://token.actions.githubusercontent.com sign in as shop-api, which is not among what is trusted there.',
      confidence: 'proven',
    },
    {
      name: 'an identity of another tenant',
      records: from(`https://login.microsoftonline.com/${vendorTenant}/v2.0`, 'aaaa'),
      message: `Federated credential github-main lets aaaa of the tenant ${vendorTenant} sign in as shop-api; it is none of yours.`,
      confidence: 'proven',
    },
    { name: 'a cluster of another tenant', records: inCluster(vendorTenant), confidence: 'proven' },
    {
      name: 'an issuer that nobody knows',
      records: from('https://login.evil.example', 'me'),
      message:
        'Federated credential github-main lets me of https://login.evil.example sign in as shop-api, an issuer that nobody here knows.',
      confidence: 'possible',
      data: { issuer: 'login.evil.example', subject: 'me', whose: 'stranger' },
    },
  ],
  pass: [
    { name: 'the organization in the store', records: ofGithub('repo:Acme/shop:ref:refs/heads/main'), scopes },
    { name: 'by its id', records: ofGithub('repo:old-name@1001/shop@7:environment:prod'), scopes },
    {
      name: 'in the list',
      records: from('https://gitlab.com', 'project_path:acme/shop:ref_type:branch:ref:main'),
      options: { trusted: ['https://gitlab.com project_path:acme/'] },
    },
    {
      name: 'an issuer of one’s own in the list, whatever the subject',
      records: from('https://id.acme.example/realms/ci', 'runner'),
      options: { trusted: ['https://id.acme.example'] },
    },
    { name: 'a managed identity here', records: from(`https://login.microsoftonline.com/${tenantId}/v2.0`, 'aaaa') },
    { name: 'a cluster here', records: inCluster(tenantId) },
    {
      name: 'a cluster of an account in the store',
      records: [
        ...from('https://oidc.eks.eu-central-1.amazonaws.com/id/ABC', 'system:serviceaccount:shop:api'),
        oidcProvider({ url: 'oidc.eks.eu-central-1.amazonaws.com/id/ABC' }),
      ],
      scopes: [tenantScope(), accountScope()],
    },
  ],
  unknown: [
    {
      name: 'the subject was not read',
      records: [federatedCredential({ subject: unknown('failed') }), servicePrincipal()],
    },
    {
      name: 'some credentials were not read',
      records: [...inCluster(tenantId), azureGap({ step: 'managed-identity-federation' })],
    },
  ],
  notApplicable: [
    { name: 'GitHub, with nothing to compare it to', records: ofGithub('repo:acme/shop:ref:refs/heads/main') },
    {
      name: 'GitLab, with nothing to compare it to',
      records: from('https://gitlab.com', 'project_path:acme/shop:ref_type:branch:ref:main'),
    },
    {
      name: 'switched off',
      records: [federatedCredential({ issuer: 'https://x.example' }), servicePrincipal({ enabled: false })],
    },
    {
      name: 'open to all, which is told elsewhere',
      records: [
        federatedCredential({ subject: null, expression: "claims['sub'] matches 'repo:*'" }),
        servicePrincipal(),
      ],
    },
    { name: 'a secret', records: [clientSecret()] },
  ],
})
