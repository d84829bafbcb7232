/** Doors from GitHub into the tenant, and what stands behind them. */
import type { TenantBuilder } from './builder.ts'
import { guid, inGroup, subscriptions } from './ids.ts'
import type { Expect } from '../github/company.ts'

const lab = `/subscriptions/${subscriptions.lab}`

export function plantFederation({ app, azureRole, userIdentity }: TenantBuilder, expect: Expect): void {
  const subject = (text: string): { readonly subject: string } => ({ subject: text })
  const protectedEnvironment = subject('repo:larkspur@4711/infrastructure@816:environment:production')

  app('ci-website', { federated: [subject('repo:larkspur@4711/website@817:pull_request')] })
  expect('entra-fic-subject-unscoped', guid('federated ci-website 0'), 'medium')
  app('ci-fleet', {
    federated: [
      {
        subject: null,
        claimsMatchingExpression: { value: "claims['sub'] matches 'repo:larkspur@4711/*'", languageVersion: 1 },
      },
    ],
  })
  expect('entra-fic-subject-unscoped', guid('federated ci-fleet 0'), 'high')
  app('ci-shop', { federated: [subject('repo:larkspur@4711/shop@815:environment:production')] })

  app('partner-runner', { federated: [subject('repo:quayside-consulting/larkspur-deploy:environment:production')] })
  expect('entra-fic-untrusted-issuer', guid('federated partner-runner 0'), 'high')

  // Owner of a subscription, by a protected environment alone: still a door that leads all the way.
  const kept = { owners: [], application: { serviceManagementReference: 'CMDB-0815' } }
  azureRole(app('ci-infrastructure-azure', { ...kept, federated: [protectedEnvironment] }), 'Owner', lab)
  expect('entra-fic-privileged-app', guid('federated ci-infrastructure-azure 0'), 'high')
  expect('azure-mi-privileged', guid('app ci-infrastructure-azure'), 'high')
  azureRole(app('ci-infrastructure-plan', { federated: [protectedEnvironment] }), 'Reader', lab)

  // Whoever comments starts a run of main, which signs in as the owner of the subscription; nobody outside starts its twin.
  azureRole(
    app('ci-pallet-simulator', { federated: [subject('repo:larkspur@4711/website@817:ref:refs/heads/main')] }),
    'Owner',
    lab,
  )
  expect('entra-fic-privileged-app', guid('federated ci-pallet-simulator 0'), 'high')
  expect('azure-mi-privileged', guid('app ci-pallet-simulator'), 'high')
  expect('entra-privileged-app-has-owners', guid('app ci-pallet-simulator'), 'critical')
  const scoped = userIdentity('ci-pallet-report', {
    subscription: subscriptions.lab,
    group: 'rg-simulation',
    federated: [
      {
        name: 'nightly',
        issuer: 'https://token.actions.githubusercontent.com',
        subject: 'repo:larkspur@4711/website@817:environment:nightly',
      },
    ],
  })
  azureRole(scoped, 'Storage Blob Data Reader', inGroup(subscriptions.lab, 'rg-simulation'))
}

/** Client ids that workflows of GitHub sign in with. */
export const clientIds = {
  simulator: guid('app ci-pallet-simulator'),
  report: guid('app ci-pallet-report'),
  infrastructure: guid('app ci-infrastructure-azure'),
} as const
