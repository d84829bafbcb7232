/**
 * Records of an organization of Okta with sane defaults, for rule tests and the examples on rule pages. Every builder
 * gives a list: the entity first, then the edges and the usage that belong to it. What a builder is given beside the
 * few names it knows are facts, as src/model/facts/okta.ts has them. Things are told by name.
 */
import type { Facts, Gap, GapReason, Identity, InventoryRecord } from '../../src/model/index.ts'
import type { LooseFacts, Records } from './aws-records.ts'
import { longAgo, oktaId, oktaPlace, oktaUntold, oktaUserId, recently } from './okta-place.ts'

interface UserInput extends LooseFacts {
  readonly name?: string
  readonly status?: string
}

/** Of a person who is there and signed in yesterday. */
export function oktaUser(input: UserInput = {}): Records {
  const { name = 'mona', status = 'ACTIVE', ...facts } = input
  const address = name.includes('@') ? name : `${name}@acme.example`
  const userId = oktaUserId(name)
  const given = {
    userId,
    login: address,
    email: address,
    status,
    statusChangedAt: longAgo,
    lastLoginAt: recently,
    machineSigns: [],
  }
  const all = { ...given, ...facts }
  const identity: Identity = {
    ...oktaPlace,
    ...oktaUntold,
    id: oktaId('user', userId),
    kind: 'user',
    nativeId: address,
    name: address,
    createdAt: longAgo,
    enabled: !['SUSPENDED', 'DEPROVISIONED'].includes(status),
    class: all.machineSigns.length > 0 ? 'machine' : 'human',
    facts: all as Facts,
  }
  return [{ type: 'identity', ...identity }]
}

/** `step` names what was not seen. */
export function oktaGap(input: { step: string; reason?: GapReason; permission?: string }): InventoryRecord & Gap {
  const { step, reason = 'denied', permission } = input
  return {
    type: 'gap',
    connector: 'okta',
    scope: oktaPlace.scope,
    step,
    reason,
    detail: 'not seen in this test',
    ...(permission === undefined ? {} : { permission }),
  }
}
