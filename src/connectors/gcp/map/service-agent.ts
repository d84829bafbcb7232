import type { ServiceAgentFacts } from '../../../model/facts/gcp.ts'
import { placeOf, seenId } from '../place.ts'
import type { GcpContext } from '../place.ts'

/**
 * Google's own accounts, which no list of the customer's shows: https://cloud.google.com/iam/docs/service-agents. Those of
 * `gcp-sa-…` are made for projects (`service-<number>`), for databases and log sinks (`p<number>-…`) and for organizations;
 * older ones live in projects of Google's with names of their own. Defaults of projects are the customer's accounts.
 */
const patterns = [
  /^(?:service-|p)(?<number>\d+)(?:-[^@]*)?@gcp-sa-(?<service>[^.]+)\.iam\.gserviceaccount\.com$/,
  /^[^@]+@gcp-sa-(?<service>[^.]+)\.iam\.gserviceaccount\.com$/,
  /^service-(?:(?:org|folder)-\d+|(?<number>\d+))@(?<service>[^.]+)\.iam\.gserviceaccount\.com$/,
  /^project-(?<number>\d+)@(?<service>storage-transfer-service)\.iam\.gserviceaccount\.com$/,
  /^(?<number>\d+)@(?<service>cloudservices)\.gserviceaccount\.com$/,
  /^(?<service>[^@]+)@system\.gserviceaccount\.com$/,
] as const

/** undefined: it is none. */
export function agentOf(email: string): Pick<ServiceAgentFacts, 'projectNumber' | 'service'> | undefined {
  for (const pattern of patterns) {
    const { number = null, service } = pattern.exec(email)?.groups ?? {}
    if (service !== undefined) return { projectNumber: number, service }
  }
  return undefined
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
