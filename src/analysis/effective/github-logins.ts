/** Which role of a cloud the steps of a job ask for, also where a variable of GitHub holds its name. */
import type { View } from '../../inventory/view.ts'
import type { Identity } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import type { CloudLogin, VariableFacts, WorkflowFacts, WorkflowJob } from '../../model/facts/github.ts'

/** The ARN, or client id of Azure; undefined where it is an expression or a secret, of which nobody knows what it says. */
export function roleAsked(view: View, workflow: Identity, job: WorkflowJob, login: CloudLogin): string | undefined {
  if (isKnown<string>(login.identity)) return login.identity
  const name = /^vars\.(\w+)$/.exec(login.reference ?? '')?.[1]
  if (name === undefined) return undefined
  const { repositoryId } = workflow.facts as WorkflowFacts
  const environment = isKnown<string>(job.environment) ? job.environment : undefined
  const found = variablesIn(view, workflow.scope).get(name.toUpperCase()) ?? []
  const own = found.filter((facts) => facts.repositoryId === repositoryId)
  // The narrowest counts: https://docs.github.com/en/actions/concepts/workflows-and-actions/variables
  const shelves = [
    {
      facet: 'github.environment-variables',
      all: own.filter((facts) => facts.level === 'environment' && facts.environment === environment),
    },
    { facet: 'github.repository-variables', all: own.filter(({ level }) => level === 'repository') },
    { facet: 'github.organization-variables', all: found.filter(({ level }) => level === 'organization') },
  ].slice(environment === undefined ? 1 : 0)
  for (const { facet, all } of shelves) {
    const [variable] = all
    if (variable !== undefined) return variable.refersTo.find(({ type }) => type === wanted[login.cloud])?.id
    // One that was not read there would stand over what comes next.
    if (view.gap(facet, workflow.scope)) return undefined
  }
  return undefined
}

/** What a variable is known to name, by the cloud that it signs in to. */
const wanted: { readonly [Cloud in CloudLogin['cloud']]: string } = {
  aws: 'aws-role',
  azure: 'azure-client',
  gcp: 'gcp-service-account',
}

function variablesIn(view: View, scope: string): ReadonlyMap<string, readonly VariableFacts[]> {
  return view.once(`github variables ${scope}`, () => {
    const actions = [...view.resources({ kind: 'variable', scope })].filter(({ facts }) => facts['store'] === 'actions')
    const named = Map.groupBy(actions, ({ name }) => name.toUpperCase())
    return new Map([...named].map(([name, all]) => [name, all.map(({ facts }) => facts as VariableFacts)]))
  })
}
