/** What a role asks of a SAML assertion before it lets it in. */
import type { Constraint } from './aws-conditions.ts'
import { literalPart } from './aws-conditions.ts'
import type { Trust } from './aws-trust.ts'

export interface SamlTrust {
  readonly via: string
  /** ARN of the provider. */
  readonly provider: string
  /** The endpoint that the assertion was made for; pinned: to chosen ones · open: some value takes any. */
  readonly audience: 'pinned' | 'open' | 'missing'
  /** Values that take any endpoint. */
  readonly open: readonly string[]
}

/** AWS's own sign-in, in every region: https://docs.aws.amazon.com/general/latest/gr/signin-service.html */
const signIn = /signin\.(?:aws\.amazon\.com|amazonaws-us-gov\.com|amazonaws\.cn)(?=[:/])/

/**
 * SAML:aud is the Recipient of the assertion's SubjectConfirmationData, not its Audience.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml
 */
export function samlTrusts(trusts: readonly Trust[]): readonly SamlTrust[] {
  return trusts.flatMap((trust) => {
    if (trust.principal.type !== 'saml') return []
    // What has alternatives may be got past without it.
    const audiences = trust.constraints.filter(({ key, or }) => key === 'saml:aud' && or === undefined)
    const openOf = (constraint: Constraint) => constraint.values.filter((value) => takesAny(value, constraint))
    const pinned = audiences.some((constraint) => openOf(constraint).length === 0)
    const audience = pinned ? 'pinned' : audiences.length === 0 ? 'missing' : 'open'
    const open = pinned ? [] : [...new Set(audiences.flatMap(openOf))]
    return [{ via: trust.via, provider: trust.principal.provider, audience, open }]
  })
}

/** A pattern names an endpoint when its host is literal, or when it is AWS's sign-in in any region. */
function takesAny(value: string, constraint: Constraint): boolean {
  const { text, open } = literalPart(value, constraint)
  return open && !/^(?:https?:\/\/)?[^/:]+\.[^/:]+[:/]/.test(text) && !signIn.test(value)
}
