import { AbsentError, AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt, noneIfUnsupported } from '../../shared/attempt.ts'
import { all as sideBySide } from '../../shared/fan-out.ts'
import { all, one, rowsOf } from '../../shared/google/read.ts'
import type { Route } from '../../shared/google/route.ts'
import { collectMisses } from '../../shared/misses.ts'
import { emitPolicy } from '../map/allow-policy.ts'
import { onceEach } from '../once.ts'
import { fullNameOf } from '../place.ts'
import type { GcpContext } from '../place.ts'
import {
  getAccountPolicy,
  getFolderPolicy,
  getOrganizationPolicy,
  getProjectPolicy,
  getSecretPolicy,
  listSecretNames,
  searchPolicies,
} from '../routes/allow-policies.ts'
import type { PolicyAnswer } from '../routes/allow-policies.ts'

export const allowPoliciesMeta = {
  id: 'allow-policies',
  title: 'Who holds which role on what',
  tier: 'core',
  scopes: ['organization', 'folder', 'project'],
  needs: [
    'cloudasset.assets.searchAllIamPolicies',
    'resourcemanager.organizations.getIamPolicy',
    'resourcemanager.folders.getIamPolicy',
    'resourcemanager.projects.getIamPolicy',
    'iam.serviceAccounts.getIamPolicy',
    'secretmanager.secrets.list',
    'secretmanager.secrets.getIamPolicy',
  ],
  emits: ['allow-policies'],
  // Policies of service accounts go by unique ids where Cloud Asset tells of them.
  after: ['hierarchy', 'service-accounts'],
} as const satisfies StepMeta

/** What is granted above the root is inherited, and belongs to no other scope unless that is read too. */
export async function allowPolicies(context: GcpContext): Promise<void> {
  const { assets, root, aboveIsRead } = context.session
  if (assets) await attempt(context, 'Policies', async () => searched(context))
  else if (root.startsWith('projects/')) await ofProject(context)
  else await ofContainers(context, context.session.facts.folders ?? [])
  if (!aboveIsRead) await inherited(context)
}

async function searched(context: GcpContext): Promise<void> {
  const source = searchPolicies.operation
  for await (const row of rowsOf(context, searchPolicies, { scope: context.session.root })) {
    const { resource, assetType, policy, project, folders, organization } = row
    emitPolicy(context, { resource, assetType, policy, within: project ?? folders[0] ?? organization, source })
  }
}

interface Asked {
  /** As the API takes it. */
  readonly name: string
  readonly resource: string
  readonly assetType: string
  readonly within: string | undefined
  readonly route: Route<{ readonly resource: string }, PolicyAnswer>
}

/** One by one; what is refused is told together. */
async function ofEach(
  context: GcpContext,
  what: string,
  things: readonly Asked[],
  ask: (thing: Asked) => Promise<PolicyAnswer> = ({ name, route }) => one(context, route, { resource: name }),
): Promise<void> {
  const misses = collectMisses()
  await sideBySide(things, async (thing) => {
    const { name, route, ...attached } = thing
    try {
      emitPolicy(context, { ...attached, policy: await ask(thing), source: route.operation })
    } catch (error) {
      // Deleted since it was listed.
      if (error instanceof AbsentError) return
      if (!(error instanceof AccessError || error instanceof VendorError)) throw error
      misses.addError(name, error)
    }
  })
  misses.tell(context, what)
}

const containers = [
  { prefix: 'projects/', assetType: 'cloudresourcemanager.googleapis.com/Project', route: getProjectPolicy },
  { prefix: 'folders/', assetType: 'cloudresourcemanager.googleapis.com/Folder', route: getFolderPolicy },
  {
    prefix: 'organizations/',
    assetType: 'cloudresourcemanager.googleapis.com/Organization',
    route: getOrganizationPolicy,
  },
] as const

function asContainers(names: readonly string[]): readonly Asked[] {
  return names.flatMap((name) => {
    const { assetType, route } = containers.find(({ prefix }) => name.startsWith(prefix)) ?? {}
    if (assetType === undefined || route === undefined) return []
    return [{ name, resource: fullNameOf(name), assetType, within: undefined, route }]
  })
}

async function ofContainers(context: GcpContext, below: readonly string[]): Promise<void> {
  const { root, facts } = context.session
  await ofEach(context, 'Policies of', asContainers([...new Set([root, ...below])]))
  if (facts.folders === undefined)
    context.gap({
      reason: 'not-collected',
      detail: `Policies of the folders of ${root} were not read: they are not known.`,
    })
}

async function ofProject(context: GcpContext): Promise<void> {
  const { root, facts } = context.session
  await ofEach(context, 'Policies of', asContainers([root]))
  const accounts = [...(facts.serviceAccounts?.values() ?? [])].map(({ email }) => `${root}/serviceAccounts/${email}`)
  const iam = { assetType: 'iam.googleapis.com/ServiceAccount', within: root, route: getAccountPolicy } as const
  await ofEach(
    context,
    'Policies of',
    accounts.map((name) => ({ name, resource: `//iam.googleapis.com/${name}`, ...iam })),
  )
  if (facts.serviceAccounts === undefined)
    context.gap({
      reason: 'not-collected',
      detail: 'Who may act as the service accounts was not read: they are not known.',
    })
  await attempt(context, 'Policies of secrets', async () => {
    // Where the API is off nobody reads a secret by it, and the step `secrets` says that none was seen.
    const secrets = await noneIfUnsupported(all(context, listSecretNames, { parent: root }))
    const manager = { assetType: 'secretmanager.googleapis.com/Secret', within: root, route: getSecretPolicy } as const
    const asked = secrets.map(({ name }) => ({ name, resource: `//secretmanager.googleapis.com/${name}`, ...manager }))
    await ofEach(context, 'Policies of', asked)
  })
}

const once = onceEach<PolicyAnswer>()

async function inherited(context: GcpContext): Promise<void> {
  const { root, facts, client } = context.session
  if (root.startsWith('organizations/')) return
  await ofEach(context, 'What is inherited from', asContainers(facts.above ?? []), ({ name, route }) =>
    once(client, name, () => one(context, route, { resource: name })),
  )
  if (facts.above === undefined)
    context.gap({
      reason: 'not-collected',
      detail: `What ${root} inherits was not read: what is above it is not known to the end.`,
    })
}
