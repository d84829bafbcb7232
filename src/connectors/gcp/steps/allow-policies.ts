import type { StepMeta } from '../../contract.ts'
import { attempt, noneIfUnsupported } from '../../shared/attempt.ts'
import { all, one, rowsOf } from '../../shared/google/read.ts'
import { emitPolicy } from '../map/allow-policy.ts'
import { onceEach } from '../once.ts'
import type { GcpContext } from '../place.ts'
import { asContainers, policiesOf } from '../policies-of.ts'
import { getAccountPolicy, getSecretPolicy, listSecretNames, searchPolicies } from '../routes/allow-policies.ts'
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

async function ofContainers(context: GcpContext, below: readonly string[]): Promise<void> {
  const { root, facts } = context.session
  await policiesOf(context, 'Policies of', asContainers([...new Set([root, ...below])]))
  if (facts.folders === undefined)
    context.gap({
      reason: 'not-collected',
      detail: `Policies of the folders of ${root} were not read: they are not known.`,
    })
}

async function ofProject(context: GcpContext): Promise<void> {
  const { root, facts } = context.session
  await policiesOf(context, 'Policies of', asContainers([root]))
  const accounts = [...(facts.serviceAccounts?.values() ?? [])].map(({ email }) => `${root}/serviceAccounts/${email}`)
  const iam = { assetType: 'iam.googleapis.com/ServiceAccount', within: root, route: getAccountPolicy } as const
  await policiesOf(
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
    await policiesOf(context, 'Policies of', asked)
  })
}

const once = onceEach<PolicyAnswer>()

async function inherited(context: GcpContext): Promise<void> {
  const { root, facts, client } = context.session
  if (root.startsWith('organizations/')) return
  await policiesOf(context, 'What is inherited from', asContainers(facts.above ?? []), ({ name, route }) =>
    once(client, name, () => one(context, route, { resource: name })),
  )
  if (facts.above === undefined)
    context.gap({
      reason: 'not-collected',
      detail: `What ${root} inherits was not read: what is above it is not known to the end.`,
    })
}
