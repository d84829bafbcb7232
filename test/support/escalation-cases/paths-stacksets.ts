/** Stack sets with roles of one's own account: one role is passed, another one is gained. */
import {
  nothingRuns,
  passedTo,
  testing,
  trustOf,
  trustsAccount,
  trustsAws,
  trustsService,
  withFacts,
} from './shapes.ts'
import { cloudformation, passing, type Passing } from './passing.ts'
import type { Names, PathSpec, World } from './world.ts'

const administration = 'AWSCloudFormationStackSetAdministrationRole'
const execution = 'AWSCloudFormationStackSetExecutionRole'

/** The role that is passed is not the one that is gained: it only may become that one. */
function stackSets(id: string, needs: Passing['needs'], resources?: Passing['resources']): PathSpec {
  const plain = passing({ id, service: cloudformation, needs, ...(resources === undefined ? {} : { resources }) })
  return {
    ...plain,
    others: (names) => ({ [names.role(administration)]: ['sts-001', 'sts-001-explicit-trust-no-identity-policy'] }),
    world: (names, power): World => {
      const assumes = [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: names.role(execution) }] as const
      const trust = [trustsService(cloudformation)]
      return {
        ...plain.world(names, power),
        needs: plain
          .world(names, power)
          .needs.map((each) => (each.action === 'iam:PassRole' ? { ...each, on: names.role(administration) } : each)),
        target: names.role(execution),
        roles: [
          { name: administration, statements: assumes, trust },
          { name: execution, statements: power, trust: [trustsAccount(names)] },
        ],
      }
    },
    misses: {
      ...(resources === undefined
        ? {}
        : {
            'nothing there': nothingRuns,
            'no instances': withFacts('cloudformation:stackset', { instances: 0 }),
            deleted: withFacts('cloudformation:stackset', { status: 'DELETED' }),
          }),
      'passed to another service only': testing('iam:PassRole', passedTo('lambda.amazonaws.com')),
      'the execution role trusts somebody else': trustOf((names) => [trustsAws(names.role('somebody'))]),
      'the administration role may not assume it': (world) => ({
        ...world,
        roles: (world.roles ?? []).map((role) => (role.name === administration ? { ...role, statements: [] } : role)),
      }),
      'the administration role does not trust CloudFormation': (world) => ({
        ...world,
        roles: (world.roles ?? []).map((role) =>
          role.name === administration ? { ...role, trust: [trustsService('lambda.amazonaws.com')] } : role,
        ),
      }),
    },
  }
}

const sets = ({ arn }: Names): readonly string[] =>
  ['stackset/*', 'stackset-target/*', 'type/resource/*'].map((rest) => arn('cloudformation', rest))

export const stackSetPaths: readonly PathSpec[] = [
  stackSets('cloudformation-003', (n) => ({
    'cloudformation:CreateStackSet': '*',
    'cloudformation:CreateStackInstances': sets(n),
  })),
  stackSets(
    'cloudformation-004',
    (n) => ({ 'cloudformation:UpdateStackSet': sets(n) }),
    ({ arn, role }) => [
      {
        type: 'cloudformation:stackset',
        arn: arn('cloudformation', 'stackset/baseline:5d2c1f0e-7a6b-4c3d-9e8f-0a1b2c3d4e5f'),
        name: 'baseline',
        roleArn: role(execution),
        administrationRoleArn: role(administration),
        instances: 1,
        status: 'ACTIVE',
      },
    ],
  ),
]
