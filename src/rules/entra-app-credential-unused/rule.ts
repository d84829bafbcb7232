import { z } from 'zod'
import { bearerOf, isLive, secretsOn } from '../../analysis/effective/entra-credentials.ts'
import type { Idle } from '../../analysis/effective/entra-usage.ts'
import { idleFor } from '../../analysis/effective/entra-usage.ts'
import { holderOf } from '../../analysis/credentials.ts'
import { daysInWords } from '../../analysis/time.ts'
import type { Credential, Unknown } from '../../model/index.ts'
import { isUnknown } from '../../model/index.ts'
import type { CheckContext } from '../contract.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { entraControls } from '../shared/entra-controls.ts'
import {
  activityPermission,
  removeSecret,
  secretEvidence,
  secretPermission,
  secretRelated,
  secretValues,
} from '../shared/entra-secrets.ts'
import { at, read } from '../shared/evidence.ts'

interface Options {
  readonly maxDays: number
}

export const rule = defineRule({
  id: 'entra-app-credential-unused',
  title: 'Secret or certificate is not used by an application that is',
  severity: 'medium',
  provider: 'azure',
  subject: 'credential',
  kinds: ['client-secret', 'certificate'],
  reads: ['azure.applications', 'azure.service-principals', 'azure.credential-activity'],
  options: z.strictObject({
    maxDays: z.int().positive().default(90).describe('Days without a sign-in that are still fine.'),
  }),
  messages: {
    unused: '{secret} of {app} was last used {days} ago, while {app} goes on signing in by other means.',
    never: '{secret} of {app} has not been used in {days}, while {app} goes on signing in by other means.',
  },
  frameworks: entraControls('stale-credential'),
  remediation: (credential) => [
    removeSecret(
      credential,
      'Take it away, and have the owner look whether a copy of it is kept anywhere. It cannot be brought back, only replaced.',
    ),
  ],
  check(credential, context) {
    const { view, now, options } = context
    const live = isLive(credential, view, now)
    if (isUnknown(live)) return unknownBecause(live.unknown, [secretPermission])
    if (!live) return undefined
    const idle = idleFor('credential', credential, view, now)
    if (isUnknown(idle)) return unknownBecause(idle.unknown, [activityPermission])
    if (idle.days <= options.maxDays) return pass
    const active = usedOtherwise(credential, context)
    if (isUnknown(active)) return unknownBecause(active.unknown, [activityPermission])
    // An application that lies idle as a whole is judged as one: entra-sp-unused.
    if (!active) return undefined
    const usage = view.usage(credential.id)
    return fail(idle.used ? 'unused' : 'never', {
      values: { ...secretValues(credential, view), days: daysInWords(idle.days) },
      evidence: [
        ...secretEvidence(credential, `endDateTime ${at(credential.expiresAt)}`),
        ...read(usage?.source ?? '', `last sign-in ${at(usage?.lastUsedAt)}`),
      ],
      related: secretRelated(credential, view),
      data: { days: idle.days, used: idle.used },
    })
  },
})

/** Whether the application signed in of late, by another credential or, as the report of sign-ins says, at all. */
function usedOtherwise(credential: Credential, { view, now, options }: CheckContext<Options>): boolean | Unknown {
  const bearer = bearerOf(credential, view)
  const others = bearer === undefined ? [] : secretsOn(bearer, view).filter(({ id }) => id !== credential.id)
  const principal = holderOf(credential, view)
  const idles: readonly (Idle | Unknown)[] = [
    ...(principal ? [idleFor('identity', principal, view, now)] : []),
    ...others.map((other) => idleFor('credential', other, view, now)),
  ]
  if (idles.some((idle) => !isUnknown(idle) && idle.used && idle.days <= options.maxDays)) return true
  return idles.find((idle) => isUnknown(idle)) ?? false
}
