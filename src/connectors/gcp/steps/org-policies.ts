import type { GapReason, Json, Known } from '../../../model/index.ts'
import { AbsentError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { all as sideBySide } from '../../shared/fan-out.ts'
import { one, rowsOf } from '../../shared/google/read.ts'
import { constraints, isEnforced } from '../map/constraints.ts'
import type { Constraint } from '../map/constraints.ts'
import { byProjectId, containerIn, ownId, seenId } from '../place.ts'
import type { GcpContext } from '../place.ts'
import {
  analyzeConstraint,
  effectiveOnFolder,
  effectiveOnOrganization,
  effectiveOnProject,
} from '../routes/org-policies.ts'

export const orgPoliciesMeta = {
  id: 'org-policies',
  title: 'Constraints of the organization policy',
  tier: 'creds',
  scopes: ['organization', 'folder', 'project'],
  needs: ['cloudasset.assets.analyzeOrgPolicy', 'orgpolicy.policy.get'],
  emits: ['org-policies'],
  after: ['hierarchy'],
} as const satisfies StepMeta

/** `projects/acme` -> whether the constraint is in force; a container that is left out has what Google does by itself. */
type Told = ReadonlyMap<string, boolean>

export async function orgPolicies(context: GcpContext): Promise<void> {
  const { assets, root, facts } = context.session
  const lone = root.startsWith('projects/')
  const containers = lone ? [root] : containersOf(context)
  const organization = [...(facts.above ?? []), root].find((name) => name.startsWith('organizations/'))
  const read =
    lone || !assets
      ? (constraint: Constraint) => effective(context, constraint, containers)
      : organization === undefined
        ? undefined
        : (constraint: Constraint) => analyzed(context, constraint, organization)
  if (read === undefined)
    return context.gap({
      reason: 'not-collected',
      detail: `Constraints were not read: the organization above ${root}, which they are asked of, is not known.`,
    })
  const told = await sideBySide(constraints, async (constraint) => ({
    constraint,
    on: await attempt(context, `Constraint ${constraint.name}`, () => read(constraint)),
  }))
  for (const container of containers) tell(context, container, factOf(container, told))
}

function containersOf({ session }: GcpContext): readonly string[] {
  const { root, facts } = session
  const projects = [...(facts.projects?.keys() ?? [])].map((id) => `projects/${id}`)
  return [...new Set([root, ...(facts.folders ?? []), ...projects])]
}

async function analyzed(context: GcpContext, constraint: Constraint, scope: string): Promise<Told> {
  const asked = { scope, constraint: `constraints/${constraint.name}` }
  const told = new Map<string, boolean>()
  try {
    for await (const { fullResourceName, consolidatedPolicy } of rowsOf(context, analyzeConstraint, asked)) {
      const container = containerIn(byProjectId(fullResourceName, context.session))
      if (container !== undefined) told.set(container, isEnforced(consolidatedPolicy?.rules ?? [], constraint))
    }
  } catch (error) {
    // A constraint that this cloud does not have.
    if (!(error instanceof AbsentError)) throw error
  }
  return told
}

async function effective(context: GcpContext, constraint: Constraint, containers: readonly string[]): Promise<Told> {
  const told = await sideBySide(containers, async (container) => {
    try {
      const asked = { name: `${container}/policies/${constraint.name}` }
      const { spec } = await one(context, routeOf(container), asked)
      return [container, isEnforced(spec?.rules ?? [], constraint)] as const
    } catch (error) {
      if (!(error instanceof AbsentError)) throw error
      return [container, constraint.unset] as const
    }
  })
  return new Map(told)
}

function routeOf(container: string) {
  if (container.startsWith('projects/')) return effectiveOnProject
  return container.startsWith('folders/') ? effectiveOnFolder : effectiveOnOrganization
}

/** One that was not read might be the one that holds: then nothing is said of the others either. */
function factOf(
  container: string,
  told: readonly { readonly constraint: Constraint; readonly on: Told | { readonly unknown: GapReason } }[],
): Known<{ readonly [constraint: string]: boolean }> {
  const values: { [constraint: string]: boolean } = {}
  for (const { constraint, on } of told) {
    if ('unknown' in on) return on
    values[constraint.name] = on.get(container) ?? constraint.unset
  }
  return values
}

function tell(context: GcpContext, container: string, fact: Json): void {
  const id = container.startsWith('projects/')
    ? ownId('project', container.slice('projects/'.length))
    : seenId(context, container.startsWith('folders/') ? 'folder' : 'organization', container)
  context.emit({ type: 'patch', of: 'resource', id, set: {}, facts: { constraints: fact } })
}
