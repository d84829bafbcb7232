/** Services that a principal holds whole: every action on everything. */
import { decideFor } from '../aws-policy/index.ts'
import { listOf } from '../aws-statements.ts'
import type { Principal } from './types.ts'

/** Calling models is what agents are for; logs and traces are written by every workload. */
const harmless = /^(bedrock|bedrock-runtime|logs|xray|cloudwatch)$/

/** Prefixes (`s3`), in order, harmless ones left out; those that a Deny or the boundary takes back are none. */
export function wholeServices(principal: Principal): readonly string[] {
  const named = principal.caller.identity.flatMap(({ statements }) =>
    statements.flatMap(({ effect, source }) =>
      effect === 'Allow' ? listOf(source.Action).flatMap((action) => /^([\w-]+):\*$/.exec(action)?.[1] ?? []) : [],
    ),
  )
  return [...new Set(named.map((service) => service.toLowerCase()))]
    .filter((service) => !harmless.test(service) && holds(principal, service))
    .toSorted()
}

/** An action that the service does not have: only who holds all of it, on everything, may do this. */
function holds({ caller, account }: Principal, service: string): boolean {
  const resource = `arn:aws:${service}:us-east-1:${account}:muster-probe-7f3a`
  return decideFor(caller, { action: `${service}:MusterProbe7f3a`, resource }).verdict === 'allowed'
}
