/**
 * From a repository over the tenant into AWS: whoever proposes something runs as an application that Microsoft gives no
 * power, and whose tokens a role of AWS takes that administers the account. Its twin is told apart by each claim.
 */
import { allow, awsManaged, trust } from '../documents.ts'
import type { AccountBuilder } from '../account.ts'
import type { TenantBuilder } from './azure/builder.ts'
import { guid, tenantId } from './azure/ids.ts'
import type { Expect } from './github/company.ts'
import type { Drawer } from './github/repositories.ts'
import { deployAzure } from './github/workflows.ts'

const issuer = `sts.windows.net/${tenantId}/`
const audience = 'api://larkspur-aws'
const estimates = 'ci-freight-estimates'
const report = 'ci-freight-report'

export function plantCrossingApplications({ app }: TenantBuilder, expect: Expect): void {
  const run = (environment: string): object => ({
    federated: [{ subject: `repo:larkspur@4711/storefront-widgets@818:environment:${environment}` }],
  })
  // What tokens for AWS are made for; it signs in nowhere itself.
  app('aws-access', {
    application: { identifierUris: [audience], serviceManagementReference: 'CMDB-0911' },
    principal: { servicePrincipalNames: [audience, guid('app aws-access')] },
  })
  app(estimates, run('estimates'))
  app(report, run('reports'))
  expect('entra-principal-path-to-admin', guid(`app ${estimates}`), 'high')
}

export function plantCrossingRoles(prod: AccountBuilder): void {
  const provider = `arn:aws:iam::${prod.id}:oidc-provider/${issuer}`
  prod.iam('OpenIDConnectProviders', {
    Arn: provider,
    Url: issuer,
    ClientIDList: [audience],
    ThumbprintList: ['6938fd4d98bab03faadb97b34396831e3780aea1'],
    CreateDate: '2025-08-20T08:30:00+00:00',
    Tags: [],
  })
  const door = (name: string, of: string, aud: string, held: object): string =>
    prod.role(name, {
      trust: trust(
        { Federated: provider },
        { StringEquals: { [`${issuer}:aud`]: aud, [`${issuer}:sub`]: guid(`principal ${of}`) } },
        'sts:AssumeRoleWithWebIdentity',
      ),
      created: '2025-09-01',
      used: '2026-11-20',
      tags: { owner: 'platform@larkspur.example' },
      ...held,
    })
  const administers = { attached: [awsManaged('AdministratorAccess')] }
  const reads = { inline: { read: allow('s3:GetObject', 'arn:aws:s3:::larkspur-freight/*') } }
  for (const arn of [
    door('freight-estimates', estimates, audience, administers),
    // The provider does not take what these tokens are made for: nobody gets in.
    door('freight-batch', report, 'api://larkspur-aws-batch', administers),
  ])
    prod.expect('aws-principal-effective-admin', arn, 'critical')
  door('freight-report', report, audience, reads)
}

export function crossingRuns({ file }: Drawer, expect: Expect): void {
  const at = (name: string): string => `larkspur/storefront-widgets/.github/workflows/${name}`
  file(
    'storefront-widgets',
    '.github/workflows/estimates.yml',
    deployAzure({
      client: guid(`app ${estimates}`),
      on: ['  pull_request_target:'],
      environment: 'estimates',
      checkout: '${{ github.event.pull_request.head.sha }}',
      steps: ['      - run: npm ci && npm run estimates'],
    }),
  )
  expect('nhi-federation-chain-to-admin', at('estimates.yml'), 'critical')
  expect('github-workflow-pwn-request', at('estimates.yml'), 'high')
  file(
    'storefront-widgets',
    '.github/workflows/report.yml',
    deployAzure({
      client: guid(`app ${report}`),
      on: ['  issue_comment: { types: [created] }'],
      environment: 'reports',
      steps: ['      - run: npm ci && npm run report'],
    }),
  )
}
