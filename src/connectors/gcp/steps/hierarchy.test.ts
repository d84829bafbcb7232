import { describe, expect, test } from 'vitest'
import { denied, disabled, recordsOf, runGcp } from '../../../../test/support/gcp-wire.ts'
import type { GcpWire } from '../../../../test/support/gcp-wire.ts'

const of = (name: string): string => `//cloudresourcemanager.googleapis.com/${name}`
const folderType = 'cloudresourcemanager.googleapis.com/Folder'
const projectType = 'cloudresourcemanager.googleapis.com/Project'

const assetRows = {
  [folderType]: [
    {
      name: of('folders/2'),
      ancestors: ['folders/2', 'organizations/1'],
      data: { name: 'folders/2', displayName: 'Production', lifecycleState: 'ACTIVE' },
    },
  ],
  [projectType]: [
    {
      name: of('projects/77'),
      ancestors: ['projects/77', 'folders/2', 'organizations/1'],
      data: { projectId: 'acme-prod', name: 'Shop', lifecycleState: 'ACTIVE', labels: { team: 'shop' } },
    },
    {
      name: of('projects/78'),
      ancestors: ['projects/78', 'organizations/1'],
      data: { projectId: 'acme-gone', name: 'Old', lifecycleState: 'DELETE_REQUESTED' },
    },
  ],
}

/** What the sign-in may see: one project of two. */
const searched = {
  'cloudresourcemanager /v3/folders:search': { folders: [{ name: 'folders/2', parent: 'organizations/1' }] },
  'cloudresourcemanager /v3/projects:search': {
    projects: [{ name: 'projects/77', projectId: 'acme-prod', parent: 'folders/2', state: 'ACTIVE' }],
  },
}
const asks = 'cloudresourcemanager /v3/organizations/1:testIamPermissions'
const [folders, projects] = ['resourcemanager.folders.get', 'resourcemanager.projects.get']
const holding = (...permissions: readonly string[]): NonNullable<GcpWire['at']> => ({
  ...searched,
  [asks]: () => ({ permissions }),
})

const run = (wire: GcpWire) => runGcp(['hierarchy'], wire)

describe('where Cloud Asset tells', () => {
  test('all that there is stands in it, whatever searches would show', async () => {
    const ran = await run({ assetRows })
    expect(ran.gaps).toEqual([])
    expect(ran.asked.filter((address) => address.includes(':search'))).toEqual([])
    const found = recordsOf(ran, 'resource').map(({ nativeId, name }) => `${nativeId} ${name}`)
    expect(found).toEqual([
      'organizations/1 organizations/1',
      'folders/2 Production',
      'projects/acme-prod Shop',
      'projects/acme-gone Old',
    ])
    expect(ran.session.facts.projectIds?.get('77')).toBe('acme-prod')
    expect([...(ran.session.facts.projects?.keys() ?? [])]).toEqual(['acme-prod'])
    expect(ran.session.facts.projects?.get('acme-prod')).toMatchObject({
      above: ['folders/2', 'organizations/1'],
      labels: { team: 'shop' },
    })
  })

  test('of a folder it tells what is above', async () => {
    const ran = await run({ assetRows, root: 'folders/2' })
    expect(ran.session.facts.above).toEqual(['organizations/1'])
    expect([...(ran.session.facts.projects?.keys() ?? [])]).toEqual(['acme-prod'])
  })
})

describe('where it does not', () => {
  const refused = { [projectType]: denied('cloudasset.assets.listResource') }
  test('searches do, and whoever may see everything is shown it', async () => {
    const { gaps, session } = await run({ assetRows: refused, at: holding(folders, projects) })
    expect(gaps).toEqual([])
    expect(session.facts.folders).toEqual(['folders/2'])
  })

  test.each([
    ['projects', [folders], projects],
    ['folders', [projects], folders],
  ] as const)(
    '%s that may not be seen are missing without a word of Google’s, and a gap says so',
    async (what, held, permission) => {
      const { gaps } = await run({ assets: false, at: holding(...held) })
      expect(gaps).toEqual([
        {
          step: 'hierarchy',
          reason: 'denied',
          permission,
          detail: expect.stringContaining(`shows ${what} of organizations/1`),
        },
      ])
    },
  )

  test('what cannot be told of that is not taken for yes', async () => {
    const { gaps } = await run({
      assets: false,
      at: { ...searched, [asks]: disabled('cloudresourcemanager.googleapis.com') },
    })
    expect(gaps).toMatchObject([
      { reason: 'unsupported', detail: expect.stringMatching(/^Whether all .* not known: /) },
    ])
  })
})
