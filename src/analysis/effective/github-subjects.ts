/**
 * Which tokens the runs of a repository can ask for: the subject and the other claims by which clouds judge them.
 * https://docs.github.com/en/actions/reference/security/oidc
 */

/** What a run is for. Whoever may write to a repository chooses any branch, tag or environment that nobody protects. */
export type Occasion =
  | { readonly kind: 'branch'; readonly name: string }
  | { readonly kind: 'tag'; readonly name: string }
  | { readonly kind: 'pull-request' }
  | { readonly kind: 'environment'; readonly name: string; readonly ref?: string }

export interface Minter {
  readonly issuer: string
  readonly owner: string
  readonly ownerId: number
  /** Without the owner. */
  readonly repository: string
  readonly repositoryId: number
  readonly form: SubjectForm
}

export interface SubjectForm {
  /** By ids that stay when somebody renames. */
  readonly immutable: boolean
  /** What GitHub itself says the subject begins with, up to the occasion. */
  readonly prefix?: string
  /** Of a customized subject, in its order; left out: GitHub's own form. */
  readonly claimKeys?: readonly string[]
}

export interface Token {
  readonly issuer: string
  readonly subject: string
  /** `null`: there is none of that name in this token. */
  readonly claims: { readonly [claim: string]: string | null }
}

/** `workflow`: path of the file that runs, where it is known; whoever writes to a branch may run a file of any name. */
export function tokenOf(
  minter: Minter,
  occasion: Occasion,
  workflow?: { readonly path: string; readonly ref: string },
): Token {
  const claims = claimsOf(minter, occasion, workflow)
  return { issuer: minter.issuer, subject: subjectOf(minter, occasion, claims), claims }
}

function claimsOf(
  { owner, ownerId, repository, repositoryId }: Minter,
  occasion: Occasion,
  workflow?: { readonly path: string; readonly ref: string },
): Token['claims'] {
  const ref = refOf(occasion)
  return {
    repository: `${owner}/${repository}`,
    repository_id: String(repositoryId),
    repository_owner: owner,
    repository_owner_id: String(ownerId),
    environment: occasion.kind === 'environment' ? occasion.name : null,
    ...(ref === undefined ? {} : { ref, ref_type: occasion.kind === 'tag' ? 'tag' : 'branch' }),
    ...(workflow === undefined ? {} : { job_workflow_ref: `${owner}/${repository}/${workflow.path}@${workflow.ref}` }),
  }
}

function refOf(occasion: Occasion): string | undefined {
  if (occasion.kind === 'branch') return `refs/heads/${occasion.name}`
  if (occasion.kind === 'tag') return `refs/tags/${occasion.name}`
  return occasion.kind === 'environment' ? occasion.ref : undefined
}

function subjectOf(minter: Minter, occasion: Occasion, claims: Token['claims']): string {
  const { form } = minter
  const context = contextOf(occasion)
  if (form.claimKeys === undefined || form.claimKeys.length === 0) return `${prefixOf(minter)}:${context}`
  return form.claimKeys
    .map((key) => {
      if (key === 'repo') return prefixOf(minter)
      if (key === 'context') return context
      return `${key}:${escaped(claims[key] ?? '')}`
    })
    .join(':')
}

function prefixOf({ owner, ownerId, repository, repositoryId, form }: Minter): string {
  if (form.prefix !== undefined && form.prefix.startsWith('repo:')) return form.prefix.replace(/:$/, '')
  return form.immutable ? `repo:${owner}@${ownerId}/${repository}@${repositoryId}` : `repo:${owner}/${repository}`
}

function contextOf(occasion: Occasion): string {
  if (occasion.kind === 'environment') return `environment:${escaped(occasion.name)}`
  if (occasion.kind === 'pull-request') return 'pull_request'
  return `ref:${refOf(occasion)}`
}

/** A colon within a value would read as the next claim; GitHub writes it as %3A. */
function escaped(value: string): string {
  return value.replaceAll(':', '%3A')
}

/** Repositories made since then have ids in their subjects unless somebody says otherwise. */
export const immutableSince = '2026-07-15T00:00:00Z'
