import { z } from 'zod'
import { keyedServiceFacts } from '../../analysis/effective/azure-facts.ts'
import { dayOf, daysBetween, daysInWords } from '../../analysis/time.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { closeKeys, isAi, keyedEvidence, keyedPermission, keyedValues } from '../shared/azure-keys.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { at } from '../shared/evidence.ts'
import { word } from '../shared/shell.ts'

export const rule = defineRule({
  id: 'azure-service-local-auth',
  title: 'Service takes keys beside Entra ID',
  severity: 'medium',
  provider: 'azure',
  subject: 'resource',
  kinds: ['keyed-service'],
  reads: ['azure.local-auth'],
  options: z.strictObject({
    maxKeyAgeDays: z
      .int()
      .positive()
      .default(90)
      .describe('Days that the keys of a storage account may stay the same.'),
  }),
  messages: {
    open: '{service} is open to {keys}, past Entra ID and whom it knows.',
    old: '{service} is open to {keys}, of which the oldest is {days} old.',
  },
  frameworks: entraControls('long-lived-secret', { 'owasp-nhi-2025': ['NHI4:2025', 'NHI7:2025'] }),
  remediation: (service) => closeKeys(service),
  check(service, { now, options }) {
    const { service: kind, keysOpen, keysCreatedAt, resourceId } = keyedServiceFacts(service)
    if (isAi(kind)) return undefined
    if (isUnknown(keysOpen)) return unknownBecause(becauseOf(keysOpen), [keyedPermission(service)])
    if (keysOpen !== true) return pass
    const days = isKnown(keysCreatedAt) ? daysBetween(keysCreatedAt, now) : 0
    const old = days > options.maxKeyAgeDays
    return fail(old ? 'old' : 'open', {
      values: { ...keyedValues(service), days: daysInWords(days) },
      evidence: keyedEvidence(service, `keys open it, made ${at(keysCreatedAt)}`),
      data: { service: kind, keysMadeOn: isKnown(keysCreatedAt) ? dayOf(keysCreatedAt) : null },
      ...(old && kind === 'storage' ? { remediation: [...closeKeys(service), renew(resourceId)] } : {}),
    })
  },
})

function renew(resourceId: string) {
  return {
    text: 'Where something cannot do without keys, move it to key2 and make key1 anew, then the other way round.',
    command: `az storage account keys renew --ids ${word(resourceId)} --key key1`,
  }
}
