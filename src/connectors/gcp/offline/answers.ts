/** Answers what the steps ask of Google from files. */
import { VendorError } from '../../errors.ts'
import type { Question, Reply } from '../../shared/google/answering.ts'
import type { Containers } from './containers.ts'
import type { AssetRow, Held, Row } from './files.ts'

/** Of one root alone. Questions whose answer no file holds reject, as something that was not collected. */
export function answersFrom(held: Held, containers: Containers, root: string): (question: Question) => Reply {
  const assets = held.assets.filter((asset) => containers.rootOf(asset) === root)
  const whole = isWhole(assets)
  return (question) => {
    const { host, path } = question
    if (host === 'cloudresourcemanager') return ofContainers(containers, assets, path)
    if (host === 'cloudasset') return ofAssets(assets, whole, question)
    if (host === 'iam' && path === '/v1/roles') return rolesOf(held.roles, 'roles/')
    if (host === 'iam' && path.endsWith('/roles')) return rolesOf(held.roles, `${path.slice('/v1/'.length)}/`)
    if (host === 'policyanalyzer') return activitiesOf(held.activities, containers, path)
    throw notHeld(`what ${host}.googleapis.com tells`)
  }
}

function ok(data: object): Reply {
  return { status: 200, data }
}

function notHeld(what: string): VendorError {
  return new VendorError(`No file that was given holds ${what}.`, what, 'not-collected')
}

/** Every project has some of these, which no step asks for: who exported them has exported all types. */
const everywhere = ['serviceusage.googleapis.com/Service', 'logging.googleapis.com/LogBucket']
/** Types that Cloud Asset may not export, so that an export of all does not prove that there are none. */
const doubtful =
  /^(?:aiplatform|agent\w*|discoveryengine|dialogflow)\.|\/(?:PolicyV2|PolicyBinding|PrincipalAccessBoundaryPolicy)$/

function isWhole(assets: readonly AssetRow[]): boolean {
  const types = new Set(assets.flatMap(({ assetType, resource }) => (resource === undefined ? [] : [assetType])))
  return everywhere.every((type) => types.has(type))
}

function ofAssets(assets: readonly AssetRow[], whole: boolean, { path, query }: Question): Reply {
  const types = query.getAll('assetTypes')
  if (path.endsWith(':searchAllIamPolicies')) return policiesOf(assets)
  if (path.endsWith(':searchAllResources') && query.get('readMask') === 'name,createTime')
    // Where there is none, each of them says for itself that its age was not collected.
    return ok({
      results: assets
        .filter(({ assetType, createTime }) => types.includes(assetType) && createTime !== undefined)
        .map(({ name, createTime }) => ({ name, createTime })),
    })
  if (!path.endsWith('/assets')) throw notHeld(`what Cloud Asset tells of ${path.split(':')[1] ?? path}`)
  const found = assets.filter(({ assetType, resource }) => types.includes(assetType) && resource !== undefined)
  if (found.length === 0 && !(whole && !types.some((type) => doubtful.test(type))))
    throw notHeld(`resources of type ${types.join(', ')}`)
  return ok({
    assets: found.map(({ name, assetType, ancestors, resource }) => ({ name, assetType, ancestors, resource })),
  })
}

function policiesOf(assets: readonly AssetRow[]): Reply {
  const found = assets.filter(({ policy }) => policy !== undefined)
  if (found.length === 0) throw notHeld('policies (--content-type=iam-policy)')
  return ok({
    results: found.map(({ name, assetType, ancestors, policy }) => ({
      resource: name,
      assetType,
      project: ancestors.find((each) => each.startsWith('projects/')),
      folders: ancestors.filter((each) => each.startsWith('folders/')),
      organization: ancestors.find((each) => each.startsWith('organizations/')),
      policy,
    })),
  })
}

function ofContainers(
  { organizations, folders, projects }: Containers,
  assets: readonly AssetRow[],
  path: string,
): Reply {
  if (path === '/v3/organizations:search') return ok({ organizations })
  if (path === '/v3/folders:search') return ok({ folders })
  if (path === '/v3/projects:search') return ok({ projects })
  const [, name = '', method] = /^\/v3\/([a-z]+\/[^/:]+)(?::(\w+))?$/.exec(path) ?? []
  // Who could export it was shown all of it.
  if (method === 'testIamPermissions')
    return ok({ permissions: ['resourcemanager.folders.get', 'resourcemanager.projects.get'] })
  const project = projects.find((each) => each.name === name || `projects/${each.projectId}` === name)
  if (method === 'getIamPolicy') {
    const suffixes = [name, project?.name ?? name].map((each) => `.googleapis.com/${each}`)
    const policy = assets.find((each) => each.policy && suffixes.some((suffix) => each.name.endsWith(suffix)))?.policy
    if (policy !== undefined) return ok(policy)
  }
  const found: Row | undefined = project ?? folders.find((each) => each['name'] === name)
  if (method === undefined && found !== undefined) return ok(found)
  throw notHeld(method === 'getIamPolicy' ? `the policy of ${name}` : name)
}

function rolesOf(given: readonly Row[], prefix: string): Reply {
  const roles = given.filter(({ name }) => typeof name === 'string' && name.startsWith(prefix))
  // A list without their permissions is written by default, and would make every role an empty one.
  const told = roles.some(({ includedPermissions }) => Array.isArray(includedPermissions))
  if (!told) throw notHeld(prefix === 'roles/' ? 'the permissions of Google’s own roles' : `roles of ${prefix}`)
  return ok({ roles })
}

/** gcloud asks project by project, so that of other projects, and of the whole, nothing is held. */
function activitiesOf(given: readonly Row[], { projects }: Containers, path: string): Reply {
  const [, root = '', type = ''] = /^\/v1\/([a-z]+\/[^/]+)\/.*\/activityTypes\/(\w+)\//.exec(path) ?? []
  const ofType = given.filter(({ activityType }) => activityType === type)
  if (ofType.length === 0) throw notHeld(`activities of type ${type}`)
  if (!root.startsWith('projects/'))
    return {
      status: 400,
      data: { error: { code: 400, status: 'INVALID_ARGUMENT', message: 'Files tell of projects.' } },
    }
  const project = projects.find((each) => `projects/${each.projectId}` === root)
  const names = [root, project?.name ?? root].map((name) => `/${name}/`)
  const activities = ofType.filter(({ fullResourceName }) =>
    names.some((name) => typeof fullResourceName === 'string' && fullResourceName.includes(name)),
  )
  if (activities.length === 0) throw notHeld(`activities of type ${type} of this project`)
  return ok({ activities })
}
