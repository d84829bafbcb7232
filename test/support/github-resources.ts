/** Resources of a GitHub organization with sane defaults; what is given beside the few names they know are facts. */
import type { LooseFacts, Records } from './aws-records.ts'
import { githubResource, longAgo, numberOf, organizationLogin, organizationNumber, recently } from './github-place.ts'

export function repository(input: LooseFacts & { readonly name?: string } = {}): Records {
  const { name = 'acme/api', ...facts } = input
  const known = { repositoryId: numberOf(name), visibility: 'private', archived: false, fork: false, tags: {} }
  return githubResource('repository', numberOf(name), name, { ...known, ...facts })
}

interface StoredInput extends LooseFacts {
  readonly name?: string
  readonly repository?: string
  readonly environment?: string
}

/** A secret of Actions in a repository; with `level: organization`, of the organization. */
export function storedSecret(input: StoredInput = {}): Records {
  const { name = 'NPM_TOKEN', repository: of = 'acme/api', environment: within, ...facts } = input
  const store = typeof facts['store'] === 'string' ? facts['store'] : 'actions'
  const ofOrganization = facts['level'] === 'organization'
  const owner = ofOrganization ? organizationLogin : of
  const inside = within === undefined ? owner : `${owner}/${within}`
  const where = ofOrganization ? {} : { repository: of, repositoryId: numberOf(of) }
  return githubResource('secret', `${inside}/${store}/${name}`, `${inside}/${store}/${name}`, {
    store,
    level: within === undefined ? 'repository' : 'environment',
    ...where,
    ...(within === undefined ? {} : { environment: within }),
    ...(ofOrganization ? { visibility: 'selected' } : {}),
    createdAt: longAgo,
    updatedAt: recently,
    looksLike: null,
    ...facts,
  })
}

export function environment(
  input: LooseFacts & { readonly name?: string; readonly repository?: string } = {},
): Records {
  const { name = 'production', repository: of = 'acme/api', ...facts } = input
  return githubResource('environment', `${of}/${name}`, `${of}/${name}`, {
    repository: of,
    repositoryId: numberOf(of),
    createdAt: longAgo,
    reviewers: 0,
    waitMinutes: null,
    adminsBypass: true,
    branches: null,
    branchPatterns: null,
    ...facts,
  })
}

export function actionsPolicy(input: LooseFacts & { readonly repository?: string } = {}): Records {
  const { repository: of, ...facts } = input
  const level = of === undefined ? { level: 'organization' } : { level: 'repository', repository: of }
  const number = of === undefined ? {} : { repositoryId: numberOf(of) }
  const known = { defaultWorkflowPermissions: 'read', canApprovePullRequestReviews: false }
  const native = of === undefined ? organizationNumber : numberOf(of)
  const nativeId = of ?? organizationLogin
  const given = { ...level, ...number, ...known, ...facts }
  return githubResource('actions-policy', native, nativeId, given, `Actions of ${nativeId}`)
}

/** Named for its host, as the connector does. */
export function webhook(input: LooseFacts & { readonly id?: string; readonly repository?: string } = {}): Records {
  const { id = '71', repository: of, host = 'ci.acme.example', ...facts } = input
  const level = of === undefined ? { level: 'organization' } : { level: 'repository', repository: of }
  const given = {
    ...level,
    host,
    plainHttp: false,
    active: true,
    events: ['push'],
    insecureSsl: false,
    hasSecret: true,
    lastResponse: null,
    updatedAt: longAgo,
    ...facts,
  }
  const name = typeof host === 'string' ? host : `webhook ${id}`
  return githubResource('webhook', id, `${of ?? organizationLogin}/hooks/${id}`, given, name)
}

export function runnerGroup(input: LooseFacts & { readonly name?: string } = {}): Records {
  const { name = 'builders', ...facts } = input
  const groupId = numberOf(name)
  const given = {
    groupId,
    visibility: 'selected',
    repositories: ['acme/site'],
    allowsPublicRepositories: false,
    restrictedToWorkflows: false,
    selectedWorkflows: [],
    isDefault: false,
    runners: { total: 4, ephemeral: 0 },
    ...facts,
  }
  return githubResource('runner-group', groupId, String(groupId), given, name)
}

export function ruleset(input: LooseFacts & { readonly name?: string; readonly repository?: string } = {}): Records {
  const { name = 'protect main', repository: of, ...facts } = input
  const rulesetId = numberOf(name)
  const given = {
    ...(of === undefined ? { level: 'organization' } : { level: 'repository', repository: of }),
    rulesetId,
    target: 'branch',
    enforcement: 'active',
    rules: ['pull_request'],
    bypass: [],
    ...facts,
  }
  return githubResource('ruleset', rulesetId, String(rulesetId), given, name)
}
