/** One case for each way to run code as an account, and a near miss of each. */
import { describe, expect, test } from 'vitest'
import {
  gcpDefaultAccount,
  gcpGrant,
  gcpProject,
  gcpServiceAccount,
  gcpWorkload,
} from '../../../../test/support/gcp-records.ts'
import { owner, may, wayOf, overAdmin } from '../../../../test/support/gcp-ways.ts'
import { gcpMethods } from '../gcp-abilities/index.ts'
import type { GcpMethod } from '../gcp-abilities/index.ts'

describe('by running code', () => {
  const acting = may(['iam.serviceAccounts.actAs'], overAdmin)
  const needs = ({ all, oneOf }: GcpMethod) => [...all, ...(oneOf ?? []).slice(0, 1)]
  const anew = gcpMethods.filter(({ at, actAs, existing }) => at === 'project' && actAs && existing === undefined)

  test.each(anew.map((method) => [method.id, method] as const))(
    '%s takes acting as the account beside',
    (id, method) => {
      expect(wayOf([owner, acting, may(needs(method))])).toBe(`proven: ${id}`)
      expect(wayOf([owner, may(needs(method))])).toBe('none')
    },
  )

  test('deploying elsewhere is of no use', () => {
    const other = gcpProject({ name: 'acme-dev' })
    expect(wayOf([owner, other, acting, may(['run.services.create'], { on: 'projects/acme-dev' })])).toBe('none')
  })

  test('an editor becomes the default account of the project', () => {
    const machine = gcpDefaultAccount()
    const grants = gcpGrant({ to: machine[0]?.type === 'identity' ? machine[0].nativeId : '', role: 'roles/owner' })
    expect(wayOf([machine, grants, gcpGrant({ to: 'taker', role: 'roles/editor' })])).toContain('proven: gcp-')
  })

  const running = gcpMethods.filter(({ at, gives }) => at === 'workload' && gives === 'become')
  test.each(running.map((method) => [method.id, method] as const))(
    '%s takes something that runs as it',
    (id, method) => {
      const workload = gcpWorkload({ account: 'admin', type: method.existing?.[0] ?? '' })
      const grants = [may(needs(method)), ...(method.actAs ? [acting] : [])]
      const verdict = method.hangsOn === undefined ? 'proven' : 'conditional'
      expect(wayOf([owner, workload, ...grants])).toBe(`${verdict}: ${id}`)
      expect(wayOf([owner, gcpWorkload({ account: 'taker', type: method.existing?.[0] ?? '' }), ...grants])).toBe(
        'none',
      )
    },
  )

  test('machines without the scope for it hand out no such token', () => {
    const machine = { account: 'admin', type: 'compute.googleapis.com/Instance' }
    const grants = [owner, acting, may(['compute.instances.setMetadata'])]
    const scopes = ['https://www.googleapis.com/auth/devstorage.read_only']
    expect(wayOf([...grants, gcpWorkload({ ...machine, scopes })])).toBe('none')
    expect(wayOf([...grants, gcpWorkload({ ...machine, scopes: { unknown: 'denied' } })])).toBe(
      'possible: gcp-machine-metadata',
    )
  })

  test('updating takes something of its kind in the project', () => {
    const grants = [owner, acting, may(['run.services.update'])]
    expect(wayOf(grants)).toBe('none')
    expect(wayOf([...grants, gcpWorkload({ account: 'taker' })])).toBe('proven: gcp-update-run')
  })

  test('builds run as the account that Google made for them', () => {
    const builds = gcpServiceAccount({ name: '1@cloudbuild.gserviceaccount.com', defaultOf: 'cloud-build' })
    const grants = [
      gcpGrant({ to: '1@cloudbuild.gserviceaccount.com', role: 'roles/owner' }),
      may(['cloudbuild.builds.create']),
    ]
    expect(wayOf([builds, ...grants])).toBe('conditional: gcp-build-default')
  })
})
