import { z } from 'zod'
import { accountOf } from '../../analysis/effective/aws-access/index.ts'
import { accountOf as accountIdOf, roleFacts } from '../../analysis/effective/aws-facts.ts'
import {
  excessOf,
  lastAccessedOf,
  reducedPolicies,
  unreadPolicies,
  type Excess,
} from '../../analysis/effective/aws-least-privilege/index.ts'
import { daysBetween } from '../../analysis/time.ts'
import type { Identity, Instant } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { pathsIn } from './data.ts'
import { findingOf, type MessageId } from './finding.ts'
import { isIdle } from './idle.ts'
import { stepsFor } from './steps.ts'

const policies = ['iam:GetAccountAuthorizationDetails']
const asking = ['iam:GenerateServiceLastAccessedDetails', 'iam:GetServiceLastAccessedDetails']
/** So many services that one only looks into are told of in one finding; fewer are no finding. */
const manyToRead = 10

export const rule = defineRule({
  id: 'aws-role-unused-services',
  title: 'Role or user may use services that it has not used',
  severity: 'medium',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-role', 'iam-user'],
  reads: ['aws.identities', 'aws.role-usage'],
  options: z.strictObject({
    maxDays: z
      .int()
      .positive()
      .max(400)
      .default(90)
      .describe('Days without use after which a granted service counts as unused; AWS remembers 400.'),
  }),
  messages: {
    unused: '{kind} {name} has not used {services} for more than {days}: {share} that it may use.',
    everything: '{kind} {name} may do everything, and has used {services} in {days}.',
    reading: '{kind} {name} may look into {services} that it has not used for more than {days}.',
  },
  frameworks: controls('over-privilege', { 'cis-aws-7.0.0': [] }),
  remediation: (identity) => stepsFor(identity),
  check(identity, { view, now, options }) {
    if (!isJudged(identity)) return undefined
    const account = accountOf(view, accountIdOf(identity))
    const principal = account?.principal(identity.nativeId)
    if (!account || !principal) return unknownBecause('not-collected', policies)
    if (principal.caller.identity.length === 0 && unreadPolicies(principal).length === 0) return undefined
    const usage = lastAccessedOf(identity)
    const hidden = view.gap('aws.service-last-accessed')?.reason
    if (isUnknown(usage)) return unknownBecause(hidden ?? usage.unknown, asking)
    const { createdAt } = identity
    if (isKnown<Instant>(createdAt) && daysBetween(createdAt, now) <= options.maxDays) return undefined
    const excess = excessOf(principal, account, usage, now, options)
    const message = messageFor(excess)
    // A report without any of the granted services is no report of their use.
    if (Object.keys(usage.services).length === 0 && excess.untold.length > 0)
      return unknownBecause('unsupported', asking)
    if (message === undefined || excess.unreadBoundary) return settled(excess)
    if (!isKnown<Instant>(createdAt)) return unknownBecause(becauseOf(createdAt), policies)
    const idle = excess.used.length === 0 && isIdle(identity, view, now, options.maxDays)
    if (idle === true) return undefined
    if (isUnknown(idle)) return unknownBecause(idle?.unknown ?? 'not-collected', policies)
    const reduction = reducedPolicies(principal, account, usage, now, { ...options, paths: pathsIn(view) })
    return findingOf(identity, message, excess, reduction, options.maxDays)
  },
})

/** Not people, whose use has no rhythm; nor what AWS or this scan needs as it is. */
function isJudged(identity: Identity): boolean {
  const { serviceLinked, identityCenter, scanner } = roleFacts(identity)
  return identity.class !== 'human' && !serviceLinked && !identityCenter && scanner !== true
}

function messageFor({ unused, everything }: Excess): MessageId | undefined {
  if (everything && unused.length > 0) return 'everything'
  if (unused.some(({ weighty }) => weighty)) return 'unused'
  return unused.length >= manyToRead ? 'reading' : undefined
}

function settled({ unread, unreadBoundary }: Excess) {
  const first = unreadBoundary ?? unread[0]
  return first ? unknownBecause(first.because, policies) : pass
}
