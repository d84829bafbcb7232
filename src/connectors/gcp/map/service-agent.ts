import { serviceOfAgent } from '../../../model/facts/gcp-service-agents.ts'
import type { ServiceAgentFacts } from '../../../model/facts/gcp.ts'
import { placeOf, seenId } from '../place.ts'
import type { GcpContext } from '../place.ts'

/** Google's own accounts, which no list of the customer's shows. undefined: it is none. */
export function agentOf(email: string): Pick<ServiceAgentFacts, 'projectNumber' | 'service'> | undefined {
  const service = serviceOfAgent(email)
  if (service === undefined) return undefined
  // `service-7@…` of a project, `p7-44@…` of one of its databases or log sinks, `service-org-1@…` of an organization.
  const [, number = null] = /^(?:(?:service-|project-|p)?(\d+))(?:-[^@]*)?@/.exec(email) ?? []
  return { projectNumber: number, service }
}

export function emitAgent(context: GcpContext, email: string): void {
  const facts = { email, projectNumber: null, service: email, ...agentOf(email) } satisfies ServiceAgentFacts
  context.emit({
    type: 'resource',
    id: seenId(context, 'service-agent', email),
    ...placeOf(context),
    kind: 'service-agent',
    nativeId: email,
    name: email,
    facts,
  })
}
