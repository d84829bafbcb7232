/** What becomes a scope, and which way each of them is read. */
import { describe, expect, test } from 'vitest'
import { everything, lab, shop } from '../../../test/support/gcp-everything.ts'
import { scanGoogle, withoutAssets } from '../../../test/support/google-scan.ts'
import type { GoogleScanned } from '../../../test/support/google-scan.ts'

const core = { tier: 'core' } as const
const organization = 'gcp:organization:organizations/1'

const scopesIn = ({ records }: GoogleScanned): readonly string[] =>
  records.flatMap((record) => (record.type === 'scope' ? [`${record.id} ${record.name}`] : [])).toSorted()
const asked = ({ calls }: GoogleScanned, operation: string): number =>
  calls.filter((call) => call.operation === operation).length

describe('where Cloud Asset answers', () => {
  test('every organization in reach is one scope', async () => {
    const scanned = await scanGoogle({}, core)
    expect(scopesIn(scanned)).toEqual([`${organization} acme.example`])
    expect(asked(scanned, 'iam.projects.serviceAccounts.list')).toBe(0)
  })

  test.each([
    ['an organization', { organizations: ['1'] }, [`${organization} acme.example`]],
    ['a folder', { folders: ['2'] }, ['gcp:folder:folders/2 folders/2']],
    ['a project', { projects: [lab] }, [`gcp:project:${lab} ${lab}`]],
    ['both', { folders: ['2'], projects: [lab] }, ['gcp:folder:folders/2 folders/2', `gcp:project:${lab} ${lab}`]],
  ])('%s that is named is a scope, and nothing else is', async (_name, config, scopes) => {
    const scanned = await scanGoogle({}, { ...core, config })
    expect(scanned.collected.bugs).toEqual([])
    expect(scopesIn(scanned)).toEqual(scopes)
  })

  test('an organization that may not be looked at goes by its number', async () => {
    const access = { lacking: ['resourcemanager.organizations.get'] }
    const scanned = await scanGoogle({ access }, { ...core, config: { organizations: ['1'] } })
    expect(scopesIn(scanned)).toEqual([`${organization} organizations/1`])
  })

  test('accounts, keys, secrets and policies of a project are the same entities from wherever they are read', async () => {
    const own = /^gcp:google:(?:service-account|access-key|secret|iam-policy):/
    const found = ({ records }: GoogleScanned): readonly string[] =>
      [...new Set(records.flatMap((record) => ('id' in record && own.test(record.id) ? [record.id] : [])))].toSorted()
    const whole = found(await scanGoogle({}, core))
    const apart = found(await scanGoogle({}, { ...core, config: { projects: [shop, lab] } }))
    const single = found(await scanGoogle({ faults: [withoutAssets] }, core))
    expect(whole.filter((id) => id.includes(':iam-policy:'))).toHaveLength(4)
    expect([apart, single]).toEqual([whole, whole])
  })
})

describe('where it does not', () => {
  test.each(['denied', 'disabled', 'quota', 'perimeter', 'error'] as const)(
    'for whatever reason (%s), active projects are scopes of their own, below the organization',
    async (kind) => {
      const scanned = await scanGoogle({ faults: [{ ...withoutAssets, kind }] }, core)
      expect(scanned.collected.bugs).toEqual([])
      expect(scopesIn(scanned)).toEqual([
        `${organization} acme.example`,
        `gcp:project:${lab} ${lab}`,
        `gcp:project:${shop} ${shop}`,
      ])
      const reason = {
        denied: 'denied',
        disabled: 'unsupported',
        quota: 'throttled',
        perimeter: 'denied',
        error: 'failed',
      }[kind]
      const gaps = scanned.gaps.filter(({ step }) => step === 'asset-inventory')
      expect(gaps).toMatchObject([
        { scope: organization, reason, detail: expect.stringContaining('2 projects are asked API by API instead') },
      ])
    },
  )

  test('what is above a thousand projects is asked once', async () => {
    const scanned = await scanGoogle({ faults: [withoutAssets] }, { tier: 'creds' })
    expect(asked(scanned, 'iam.roles.list')).toBeLessThanOrEqual(2)
    expect(asked(scanned, 'cloudresourcemanager.organizations.getIamPolicy')).toBe(1)
    expect(asked(scanned, 'iam.organizations.locations.principalAccessBoundaryPolicies.list')).toBe(1)
  })

  test('projects that may not be seen are not said not to be there', async () => {
    const access = { permissions: { '*': 'all' as const }, lacking: ['resourcemanager.projects.get'] }
    const scanned = await scanGoogle({ faults: [withoutAssets], access }, core)
    expect(scopesIn(scanned)).toEqual([`${organization} acme.example`])
    expect(scanned.step('hierarchy', organization)).toMatchObject({ missing: ['resourcemanager.projects.get'] })
  })

  test('projects that cannot be listed cost themselves, and not what is above them', async () => {
    const faults = [withoutAssets, { kind: 'error', operation: 'cloudresourcemanager.projects.search' } as const]
    const scanned = await scanGoogle({ faults }, core)
    expect(scopesIn(scanned)).toEqual([`${organization} acme.example`])
    const policies = scanned.records.flatMap((record) =>
      record.type === 'resource' && record.kind === 'iam-policy' ? [record.nativeId] : [],
    )
    expect(policies).toEqual(['//cloudresourcemanager.googleapis.com/organizations/1'])
    expect(scanned.gaps.filter(({ scope }) => scope === 'gcp')).toMatchObject([{ reason: 'failed' }])
    expect(scanned.gaps.find(({ step }) => step === 'asset-inventory')?.detail).toContain('could not be listed either')
  })
})

describe('without any organization', () => {
  const alone = everything({ organizations: [], folders: [] })
  test('every project that is seen is a scope', async () => {
    const projects = alone.projects.map(({ parent: _parent, ...project }) => project)
    const scanned = await scanGoogle({ estate: { ...alone, projects } }, core)
    expect(scopesIn(scanned)).toEqual([`gcp:project:${lab} ${lab}`, `gcp:project:${shop} ${shop}`])
    expect(scanned.text).toContain('No organization is in reach')
  })

  test('and without any project that is said, with what to do', async () => {
    const access = { permissions: {} }
    await expect(scanGoogle({ access }, core)).rejects.toThrow('The sign-in sees no organization, folder or project.')
  })
})
