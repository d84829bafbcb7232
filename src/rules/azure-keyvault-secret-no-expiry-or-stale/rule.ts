import { z } from 'zod'
import { vaultObjectFacts } from '../../analysis/effective/azure-facts.ts'
import { dayOf, daysBetween, daysInWords } from '../../analysis/time.ts'
import type { Resource } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { at, read } from '../shared/evidence.ts'
import { word } from '../shared/shell.ts'

export const rule = defineRule({
  id: 'azure-keyvault-secret-no-expiry-or-stale',
  title: 'What a key vault holds never ends, or was never changed',
  severity: 'medium',
  provider: 'azure',
  subject: 'resource',
  kinds: ['vault-secret', 'vault-key'],
  reads: ['azure.key-vault-objects'],
  options: z.strictObject({
    maxDays: z.int().positive().default(365).describe('Days that a secret or key may stay the same.'),
  }),
  messages: {
    both: '{kind} {name} of the vault {vault} never ends and was last changed {days} ago.',
    endless: '{kind} {name} of the vault {vault} never ends.',
    stale: '{kind} {name} of the vault {vault} was last changed {days} ago.',
  },
  frameworks: entraControls('long-lived-secret'),
  remediation: (held) => renew(held),
  check(held, { now, options }) {
    const { vault, objectName, enabled, createdAt, updatedAt, expiresAt, managed } = vaultObjectFacts(held)
    // A certificate renews the secret and the key that it is kept in.
    if (managed || enabled === false) return undefined
    if (isKnown(expiresAt) && expiresAt <= now) return undefined
    const permission = held.kind === 'vault-key' ? 'keys' : 'secrets'
    const changedAt = updatedAt ?? createdAt
    const days = isKnown(changedAt) ? daysBetween(changedAt, now) : 0
    const endless = expiresAt === null
    const stale = days > options.maxDays
    if (!endless && !stale) {
      const unread = [expiresAt, updatedAt].find(isUnknown)
      return unread === undefined
        ? pass
        : unknownBecause(becauseOf(unread), [`Microsoft.KeyVault/vaults/${permission}/read`])
    }
    return fail(endless && stale ? 'both' : endless ? 'endless' : 'stale', {
      values: { kind: kindOf(held), name: objectName, vault, days: daysInWords(days) },
      evidence: read(`GET /{vault}/${permission}`, `${held.nativeId} exp ${at(expiresAt)}, updated ${at(updatedAt)}`),
      data: { changedOn: isKnown(changedAt) ? dayOf(changedAt) : null, endless, vault },
    })
  },
})

function kindOf({ kind }: Resource): string {
  return kind === 'vault-key' ? 'Key' : 'Secret'
}

function renew(held: Resource) {
  const { vault, objectName } = vaultObjectFacts(held)
  const where = `--vault-name ${word(vault)} --name ${word(objectName)}`
  const key = held.kind === 'vault-key'
  return [
    key
      ? {
          text: 'Make a new version; what uses the key by its name alone takes it at once.',
          command: `az keyvault key rotate ${where}`,
        }
      : {
          text: 'Change the secret where it was issued, and store it with an end. It is read from a file, so that it stands in no history.',
          command: `az keyvault secret set ${where} --file "$SECRET_FILE" --expires "$END_DATE"`,
        },
    {
      text: 'If it is still good, give what is there an end, by which somebody has to look at it again.',
      command: `az keyvault ${key ? 'key' : 'secret'} set-attributes ${where} --expires "$END_DATE"`,
    },
  ]
}
