/** What the rules about effective access and escalation share. */
import type { Account, MissingFact, Principal } from '../../analysis/effective/aws-access/index.ts'
import { accountOf } from '../../analysis/effective/aws-access/index.ts'
import { accountOf as accountIdOf, roleFacts } from '../../analysis/effective/aws-facts.ts'
import type { Exposed } from '../../analysis/effective/aws-exposure.ts'
import { exposureOf } from '../../analysis/effective/aws-exposure.ts'
import type { ReachLevel } from '../../analysis/exposure.ts'
import { severityFor } from '../../analysis/exposure.ts'
import type { View } from '../../inventory/view.ts'
import type { Evidence, FoundPath, Identity, Json, Remediation } from '../../model/index.ts'
import type { Fail, UnknownOutcome } from '../contract.ts'
import { unknownBecause } from '../contract.ts'
import { word } from './aws-commands.ts'

export interface Asked {
  readonly principal: Principal
  readonly account: Account
}

/** Users and roles that customers make: not root, not what AWS services made for themselves. */
export function askable(identity: Identity, view: View): Asked | undefined {
  const account = accountOf(view, accountIdOf(identity))
  const principal = account?.principal(identity.nativeId)
  return account && principal ? { principal, account } : undefined
}

/** People by their class, or who come in through IAM Identity Center. */
export function isPerson(identity: Identity): boolean {
  return identity.class === 'human' || (identity.kind === 'iam-role' && roleFacts(identity).identityCenter)
}

/** Policies of its own that nobody read could grant more; those of the organisation can only take away. */
export function hiddenGrants({ missing }: Principal): UnknownOutcome | undefined {
  const grants = missing.find(({ fact }) => !/organization|boundary|control policy/.test(fact))
  return grants && unknownBecause(grants.because, ['iam:GetAccountAuthorizationDetails'])
}

/** The statements that decide, each once. */
function pathEvidence(paths: readonly FoundPath[]): readonly Evidence[] {
  const places = paths
    .flatMap(({ statements }) => statements)
    .filter(({ effect }) => effect === 'Allow')
    .map(({ source, holder, policy, index, sid }) => ({
      source:
        source === 'scp' || source === 'rcp' ? 'organizations:DescribePolicy' : 'iam:GetAccountAuthorizationDetails',
      detail: `${holder} > ${policy} > ${sid ?? `Statement[${index}]`}`,
    }))
  return [...new Map(places.map((place) => [place.detail, place])).values()].slice(0, 12)
}

function pathData(paths: readonly FoundPath[], exposed: Exposed): { readonly [key: string]: Json } {
  return { paths, exposure: exposed.exposure, exposedBy: exposed.because }
}

function related(paths: readonly FoundPath[], account: Account): readonly string[] {
  const arns = paths.flatMap(({ hops }) => hops.map(({ to }) => to))
  return [...new Set(arns)].flatMap((arn) => account.principal(arn)?.id ?? []).slice(0, 20)
}

/** The breaks of the weightiest paths, each with the statement that does it at once. */
export function breakPaths(paths: readonly FoundPath[]): readonly Remediation[] {
  const mends = new Map(paths.map((path) => [path.mend, path.mendPolicy]))
  return [...mends].slice(0, 5).flatMap(([text, mend]): readonly Remediation[] => {
    if (mend === undefined) return [{ text }]
    const { principal, statement } = mend
    const document = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
    const command = denyCommand(principal, document)
    return command === undefined ? [{ text }] : [{ text: `${text} Until then, this stops it at once:`, command }]
  })
}

function denyCommand(arn: string, document: string): string | undefined {
  const [, kind, path] = /:(user|role)\/(.+)$/.exec(arn) ?? []
  const name = path?.split('/').at(-1)
  if (kind === undefined || name === undefined) return undefined
  return `aws iam put-${kind}-policy --${kind}-name ${word(name)} --policy-name muster-break-path --policy-document ${word(document)}`
}

export function missingWords(missing: readonly MissingFact[]): readonly string[] {
  return missing.map(({ fact }) => fact)
}

/** What a finding carries that tells of paths, the weightiest first; severity by what is reached and who stands at the door. */
export function findingOf(
  paths: readonly FoundPath[],
  level: ReachLevel,
  identity: Identity,
  { account }: Asked,
  view: View,
): Required<Pick<Fail, 'severity' | 'confidence' | 'evidence' | 'related' | 'remediation' | 'data'>> {
  const exposed = exposureOf(identity, view)
  return {
    severity: severityFor(level, exposed.exposure),
    // That of the path by which it weighs so much.
    confidence: paths[0]?.verdict === 'proven' ? 'proven' : 'possible',
    evidence: pathEvidence(paths),
    related: related(paths, account),
    remediation: breakPaths(paths),
    data: pathData(paths, exposed),
  }
}

export function nameOf(arn: string): string {
  return arn.split('/').at(-1) ?? arn
}
