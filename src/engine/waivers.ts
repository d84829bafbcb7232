/** Waivers: findings that somebody has accepted, for a reason, until a day. */
import { z } from 'zod'
import type { Finding, Instant } from '../model/index.ts'
import { fingerprintOf } from './judge.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2027-01-31')

/** One waiver: names a finding by its fingerprint, or by rule and subject; always with reason, owner and expiry. */
export const waiverSchema = z
  .strictObject({
    fingerprint: z.string().min(8).optional().describe('The finding, as the report prints it.'),
    rule: z.string().optional().describe('A rule id; with `subject`.'),
    subject: z.string().optional().describe('The native id or id of the subject; `*` stands for any characters.'),
    reason: z.string().min(1).describe('Why the finding is accepted.'),
    owner: z.string().min(1).describe('Who accepted it.'),
    expires: day.describe('Last day on which the waiver holds.'),
  })
  .refine((waiver) => waiver.fingerprint !== undefined || (waiver.rule !== undefined && waiver.subject !== undefined), {
    message: 'needs a fingerprint, or a rule and a subject',
  })
export const waiversSchema = z.array(waiverSchema)
export type Waiver = z.infer<typeof waiverSchema>

export interface Waiving {
  apply(finding: Finding): Finding
  /** A finding for each expired waiver whose own finding is still there. */
  expired(): readonly Finding[]
}

export const expiredRuleId = 'nhi-waiver-expired'

export function waiving(waivers: readonly Waiver[], now: Instant): Waiving {
  const today = now.slice(0, 10)
  const lapsed: Finding[] = []
  return {
    apply(finding) {
      const matching = waivers.filter((waiver) => matches(waiver, finding))
      const valid = matching.find((waiver) => waiver.expires >= today)
      if (valid) return { ...finding, waiver: { reason: valid.reason, owner: valid.owner, expires: valid.expires } }
      for (const waiver of matching) lapsed.push(expiredFinding(waiver, finding))
      return finding
    },
    expired: () => lapsed,
  }
}

function matches(waiver: Waiver, finding: Finding): boolean {
  if (waiver.fingerprint !== undefined) return finding.fingerprint.startsWith(waiver.fingerprint)
  if (waiver.rule !== finding.ruleId) return false
  const pattern = new RegExp(`^${(waiver.subject ?? '').split('*').map(escaped).join('.*')}$`, 's')
  return pattern.test(finding.subject.nativeId) || pattern.test(finding.subject.id)
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function expiredFinding(waiver: Waiver, finding: Finding): Finding {
  return {
    fingerprint: fingerprintOf(expiredRuleId, finding.fingerprint),
    ruleId: expiredRuleId,
    severity: 'low',
    confidence: 'proven',
    subject: finding.subject,
    message: `${finding.subject.name}: the waiver for ${finding.ruleId} expired on ${waiver.expires}, and the finding is still there.`,
    evidence: [{ source: 'waivers', detail: `accepted by ${waiver.owner}: ${waiver.reason}` }],
    related: [],
    owner: { name: waiver.owner, source: 'waiver' },
    remediation: [{ text: 'Mend the finding, or renew the waiver with a reason that holds today.' }],
    data: { waived: finding.fingerprint, expires: waiver.expires },
  }
}
