/** What all paths by iam:PassRole have in common. */
import { changeTarget, need, nothingRuns, passedTo, testing, trustOf, trustsService } from './shapes.ts'
import type { Row } from '../../../fixtures/servers/aws/estate.ts'
import type { Names, PathSpec } from './world.ts'

export interface Passing {
  readonly id: string
  /** Who gets the role; the policies name it where every such policy of AWS does. */
  readonly service: string
  readonly named?: boolean
  readonly also?: readonly string[]
  /** Needed besides iam:PassRole, and on what. */
  readonly needs: (names: Names) => { readonly [action: string]: string | readonly string[] }
  readonly profile?: boolean
  readonly resources?: (names: Names) => readonly Row[]
  readonly misses?: PathSpec['misses']
  readonly unknown?: PathSpec['besideUnknownResources']
}

const otherService = (service: string): string =>
  service === 'lambda.amazonaws.com' ? 'ec2.amazonaws.com' : 'lambda.amazonaws.com'

export function passing({ id, service, named = true, also = [], needs, profile = false, ...rest }: Passing): PathSpec {
  const { resources, misses = {}, unknown = {} } = rest
  return {
    id,
    passesTo: service,
    hangsOnTarget: true,
    readsResources: resources !== undefined,
    world: (names, power) => ({
      caller: 'user',
      needs: [
        need('iam:PassRole', names.role('ops'), named ? passedTo(service) : undefined),
        ...Object.entries(needs(names)).map(([action, on]) => need(action, on)),
      ],
      target: names.role('ops'),
      roles: [{ name: 'ops', statements: power, trust: [trustsService(service, ...also)], profile }],
      ...(resources === undefined ? {} : { resources: resources(names) }),
    }),
    misses: {
      ...(resources === undefined ? {} : { 'nothing there': nothingRuns }),
      'passed to another service only': testing('iam:PassRole', passedTo(otherService(service))),
      'trusts another service': trustOf(() => [trustsService(otherService(service))]),
      'trusts the service for another account': trustOf(() => [
        { ...trustsService(service, ...also), Condition: { StringEquals: { 'aws:SourceAccount': '222200002222' } } },
      ]),
      'another role may be passed': (world, names) => ({
        ...world,
        needs: world.needs.map((each) =>
          each.action === 'iam:PassRole' ? { ...each, on: names.role('orders') } : each,
        ),
        roles: [...(world.roles ?? []), { name: 'orders', trust: [trustsService(service, ...also)], profile }],
      }),
      ...(profile ? { 'no instance profile': (world) => changeTarget(world, () => ({ profile: false })) } : {}),
      ...misses,
    },
    besideUnknownResources: unknown,
  }
}

export const cloudformation = 'cloudformation.amazonaws.com'
