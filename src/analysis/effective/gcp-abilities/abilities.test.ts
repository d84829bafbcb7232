import { describe, expect, test } from 'vitest'
import { actAs, gcpMethods, gives, tierOf } from './index.ts'
import type { GcpMethod } from './index.ts'

const named = gcpMethods.map((method) => [method.id, method] as const)

function needed({ all, oneOf, actAs: acts }: GcpMethod): readonly string[] {
  return [...all, ...(oneOf ?? []).slice(0, 1), ...(acts ? [actAs] : [])]
}

describe('methods', () => {
  test.each(named)('%s opens with what it takes, and not with one permission less', (_, method) => {
    const permissions = needed(method)
    expect(permissions).not.toEqual([])
    expect(gives(method, new Set(permissions))).toBe(true)
    for (const missing of permissions)
      expect(gives(method, new Set(permissions.filter((each) => each !== missing)))).toBe(false)
  })

  test('have ids and a page of the vendor of their own', () => {
    expect(new Set(gcpMethods.map(({ id }) => id)).size).toBe(gcpMethods.length)
    for (const { source, commands } of gcpMethods) {
      expect(source).toMatch(/^https:\/\/cloud\.google\.com\//)
      expect(commands).not.toEqual([])
    }
  })

  test('name permissions as Google does', () => {
    for (const method of gcpMethods)
      for (const permission of needed(method))
        expect(permission).toMatch(/^(?:[a-z]+\.|iam\.googleapis\.com\/workloadIdentity)[A-Za-z]+\.[A-Za-z]+$/)
  })
})

const editor = [actAs, 'compute.instances.create', 'run.services.create', 'storage.buckets.create']

describe('tierOf', () => {
  test.each([
    ['owners of projects', ['resourcemanager.projects.setIamPolicy'], 'project', 'control'],
    ['those of all projects below', ['resourcemanager.projects.setIamPolicy'], 'organization', 'control'],
    ['folder permissions over a project', ['resourcemanager.folders.setIamPolicy'], 'project', 'management'],
    ['editors, by what they deploy', editor, 'project', 'takeover'],
    ['token creators', ['iam.serviceAccounts.getAccessToken'], 'project', 'takeover'],
    ['token creators of one account', ['iam.serviceAccounts.getAccessToken'], 'service-account', 'takeover'],
    ['those who set the policy of an account', ['iam.serviceAccounts.setIamPolicy'], 'service-account', 'takeover'],
    ['those who rewrite roles', ['iam.roles.update'], 'organization', 'takeover'],
    ['acting as accounts alone', [actAs], 'project', 'management'],
    ['deploying alone', ['run.services.create'], 'project', 'management'],
    ['deploying with acting, over one account', editor, 'service-account', 'management'],
    ['listing accounts', ['iam.serviceAccounts.list'], 'project', 'limited'],
    ['identity tokens', ['iam.serviceAccounts.getOpenIdToken'], 'project', 'management'],
    ['keys for storage', ['storage.hmacKeys.create'], 'project', 'data'],
    ['secrets', ['secretmanager.versions.access'], 'project', 'data'],
    ['one secret', ['secretmanager.versions.access'], 'other', 'data'],
    ['constraints', ['orgpolicy.policy.set'], 'organization', 'management'],
    ['reading policies', ['resourcemanager.projects.getIamPolicy'], 'project', 'limited'],
    ['nothing', [], 'project', 'limited'],
  ] as const)('weighs %s', (_, permissions, over, tier) => {
    expect(tierOf(permissions, over).tier).toBe(tier)
  })

  test('says which permission makes it', () => {
    expect(tierOf(editor, 'project').reason).toBe(
      'run.services.create with iam.serviceAccounts.actAs: It deploys a service of Cloud Run as service accounts.',
    )
    expect(tierOf(['iam.roles.update'], 'project').reason).toBe(
      'iam.roles.update: It adds permissions to a custom role that it holds.',
    )
    expect(tierOf(['resourcemanager.projects.setIamPolicy'], 'folder').reason).toBe(
      'resourcemanager.projects.setIamPolicy: It gives itself and others any role over what is in the folder.',
    )
  })
})
