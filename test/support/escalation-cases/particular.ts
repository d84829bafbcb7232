/** Trust, surroundings and chains of their own. */
import { absent, proven, type Draft } from './near-misses.ts'
import { conditionCases } from './particular-conditions.ts'
import { guardrailCases } from './particular-guardrails.ts'
import { nameCases } from './particular-names.ts'
import { narrowCases } from './particular-narrow.ts'
import { scopeCases } from './particular-scopes.ts'
import { policyCases } from './particular-policies.ts'
import { wordingCases } from './particular-wording.ts'
import { changeTarget, need, trustOf, trustsAccount, trustsAws, trustsService } from './shapes.ts'
import { hangsOn, particular, possible, same } from './single.ts'
import {
  callerName,
  everything,
  foreignAccount,
  littleOf,
  namesOf,
  type Expected,
  type Names,
  type Statement,
  type World,
} from './world.ts'

const trusting: readonly Draft[] = [
  particular(
    'sts-001',
    'an external id is asked for',
    hangsOn('sts:ExternalId'),
    trustOf((names) => [trustsAccount(names, { StringEquals: { 'sts:ExternalId': 'k3x9' } })]),
  ),
  particular(
    'sts-001',
    'trusted by its ARN among others',
    proven,
    trustOf((names) => [
      { ...trustsAws(names.user(callerName)), Principal: { AWS: [names.user('other'), names.user(callerName)] } },
    ]),
    { beside: { 'sts-001-explicit-trust-no-identity-policy': 'the trust alone would do as well' } },
  ),
  particular('sts-001', 'the trust asks for the tag that it has', proven, (world, names) => ({
    ...trustOf(() => [trustsAccount(names, { StringEquals: { 'aws:PrincipalTag/team': 'shop' } })])(world, names),
    callerPart: { tags: { team: 'shop' } },
  })),
  particular(
    'sts-001',
    'the trust denies it',
    absent,
    trustOf((names) => [trustsAccount(names), { ...trustsAws(names.user(callerName)), Effect: 'Deny' }]),
  ),
  particular('sts-001', 'the role is governed by a service', absent, (world, names) => {
    const path = 'aws-service-role/support.amazonaws.com/'
    const moved = changeTarget(world, () => ({ path: `/${path}`, trust: [trustsService('support.amazonaws.com')] }))
    return { ...moved, target: names.role(`${path}ops`), needs: [need('sts:AssumeRole', '*')] }
  }),
  // A policy of the resource that names a user is not limited by what the boundary leaves out.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
  particular(
    'sts-001-explicit-trust-no-identity-policy',
    'a user trusted by name, whatever its boundary leaves out',
    proven,
    (world, names) => ({
      ...trustOf(() => [trustsAws(names.user(callerName))])(world, names),
      caller: 'user',
      boundary: [{ Effect: 'Allow', NotAction: 'sts:AssumeRole', Resource: '*' }],
    }),
  ),
  particular(
    'sts-001-explicit-trust-no-identity-policy',
    'everybody of the account is trusted by its ARN',
    proven,
    trustOf((names) => [{ ...trustsAws('*'), Condition: { ArnLike: { 'aws:PrincipalArn': names.role('deploy-*') } } }]),
  ),
]

const unread = (id: string): Expected =>
  ['iam-003', 'iam-004', 'iam-006'].includes(id) ? possible : { present: true, verdicts: ['proven', 'possible'] }

const surroundings: readonly Draft[] = [
  particular('iam-007', 'policies of the organization spare the management account', proven, (world) => ({
    ...world,
    isManagementAccount: true,
    scp: { statements: [{ Effect: 'Deny', Action: 'iam:*', Resource: '*' }] },
  })),
  particular('iam-007', 'an organization that denies others by their ARN', proven, (world) => ({
    ...world,
    scp: {
      statements: [
        {
          Effect: 'Deny',
          Action: 'iam:*',
          Resource: '*',
          Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } },
        },
      ],
    },
  })),
  particular('iam-007', 'an organization that spares only its platform team', absent, (world) => ({
    ...world,
    scp: {
      statements: [
        {
          Effect: 'Deny',
          Action: 'iam:*',
          Resource: '*',
          Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/platform-*' } },
        },
      ],
    },
  })),
  particular('iam-007', 'of the partition for the US government', proven, same, { partition: 'aws-us-gov' }),
  ...['iam-002', 'iam-003', 'iam-004', 'iam-006', 'iam-015', 'iam-018'].map((id) =>
    // A user rarely has two keys; whether this one has is not proven without the report, but likely enough for either word.
    particular(id, 'credential report unknown', unread(id), same, {
      without: 'report',
      beside: id === 'iam-003' ? { 'iam-002': 'a slot may be free' } : {},
    }),
  ),
  particular(
    'iam-003',
    'a slot is free, and deleting is needless',
    absent,
    (world) => ({
      ...world,
      users: (world.users ?? []).map((user) => ({ ...user, keys: 1 })),
    }),
    { beside: { 'iam-002': 'creating alone will do' } },
  ),
  particular('lambda-003', 'nobody wrote down its trigger', possible, (world) => ({
    ...world,
    resources: (world.resources ?? []).map((row) => ({ ...row, hasTrigger: undefined, hasEventSource: undefined })),
  })),
]

/** Two steps: into a role that itself is no admin, and from there on. */
const chains: readonly Draft[] = [
  {
    ...particular(
      'lambda-001',
      'by a role between',
      proven,
      (world, names) => ({
        ...world,
        needs: [need('sts:AssumeRole', names.role('builder'))],
        roles: [
          ...(world.roles ?? []),
          {
            name: 'builder',
            trust: [trustsAccount(names)],
            statements: world.needs.map(({ action, on }) => ({ Effect: 'Allow', Action: action, Resource: on })),
          },
        ],
      }),
      { others: (names) => ({ [names.role('builder')]: ['lambda-001'] }) },
    ),
    name: 'sts-001 + lambda-001: by a role between',
    id: 'sts-001 + lambda-001',
  },
  {
    ...particular('lambda-001', 'by a role between that gains nothing', absent, (world, names) => ({
      ...world,
      needs: [need('sts:AssumeRole', names.role('builder'))],
      roles: [
        { name: 'ops', trust: [trustsService('lambda.amazonaws.com')], statements: littleOf(names) },
        {
          name: 'builder',
          trust: [trustsAccount(names)],
          statements: world.needs.map(({ action, on }) => ({ Effect: 'Allow', Action: action, Resource: on })),
        },
      ],
    })),
    name: 'sts-001 + lambda-001: to a role that holds next to nothing',
    id: 'sts-001 + lambda-001',
  },
]

/** Into another account: it takes what the trust says and what the caller's own account says. */
function foreign(
  id: string,
  what: string,
  expected: Expected,
  trust: (names: Names) => readonly Statement[],
  more: Partial<World> = {},
) {
  return particular(id, what, expected, (world, names) => {
    const there = namesOf(foreignAccount(names.account))
    return {
      ...world,
      caller: 'user',
      roles: [],
      foreignRoles: [{ name: 'ops', statements: everything, trust: trust(names) }],
      target: there.role('ops'),
      needs: [need('sts:AssumeRole', there.role('ops'))],
      ...more,
    }
  })
}

const byName = ({ user }: Names): readonly Statement[] => [trustsAws(user(callerName))]
const byAccount = (names: Names): readonly Statement[] => [trustsAccount(names)]

const abroad: readonly Draft[] = [
  foreign('sts-001', 'of another account that trusts this one', proven, byAccount),
  foreign('sts-001', 'of another account that trusts the caller', proven, byName),
  foreign('sts-001', 'of another account, not allowed here', absent, byName, { needs: [] }),
  foreign('sts-001', 'of another account, denied here', absent, byName, {
    besides: [{ Effect: 'Deny', Action: 'sts:*', Resource: '*' }],
  }),
  foreign('sts-001', 'of another account, left out by the boundary', absent, byName, {
    boundary: [{ Effect: 'Allow', NotAction: 'sts:AssumeRole', Resource: '*' }],
  }),
  foreign('sts-001', 'of another account, denied by the organization', absent, byName, {
    scp: { statements: [{ Effect: 'Deny', Action: 'sts:AssumeRole', Resource: '*' }] },
  }),
  foreign('sts-001', 'of another account, for members of the organization', proven, (names) => [
    trustsAccount(names, { StringEquals: { 'aws:PrincipalOrgID': 'o-acme' } }),
  ]),
  foreign('sts-001', 'of another account, for members of another organization', absent, (names) => [
    trustsAccount(names, { StringEquals: { 'aws:PrincipalOrgID': 'o-other' } }),
  ]),
  foreign('sts-001', 'of another account that asks for an external id', hangsOn('sts:ExternalId'), (names) => [
    trustsAccount(names, { StringEquals: { 'sts:ExternalId': 'k3x9' } }),
  ]),
]

export const particulars: readonly Draft[] = [
  ...policyCases,
  ...conditionCases,
  ...scopeCases,
  ...guardrailCases,
  ...wordingCases,
  ...narrowCases,
  ...nameCases,
  ...abroad,
  ...trusting,
  ...surroundings,
  ...chains,
]
