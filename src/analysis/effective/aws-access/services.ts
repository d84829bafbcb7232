/** Services that a principal holds whole: every action on everything. */
import { listOf } from '../aws-statements.ts'
import { ask } from './ask.ts'
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
    .filter((service) => !harmless.test(service) && holdsService(principal, service) === true)
    .toSorted()
}

/** Whether it may do everything of the service on everything: told by an action that the service does not have. */
export function holdsService(principal: Principal, service: string): boolean | 'conditional' {
  const resource = `arn:aws:${service}:us-east-1:${principal.account}:muster-probe-7f3a`
  const { verdict } = ask(principal, { action: `${service}:MusterProbe7f3a`, resource })
  return verdict === 'conditional' ? verdict : verdict === 'allowed'
}
