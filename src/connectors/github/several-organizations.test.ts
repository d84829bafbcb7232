import { expect, test } from 'vitest'
import { organizationOf } from '../../../fixtures/servers/github/estate.ts'
import { githubEstate, scannerInstallation, scanGithub } from '../../../test/support/github-scan.ts'

const members = { members: 'read' }
const acme = organizationOf('acme', { answers: { '/installations': [scannerInstallation(members)] } })

test('an organization that the app is not installed in does not keep back the others', async () => {
  const config = { organizations: ['acme', 'globex'] }
  const { collected, gaps } = await scanGithub({ estate: githubEstate([acme]), signIn: 'app' }, { config, tier: 'core' })
  expect(collected.scopes).toHaveLength(1)
  expect(collected.status).toBe('partial')
  expect(gaps.find(({ step }) => step === 'connect')).toMatchObject({
    reason: 'denied',
    detail: 'The GitHub App is not installed in globex, or is suspended there.',
  })
})

test('an organization that a token does not see does not keep back the others', async () => {
  const config = { organizations: ['globex', 'acme'] }
  const { collected, gaps } = await scanGithub({ estate: githubEstate([acme]) }, { config, tier: 'core' })
  expect(collected.scopes).toHaveLength(1)
  expect(gaps.find(({ step }) => step === 'connect')?.detail).toContain('GitHub shows no organization globex')
})

test('an app that is installed in none of them is a mistake of the configuration', async () => {
  const scan = scanGithub({ estate: githubEstate([acme]), signIn: 'app' }, { config: { organizations: ['globex'] } })
  await expect(scan).rejects.toThrow('The GitHub App is not installed in globex')
})
