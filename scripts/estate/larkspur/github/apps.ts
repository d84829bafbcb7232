/** Apps that are installed in the organization, and the pages of the public ones. */
import type { Row } from '../../../../fixtures/servers/github/estate.ts'
import type { Expect } from './company.ts'
import { appPage, installation } from './rows.ts'
import { usage } from './usage.ts'

/** The app that the demo signs in as. */
export const scannerAppId = 1_200_001

const scannerReads = [
  'organization_personal_access_tokens',
  'organization_personal_access_token_requests',
  'organization_api_insights',
  'members',
  'organization_secrets',
  'organization_dependabot_secrets',
  'organization_codespaces_secrets',
  'organization_agent_secrets',
  'organization_actions_variables',
  'organization_agent_variables',
  'organization_hooks',
  'organization_self_hosted_runners',
  'organization_copilot_agent_settings',
  'organization_custom_properties',
  'secret_scanning_alerts',
  'administration',
  'repository_hooks',
  'actions',
  'actions_variables',
  'environments',
  'secrets',
  'dependabot_secrets',
  'agent_secrets',
  'copilot_agent_settings',
  'contents',
]

export function apps(expect: Expect): { readonly installations: readonly Row[]; readonly usage: readonly Row[] } {
  const installations: Row[] = []
  const used: Row[] = []
  const install = (
    slug: string,
    spec: Parameters<typeof installation>[1],
    last: string | null = '2026-11-20',
  ): string => {
    const row = installation(slug, spec)
    installations.push(row)
    if (last !== null) used.push(usage('installation', Number(row['id']), slug, last))
    return slug
  }
  // More than its manifest asks for, so that it sees every ruleset and every secret by name: that is worth a finding as well.
  const scanner = install('muster-larkspur', {
    appId: scannerAppId,
    all: true,
    permissions: {
      ...Object.fromEntries(scannerReads.map((name) => [name, 'read'])),
      organization_administration: 'write',
      codespaces_secrets: 'write',
    },
  })
  expect('github-app-admin-permissions', scanner, 'high')
  expect('github-app-all-repos', scanner, 'medium')
  const reading = { metadata: 'read', issues: 'read', pull_requests: 'read' }
  expect('github-app-all-repos', install('slack', { appId: 7, all: true, permissions: reading }), 'medium')
  const writing = { contents: 'write', pull_requests: 'write', checks: 'write' }
  expect(
    'github-app-all-repos',
    install('skylight-quality', { appId: 310_442, all: true, permissions: writing }),
    'high',
  )
  install('renovate', { appId: 2740, permissions: { ...writing, issues: 'write' } })

  const governing = { administration: 'write', contents: 'read' }
  expect(
    'github-app-admin-permissions',
    install('larkspur-fleet', { appId: 1_200_011, permissions: governing }),
    'high',
  )
  install('larkspur-release', { appId: 1_200_012, permissions: { contents: 'write' } })

  const asleep = { appId: 96_113, permissions: { contents: 'read' }, updated: '2024-05-02' } as const
  expect(
    'github-app-stale-or-suspended',
    install('gantry-metrics', { ...asleep, suspended: '2026-02-11' }, null),
    'low',
  )
  // As old, and at work.
  install('gantry-status', { appId: 96_114, permissions: { statuses: 'write' }, updated: '2024-05-02' })

  const agent = install('devin-ai-integration', { appId: 811_515, permissions: writing })
  expect('github-app-third-party-ai', agent, 'high')
  const reviewer = install('coderabbitai', {
    appId: 347_564,
    permissions: { contents: 'read', pull_requests: 'write' },
  })
  expect('github-app-third-party-ai', reviewer, 'info')
  return { installations, usage: used }
}

export const appPages: { readonly [slug: string]: Row } = Object.fromEntries(
  [
    appPage('slack', 7, 'slackhq', 'Slack', 'Notifications about issues and pull requests in channels.'),
    appPage('skylight-quality', 310_442, 'skylight-metrics', 'Skylight Quality', 'Watches coverage and duplication.'),
    appPage('renovate', 2740, 'mend', 'Renovate', 'Keeps dependencies up to date.'),
    appPage('gantry-metrics', 96_113, 'gantry', 'Gantry Metrics', 'Lead times and frequencies of deployments.'),
    appPage('gantry-status', 96_114, 'gantry', 'Gantry Status', 'Statuses of deployments on commits.'),
    appPage('devin-ai-integration', 811_515, 'cognition', 'Devin.ai Integration', 'An AI software engineer.'),
    appPage('coderabbitai', 347_564, 'coderabbit', 'CodeRabbit', 'AI reviews of pull requests.'),
  ].map((page) => [String(page['slug']), page]),
)
