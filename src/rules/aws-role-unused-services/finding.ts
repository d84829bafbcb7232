/** The finding in words and data. */
import type { Excess, NoReduction, Reduction } from '../../analysis/effective/aws-least-privilege/index.ts'
import { accountOf } from '../../analysis/effective/aws-facts.ts'
import { counted, daysInWords } from '../../analysis/time.ts'
import type { Identity } from '../../model/index.ts'
import { entityId } from '../../model/index.ts'
import { fail } from '../contract.ts'
import { enumerated } from '../shared/aws-trust.ts'
import { at, read } from '../shared/evidence.ts'
import { dataOf } from './data.ts'
import { stepsFor } from './steps.ts'

export type MessageId = 'unused' | 'everything' | 'reading'

const mostTold = 50

export function findingOf(
  identity: Identity,
  message: MessageId,
  excess: Excess,
  reduction: Reduction | NoReduction,
  maxDays: number,
) {
  const { unused, used } = excess
  const times = told(excess, message).map(({ service, lastAccessed }) => `${service} ${at(lastAccessed)}`)
  const managed = reduction.proposed ? reduction.policies.filter(({ kind }) => kind !== 'inline') : []
  return fail(message, {
    values: valuesFor(message, identity, excess, maxDays),
    ...(message === 'reading' ? { severity: 'low' } : {}),
    evidence: read('iam:GetServiceLastAccessedDetails', times.slice(0, mostTold).join(', ')),
    related: managed.map(({ policy }) => entityId('aws', accountOf(identity), 'iam:policy', policy)),
    data: {
      unused: unused.slice(0, mostTold).map((each) => ({ ...each })),
      unusedServices: unused.length,
      usedServices: used,
      share: Math.round((100 * unused.length) / (unused.length + used.length)),
      reduction: dataOf(reduction),
    },
    remediation: stepsFor(identity, reduction),
  })
}

function told({ unused }: Excess, message: MessageId): Excess['unused'] {
  return message === 'unused' ? unused.filter(({ weighty }) => weighty) : unused
}

function valuesFor(message: MessageId, identity: Identity, excess: Excess, maxDays: number) {
  const names = told(excess, message).map(({ service }) => service)
  const granted = excess.unused.length + excess.used.length
  const services = {
    unused: enumerated(names, 5),
    everything:
      excess.used.length === 0
        ? 'none of what AWS tells of'
        : `${counted(excess.used.length, 'service')} (${enumerated(excess.used, 5)})`,
    reading: counted(names.length, 'service'),
  }
  return {
    kind: identity.kind === 'iam-user' ? 'User' : 'Role',
    name: identity.name,
    days: daysInWords(maxDays),
    services: services[message],
    share: `${names.length} of the ${counted(granted, 'service')}`,
  }
}
