/** Ways to control of the project `acme-prod`, as words: `taker` starts, and `admin` owns the project where `owner` is given. */
import { viewOf } from '../../src/inventory/memory.ts'
import type { FoundPath } from '../../src/model/index.ts'
import { reachOf } from '../../src/analysis/effective/gcp-reach/index.ts'
import type { ReachOptions } from '../../src/analysis/effective/gcp-reach/index.ts'
import type { Records } from './aws-records.ts'
import { gcpEmail, gcpGrant, gcpOrganization, gcpProject, gcpRole, gcpScope, gcpServiceAccount } from './gcp-records.ts'

const taker = gcpServiceAccount({ name: 'taker' })
const admin = gcpServiceAccount({ name: 'admin' })
export const ground: readonly Records[] = [gcpOrganization(), gcpProject(), taker, admin]
export const owner = gcpGrant({ to: 'admin', role: 'roles/owner' })

/** A role of these permissions alone. */
export function may(permissions: readonly string[], more: Parameters<typeof gcpGrant>[0] = {}): Records {
  const role = `roles/test.${permissions.join('-')}`
  return [...gcpGrant({ to: 'taker', role, ...more }), ...gcpRole({ role, permissions })]
}

export function pathsOf(records: readonly Records[], name = 'taker', options: ReachOptions = {}): readonly FoundPath[] {
  const view = viewOf({ scope: gcpScope(), records: [...ground, ...records].flat() })
  const member = name.includes(':') ? name : `serviceAccount:${gcpEmail(name)}`
  return reachOf(view, member, options)
}

/** `none`, or the verdict and the steps of the first way. */
export function wayOf(records: readonly Records[], name = 'taker'): string {
  const [path] = pathsOf(records, name)
  return path === undefined ? 'none' : `${path.verdict}: ${path.id}`
}

export const token = 'iam.serviceAccounts.getAccessToken'
export const overAdmin = { on: 'admin' }
