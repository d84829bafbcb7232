/** Escalation of oneself, and of a group that one is in. */
import { boundCaller, need, testing } from './shapes.ts'
import { callerName, everything, littleOf, type Names, type PathSpec, type World } from './world.ts'

const narrow = { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess' } }
const bounded = (names: Names) => ({ StringEquals: { 'iam:PermissionsBoundary': names.policy('team-boundary') } })

const itself = (names: Names, caller: World['caller']): string =>
  caller === 'user' ? names.user(callerName) : names.role(callerName)

/** Changes that hang on no target: the caller raises itself. */
function onItself(id: string, caller: World['caller'], action: string, misses: PathSpec['misses'] = {}): PathSpec {
  return {
    id,
    hangsOnTarget: false,
    readsResources: false,
    world: (names) => ({
      caller,
      needs: [need(action, itself(names, caller))],
      target: itself(names, caller),
    }),
    misses: {
      'capped by its own boundary': boundCaller,
      'only where a boundary is set': (world, names) => testing(action, bounded(names))(world, names),
      'on another identity of the account': (world, names) => ({
        ...world,
        needs: [need(action, itself(names, caller).replace(callerName, 'other'))],
        users: [{ name: 'other', statements: littleOf(names) }],
        roles: [{ name: 'other', statements: littleOf(names), trust: [] }],
      }),
      ...(caller === 'role' ? { 'made by IAM Identity Center': byIdentityCenter } : {}),
      ...misses,
    },
  }
}

/** Its policies come with its permission set. */
const byIdentityCenter = (world: World, names: Names): World => {
  const path = 'aws-reserved/sso.amazonaws.com/'
  return {
    ...world,
    callerPart: { path: `/${path}` },
    target: names.role(`${path}${callerName}`),
    needs: world.needs.map((each) => ({ ...each, on: '*' })),
  }
}

function inGroup(id: string, action: string, misses: PathSpec['misses'] = {}): PathSpec {
  return {
    id,
    hangsOnTarget: false,
    readsResources: false,
    world: (names) => ({
      caller: 'user',
      needs: [need(action, names.group('builders'))],
      callerPart: { groups: ['builders'] },
      target: names.user(callerName),
      groups: [{ name: 'builders', statements: littleOf(names) }],
    }),
    misses: {
      'not a member': (world) => ({ ...world, callerPart: {} }),
      'member of another group only': (world, names) => ({
        ...world,
        callerPart: { groups: ['readers'] },
        groups: [...(world.groups ?? []), { name: 'readers', statements: littleOf(names) }],
      }),
      'capped by its own boundary': boundCaller,
      ...misses,
    },
  }
}

const own = 'shop-deploy'
const attachedElsewhere = (world: World, names: Names): World => ({
  ...world,
  callerPart: {},
  users: [{ name: 'other', attached: [own], statements: littleOf(names) }],
})

const versions: PathSpec = {
  id: 'iam-001',
  hangsOnTarget: false,
  readsResources: false,
  world: (names) => ({
    caller: 'user',
    needs: [need('iam:CreatePolicyVersion', names.policy(own))],
    callerPart: { attached: [own] },
    target: names.user(callerName),
    policies: [{ name: own, versions: [littleOf(names)] }],
  }),
  misses: {
    'attached to somebody else': attachedElsewhere,
    'a policy of AWS, which nobody can edit': (world, names) => ({
      ...world,
      needs: [need('iam:CreatePolicyVersion', '*')],
      policies: [{ name: own, versions: [littleOf(names)], awsManaged: true }],
    }),
    'capped by its own boundary': boundCaller,
  },
}

const defaults: PathSpec = {
  ...versions,
  id: 'rhino-02-SetDefaultPolicyVersion',
  world: (names) => ({
    ...versions.world(names, everything),
    needs: [need('iam:SetDefaultPolicyVersion', names.policy(own))],
    policies: [{ name: own, versions: [littleOf(names), everything] }],
  }),
  misses: {
    'attached to somebody else': attachedElsewhere,
    'capped by its own boundary': boundCaller,
    'no other version': (world, names) => ({ ...world, policies: [{ name: own, versions: [littleOf(names)] }] }),
    'no version that holds more': (world, names) => ({
      ...world,
      policies: [{ name: own, versions: [littleOf(names), littleOf(names)] }],
    }),
  },
}

const membership: PathSpec = {
  id: 'iam-013',
  hangsOnTarget: true,
  readsResources: false,
  world: (names, power) => ({
    caller: 'user',
    needs: [need('iam:AddUserToGroup', names.group('admins'))],
    target: names.user(callerName),
    groups: [{ name: 'admins', statements: power }],
  }),
  misses: {
    'no such group': (world) => ({ ...world, groups: [], needs: [need('iam:AddUserToGroup', '*')] }),
    'capped by its own boundary': boundCaller,
    'a role is in no group': (world) => ({ ...world, caller: 'role' }),
  },
}

const onlyOnePolicy = (action: string): PathSpec['misses'] => ({ 'one harmless policy only': testing(action, narrow) })

export const selfPaths: readonly PathSpec[] = [
  versions,
  defaults,
  onItself('iam-005', 'role', 'iam:PutRolePolicy'),
  onItself('iam-007', 'user', 'iam:PutUserPolicy'),
  onItself('iam-008', 'user', 'iam:AttachUserPolicy', onlyOnePolicy('iam:AttachUserPolicy')),
  onItself('iam-009', 'role', 'iam:AttachRolePolicy', onlyOnePolicy('iam:AttachRolePolicy')),
  inGroup('iam-010', 'iam:AttachGroupPolicy', onlyOnePolicy('iam:AttachGroupPolicy')),
  inGroup('iam-011', 'iam:PutGroupPolicy'),
  membership,
]
