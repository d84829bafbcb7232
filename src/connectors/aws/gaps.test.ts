import { describe, expect, test } from 'vitest'
import { iamService } from '../../../fixtures/servers/aws/iam.ts'
import type { WireService } from '../../../fixtures/servers/aws/wire.ts'
import { prod, prodAccount, prodAlone, roleRow } from '../../../test/support/aws-estate.ts'
import { scanAws } from '../../../test/support/aws-scan.ts'
import { find } from '../../../test/support/found.ts'
import { iamPages } from './steps/place.ts'

describe('what may not be seen is said', () => {
  const scope = `aws:account:${prod}`

  test('a denial names its permission, and where it came from', async () => {
    const faults = [{ kind: 'denied-by-scp' as const, service: 'iam', operation: 'GetAccountAuthorizationDetails' }]
    const scanned = await scanAws({ estate: prodAlone(), faults })
    const step = scanned.step('authorization-details')
    expect(step).toMatchObject({ status: 'denied', missing: ['iam:GetAccountAuthorizationDetails'] })
    expect(step?.detail).toContain('service control policy')
    expect(find(scanned, 'identity', 'ci-deploy')).toMatchObject({
      class: 'machine',
      facts: { attachedPolicies: { unknown: 'not-collected' } },
    })
    expect(scanned.view(scope).gap('aws.identities')?.reason).toBe('denied')
  })

  test('without the report every user is asked, and what the report alone tells stays unknown', async () => {
    const faults = [
      { kind: 'denied' as const, operation: 'GetCredentialReport' },
      { kind: 'denied' as const, operation: 'GenerateCredentialReport' },
    ]
    const scanned = await scanAws({ estate: prodAlone(), faults })
    expect(scanned.step('credential-report')).toMatchObject({ status: 'denied', missing: ['iam:GetCredentialReport'] })
    expect(scanned.step('access-keys')?.status).toBe('complete')
    expect(find(scanned, 'credential', 'AKIAEXAMPLECIDEPLOY1')).toMatchObject({
      facts: { slot: { unknown: 'not-collected' } },
    })
    expect(find(scanned, 'identity', 'anna')).toMatchObject({ class: 'unknown', facts: { mfaActive: true } })
    expect(scanned.calls.filter(({ operation }) => operation === 'ListAccessKeys')).toHaveLength(4)
  })

  test('a report that nobody may ask for, and nobody has, is missing by that permission', async () => {
    const faults = [{ kind: 'denied' as const, operation: 'GenerateCredentialReport' }]
    const scanned = await scanAws({ estate: prodAlone(), faults })
    expect(scanned.step('credential-report')).toMatchObject({
      status: 'denied',
      missing: ['iam:GenerateCredentialReport'],
    })
  })

  test('a report that is there already is read although it may not be asked for', async () => {
    const faults = [{ kind: 'denied' as const, operation: 'GenerateCredentialReport' }]
    const scanned = await scanAws({ estate: prodAlone(), faults, report: { ageHours: 9 } })
    expect(scanned.step('credential-report')?.status).toBe('complete')
    expect(scanned.text).toContain('9 hours old')
  })

  test('where keys may not be listed they are named by the report, and the ids are a gap of their own', async () => {
    const faults = [{ kind: 'denied' as const, operation: 'ListAccessKeys' }]
    const scanned = await scanAws({ estate: prodAlone(), faults })
    expect(scanned.step('access-key-ids')).toMatchObject({ status: 'denied', missing: ['iam:ListAccessKeys'] })
    expect(find(scanned, 'credential', 'ci-deploy#1')).toMatchObject({ enabled: true })
    expect(find(scanned, 'credential', 'ci-deploy#2')).toMatchObject({ enabled: false })
  })

  test('fewer identities than the account counts are a gap with both numbers', async () => {
    const iam = { ...prodAccount().iam, AccountSummary: { Users: 9 } }
    const scanned = await scanAws({ estate: prodAlone({ iam }) })
    expect(scanned.step('authorization-details')).toMatchObject({
      status: 'partial',
      detail: 'The account counts 9 users, the authorization details list 4.',
    })
  })

  test('roles that were not all listed prove of no service that nothing runs with one', async () => {
    const asked = async (Roles: number) => {
      const iam = { ...prodAccount().iam, AccountSummary: { Users: 4, Groups: 0, Policies: 0, Roles } }
      const scanned = await scanAws({ estate: prodAlone({ iam }) })
      return scanned.calls.filter(({ service }) => service === 'glue').length
    }
    expect(await asked(1)).toBe(0)
    expect(await asked(99)).toBeGreaterThan(0)
  })

  test('a policy that does not parse is unknown, and named', async () => {
    const usual = prodAccount()
    const broken = roleRow(prod, 'broken', [], { AssumeRolePolicyDocument: '%7B%22Version' })
    const details = { ...usual.details, RoleDetailList: [...usual.details.RoleDetailList, broken] }
    const scanned = await scanAws({ estate: prodAlone({ details }) })
    expect(find(scanned, 'identity', 'broken')).toMatchObject({ facts: { trustPolicy: { unknown: 'failed' } } })
    expect(scanned.step('authorization-details')?.detail).toBe('The trust policy of role broken could not be read.')
  })

  test('an endpoint that does not know a service says nothing of what is there', async () => {
    const faults = [{ kind: 'unknown-path' as const, service: 'lambda' }]
    const scanned = await scanAws({ estate: prodAlone(), faults })
    expect(scanned.step('lambda-functions')).toMatchObject({ status: 'unsupported' })
  })

  test('an answer that a proxy packed is unpacked', async () => {
    const scanned = await scanAws({ estate: prodAlone(), faults: [{ kind: 'packed' }] })
    const steps = ['authorization-details', 'credential-report', 'regions']
    expect(steps.map((step) => scanned.step(step)?.status)).toEqual(steps.map(() => 'complete'))
  })

  test('an answer that is a web page is never an empty list', async () => {
    const faults = [{ kind: 'html-ok' as const, operation: 'GetAccountAuthorizationDetails' }]
    const scanned = await scanAws({ estate: prodAlone(), faults })
    expect(scanned.step('authorization-details')).toMatchObject({ status: 'failed' })
    expect(scanned.step('authorization-details')?.detail).toContain('web page')
  })
})

describe('a list that goes on', () => {
  const follow = async (markers: readonly (string | undefined)[]): Promise<number> => {
    let asked = 0
    const ask = async () => ({ IsTruncated: asked < markers.length, Marker: markers[asked++] })
    for await (const page of iamPages(ask)) expect(page).toBeDefined()
    return asked
  }

  test('is followed to its end', async () => {
    expect(await follow(['a', 'b'])).toBe(3)
  })

  test.each([[[undefined]], [['']], [['a', 'a']], [['a', 'b', 'a', 'b']]])(
    'and leads nowhere is no list: %j',
    async (markers) => {
      await expect(follow(markers)).rejects.toThrow('its rest was not read')
    },
  )
})

describe('an answer that says nothing', () => {
  const usual = iamService({})
  const hollow = (Action: string): WireService => ({
    signingName: 'iam',
    protocol: 'query',
    handle: (request) =>
      request.operation === Action
        ? { status: 200, body: `<${Action}Response><${Action}Result/></${Action}Response>` }
        : usual.handle(request),
  })

  test('is no account without identities', async () => {
    const estate = prodAlone()
    const scanned = await scanAws({ estate, services: [hollow('GetAccountAuthorizationDetails')] }, { tier: 'core' })
    expect(scanned.step('authorization-details')).toMatchObject({
      status: 'failed',
      detail: 'The authorization details came without any list.',
    })
  })

  test('is no user without keys: the report still tells of them', async () => {
    const scanned = await scanAws({ estate: prodAlone(), services: [hollow('ListAccessKeys')] })
    expect(scanned.step('access-key-ids')?.status).toBe('failed')
    expect(find(scanned, 'credential', 'ci-deploy#1')).toMatchObject({ enabled: true })
  })

  test.each([
    ['empty', ''],
    ['of another service', '<Other><Users></Users></Other>'],
    ['cut off', '<GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult><UserDetailList>'],
    ['to another question', '<ListUsersResponse><ListUsersResult></ListUsersResult></ListUsersResponse>'],
  ])('is no empty list: %s', async (_what, body) => {
    const iam: WireService = { signingName: 'iam', protocol: 'query', handle: () => ({ status: 200, body }) }
    const scanned = await scanAws({ estate: prodAlone(), services: [iam] }, { tier: 'core' })
    const own = [
      'account-summary',
      'authorization-details',
      'credential-report',
      'oidc-providers',
      'delegation-requests',
    ]
    expect(own.map((step) => scanned.step(step)?.status)).toEqual(own.map(() => 'failed'))
    expect(scanned.records.filter((record) => record.type === 'credential')).toEqual([])
    expect(scanned.collected.bugs).toEqual([])
  })
})
