/** Taking over another user or role by its credentials, its trust or its policies. */
import {
  boundTarget,
  changeTarget,
  need,
  testing,
  trustOf,
  trustsAccount,
  trustsAws,
  trustsService,
  serviceLinked,
  ofIdentityCenter,
} from './shapes.ts'
import { callerName, littleOf, type Names, type Need, type PathSpec, type UserPart, type World } from './world.ts'

const narrow = { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess' } }
const lambdaOnly = trustOf(() => [trustsService('lambda.amazonaws.com')])
const keysOf = (keys: number) => (world: World) =>
  ({ ...world, users: (world.users ?? []).map((user) => ({ ...user, keys })) }) satisfies World
const passwordOf = (password: boolean) => (world: World) =>
  ({ ...world, users: (world.users ?? []).map((user) => ({ ...user, password })) }) satisfies World

/** By credentials of a user who holds more. */
function asUser(id: string, actions: readonly string[], part: Partial<UserPart>, misses: PathSpec['misses']): PathSpec {
  return {
    id,
    hangsOnTarget: true,
    readsResources: false,
    world: (names, power) => ({
      caller: 'role',
      needs: actions.map((action) => need(action, names.user('ops'))),
      target: names.user('ops'),
      users: [{ name: 'ops', statements: power, ...part }],
    }),
    misses: {
      ...misses,
      'no such user': (world) => ({ ...world, users: [], needs: actions.map((action) => need(action, '*')) }),
    },
  }
}

const policy = 'billing-report'

interface Raising {
  readonly id: string
  readonly caller?: World['caller']
  readonly raise: string
  readonly become: string
  readonly broad?: PathSpec['besideBroad']
}

/** Whom one can raise is worth becoming, whatever it holds now. */
function raised({ id, caller = 'user', raise, become, broad = {} }: Raising): PathSpec {
  const isUser = become === 'iam:CreateAccessKey'
  const edits = raise === 'iam:CreatePolicyVersion'
  const targetOf = (names: Names): string => (isUser ? names.user('ops') : names.role('ops'))
  const needs = (names: Names): readonly Need[] => [
    need(raise, edits ? names.policy(policy) : targetOf(names)),
    need(become, targetOf(names)),
  ]
  return {
    id,
    hangsOnTarget: false,
    readsResources: false,
    world: (names) => {
      const attached = edits ? [policy] : []
      const trust = [become === 'sts:AssumeRole' ? trustsAccount(names) : trustsService('lambda.amazonaws.com')]
      return {
        caller,
        needs: needs(names),
        target: targetOf(names),
        ...(isUser
          ? { users: [{ name: 'ops', statements: littleOf(names), attached, keys: 1 }] }
          : { roles: [{ name: 'ops', statements: littleOf(names), attached, trust }] }),
        ...(edits ? { policies: [{ name: policy, versions: [littleOf(names)] }] } : {}),
      }
    },
    besideBroad: broad,
    misses: {
      'capped by the boundary of the target': boundTarget,
      // A policy of one's own can be edited whoever it is attached to.
      ...(isUser || (edits && become === 'sts:AssumeRole')
        ? {}
        : { 'governed by a service': serviceLinked, 'made by IAM Identity Center': ofIdentityCenter }),
      ...(become === 'sts:AssumeRole' ? { 'not trusted by the role': lambdaOnly } : {}),
      ...(isUser ? { 'key slots full': keysOf(2) } : {}),
      ...(raise.startsWith('iam:Attach') ? { 'one harmless policy only': testing(raise, narrow) } : {}),
      ...(edits
        ? {
            'attached to somebody else': (world, names) => ({
              ...changeTarget(world, () => ({ attached: [] })),
              users: [{ name: 'other', attached: [policy], statements: littleOf(names) }],
            }),
            'a policy of AWS, which nobody can edit': (world, names) => ({
              ...world,
              needs: [need(raise, '*'), ...needs(names).slice(1)],
              policies: [{ name: policy, versions: [littleOf(names)], awsManaged: true }],
            }),
          }
        : {}),
    },
  }
}

const assume: PathSpec = {
  id: 'sts-001',
  hangsOnTarget: true,
  readsResources: false,
  world: (names, power) => ({
    caller: 'user',
    needs: [need('sts:AssumeRole', names.role('ops'))],
    target: names.role('ops'),
    roles: [{ name: 'ops', statements: power, trust: [trustsAccount(names)] }],
  }),
  misses: {
    'not trusted by the role': lambdaOnly,
    'another user is trusted': trustOf((names) => [trustsAws(names.user('other'))]),
    'another account is trusted': trustOf(() => [trustsAws('arn:aws:iam::222200002222:root')]),
    'trusted only for its web identity': trustOf((names) => [
      { ...trustsAccount(names), Action: 'sts:AssumeRoleWithWebIdentity' },
    ]),
    'the trust asks for another tag': trustOf((names) => [
      trustsAccount(names, { StringEquals: { 'aws:PrincipalTag/team': 'platform' } }),
    ]),
  },
}

const trusted: PathSpec = {
  ...assume,
  id: 'sts-001-explicit-trust-no-identity-policy',
  decisive: ['sts:AssumeRole'],
  world: (names, power) => ({
    ...assume.world(names, power),
    caller: 'role',
    needs: [],
    besides: littleOf(names),
    roles: [{ name: 'ops', statements: power, trust: [trustsAws(names.role(callerName))] }],
  }),
  misses: {
    'not trusted by the role': lambdaOnly,
    'another role is trusted': trustOf((names) => [trustsAws(names.role('other'))]),
    'only the account is trusted': trustOf((names) => [trustsAccount(names)]),
  },
}

const retrust: PathSpec = {
  id: 'iam-012',
  hangsOnTarget: true,
  readsResources: false,
  world: (names, power) => ({
    caller: 'user',
    needs: [need('iam:UpdateAssumeRolePolicy', names.role('ops'))],
    target: names.role('ops'),
    roles: [{ name: 'ops', statements: power, trust: [trustsService('lambda.amazonaws.com')] }],
  }),
  misses: {
    'governed by a service': serviceLinked,
  },
}

const itsUser = 'granted on every user, and so on itself'
const credentials: readonly PathSpec[] = [
  asUser('iam-002', ['iam:CreateAccessKey'], { keys: 1 }, { 'key slots full': keysOf(2) }),
  asUser('iam-003', ['iam:DeleteAccessKey', 'iam:CreateAccessKey'], { keys: 2 }, {}),
  asUser('iam-004', ['iam:CreateLoginProfile'], { password: false }, { 'has a login profile': passwordOf(true) }),
  asUser('iam-006', ['iam:UpdateLoginProfile'], { password: true }, { 'has no login profile': passwordOf(false) }),
]

export const principalPaths: readonly PathSpec[] = [
  ...credentials,
  retrust,
  raised({ id: 'iam-014', raise: 'iam:AttachRolePolicy', become: 'sts:AssumeRole' }),
  raised({ id: 'iam-017', raise: 'iam:PutRolePolicy', become: 'sts:AssumeRole' }),
  raised({ id: 'iam-016', raise: 'iam:CreatePolicyVersion', become: 'sts:AssumeRole' }),
  raised({
    id: 'iam-015',
    raise: 'iam:AttachUserPolicy',
    become: 'iam:CreateAccessKey',
    broad: { 'iam-008': itsUser },
  }),
  raised({ id: 'iam-018', raise: 'iam:PutUserPolicy', become: 'iam:CreateAccessKey', broad: { 'iam-007': itsUser } }),
  raised({ id: 'iam-019', raise: 'iam:AttachRolePolicy', become: 'iam:UpdateAssumeRolePolicy' }),
  raised({ id: 'iam-021', raise: 'iam:PutRolePolicy', become: 'iam:UpdateAssumeRolePolicy' }),
  raised({ id: 'iam-020', raise: 'iam:CreatePolicyVersion', become: 'iam:UpdateAssumeRolePolicy' }),
  assume,
  trusted,
]
