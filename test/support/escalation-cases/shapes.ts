/** Pieces of which the worlds are built. */
import type { Names, Need, RolePart, Statement, Tests, World } from './world.ts'

export const need = (action: string, on: Need['on'], tests?: Tests): Need =>
  tests === undefined ? { action, on } : { action, on, tests }

export const trustsService = (...services: readonly string[]): Statement => ({
  Effect: 'Allow',
  Principal: { Service: services.length === 1 ? services[0] : services },
  Action: 'sts:AssumeRole',
})

export const trustsAws = (arn: string, Condition?: Tests): Statement => ({
  Effect: 'Allow',
  Principal: { AWS: arn },
  Action: 'sts:AssumeRole',
  ...(Condition === undefined ? {} : { Condition }),
})

/** The account itself: whoever its own policies let. */
export const trustsAccount = ({ role }: Names, Condition?: Tests): Statement =>
  trustsAws(role('x').replace(/:role.*$/, ':root'), Condition)

/** How a pipeline outside becomes the caller, where that is a role. */
export const trustsPipeline = ({ role }: Names): Statement => ({
  Effect: 'Allow',
  Principal: { Federated: role('x').replace(/:role.*$/, ':oidc-provider/token.actions.githubusercontent.com') },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: {
    StringEquals: {
      'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
      'token.actions.githubusercontent.com:sub': 'repo:acme/shop:ref:refs/heads/main',
    },
  },
})

export const passedTo = (service: string): Tests => ({ StringEquals: { 'iam:PassedToService': service } })

type Change = (world: World, names: Names) => World

export const without =
  (...names: readonly string[]): Change =>
  (world) => ({ ...world, resources: (world.resources ?? []).filter(({ type }) => !names.includes(String(type))) })

export const nothingRuns: Change = (world) => ({ ...world, resources: [] })

/** The same resources with other facts. */
export const withFacts =
  (type: string, facts: { readonly [name: string]: unknown }): Change =>
  (world) => ({
    ...world,
    resources: (world.resources ?? []).map((row) => (row['type'] === type ? { ...row, ...facts } : row)),
  })

const nameOf = (arn: string): string => arn.split('/').at(-1) ?? arn

/** The target and whatever else has its name, changed. */
export function changeTarget(world: World, change: (part: RolePart) => Partial<RolePart>): World {
  const name = nameOf(world.target)
  const changed = <P extends { readonly name: string }>(parts: readonly P[] | undefined): readonly P[] =>
    (parts ?? []).map((part) => (part.name === name ? { ...part, ...change({ trust: [], ...part }), name } : part))
  return { ...world, users: changed(world.users), roles: changed(world.roles), groups: changed(world.groups) }
}

export const trustOf =
  (trust: (names: Names) => readonly Statement[]): Change =>
  (world, names) =>
    changeTarget(world, () => ({ trust: trust(names) }))

/** Only tests on top of what the needs grant. */
export const testing =
  (action: string, tests: Tests): Change =>
  (world) => ({
    ...world,
    needs: world.needs.map((each) => (each.action === action ? { ...each, tests: { ...each.tests, ...tests } } : each)),
  })

/** Whatever is attached to whom this limits: it stays at a few log lines. */
export const smallBoundary = 'logs-only'
export const boundTarget: Change = (world, names) => {
  const statements: readonly Statement[] = [
    { Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: names.arn('logs', 'log-group:/app/orders:*') },
  ]
  const bound = changeTarget(world, () => ({ boundary: smallBoundary }))
  return { ...bound, policies: [...(world.policies ?? []), { name: smallBoundary, versions: [statements] }] }
}

/** The caller's own boundary holds what it needs and nothing else. */
export const boundCaller: Change = (world) => ({
  ...world,
  boundary: [{ Effect: 'Allow', Action: world.needs.map(({ action }) => action), Resource: '*' }],
})

/** Made and governed by AWS: nobody changes it, or passes it on, through IAM. */
export const governed =
  (path: string): Change =>
  (world, names) => {
    const moved = changeTarget(world, () => ({ path: `/${path}` }))
    return { ...moved, target: names.role(`${path}ops`), needs: world.needs.map((each) => ({ ...each, on: '*' })) }
  }
export const serviceLinked = governed('aws-service-role/support.amazonaws.com/')
export const ofIdentityCenter = governed('aws-reserved/sso.amazonaws.com/')
