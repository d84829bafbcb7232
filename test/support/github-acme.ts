/** An organization of everything, scanned through the test server by an app that may read all of it. */
import { expect } from 'vitest'
import { organizationOf, type Answers, type Feature } from '../../fixtures/servers/github/estate.ts'
import type { Tier } from '../../src/connectors/contract.ts'
import { githubEstate, scanGithub, scannerInstallation, type GithubSignIn } from './github-scan.ts'

/** What must stand nowhere. */
export const canary = 'MUSTERCANARYvalue'
const everything: readonly Feature[] = ['enterprise-cloud', 'saml', 'copilot', 'secret-protection']

export const user = (id: number, login: string, type = 'User') => ({ id, login, type, site_admin: false })
export const dates = { created_at: '2025-01-02T03:04:05Z', updated_at: '2026-01-02T03:04:05Z' }

const needed = {
  organization_administration: 'read',
  organization_personal_access_tokens: 'read',
  organization_personal_access_token_requests: 'read',
  organization_secrets: 'read',
  organization_dependabot_secrets: 'read',
  organization_codespaces_secrets: 'read',
  organization_agent_secrets: 'read',
  organization_actions_variables: 'read',
  organization_agent_variables: 'read',
  organization_hooks: 'read',
  organization_self_hosted_runners: 'read',
  organization_custom_properties: 'read',
  organization_copilot_agent_settings: 'read',
  organization_api_insights: 'read',
  secret_scanning_alerts: 'read',
  members: 'read',
} as const

export async function acme(
  answers: Answers,
  {
    signIn = 'app',
    tier = 'deep',
    features = everything,
    version,
  }: { signIn?: GithubSignIn; tier?: Tier; features?: readonly Feature[]; version?: string } = {},
) {
  const installations = [scannerInstallation(needed), ...((answers['/installations'] as object[]) ?? [])]
  const organization = organizationOf('acme', { features, answers: { ...answers, '/installations': installations } })
  const scanned = await scanGithub(
    { estate: githubEstate([organization]), signIn, ...(version === undefined ? {} : { version }) },
    { tier },
  )
  expect(scanned.collected.bugs).toEqual([])
  const find = (type: string, nativeId: string) =>
    scanned.records.find((row) => row.type === type && 'nativeId' in row && row.nativeId === nativeId)
  return { ...scanned, find, of: (type: string) => scanned.records.filter((row) => row.type === type) }
}
