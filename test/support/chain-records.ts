/** Records of chains that begin at a workflow of GitHub: a repository that is open to everybody, and what it runs. */
import { githubOrganization, oidcSubject } from './door-records.ts'
import { repository, workflow } from './github-records.ts'

export const admin = { attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] }
/** What a pull request brings along. */
export const head = '${{ github.event.pull_request.head.sha }}'
export const open = (more = {}) =>
  repository({
    name: 'acme/api',
    visibility: 'public',
    defaultBranch: 'main',
    createdAt: '2024-01-01T00:00:00Z',
    environments: [],
    ...more,
  })
export const around = [...githubOrganization(), ...oidcSubject(), ...oidcSubject({ repository: 'acme/api' })]
export const runs = (
  on: readonly (string | { readonly event: string; readonly types: readonly string[] })[],
  ...jobs: readonly object[]
) => workflow({ on, jobs: jobs.map((each) => ({ idToken: true, ...each })) as never })
