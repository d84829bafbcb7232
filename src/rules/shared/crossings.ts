/** What the rules about chains from one cloud into another share. */
import type { Cloud, CrossedPath } from '../../analysis/effective/cloud-crossings.ts'
import { crossedPaths } from '../../analysis/effective/cloud-crossings.ts'
import { usualLimits } from '../../analysis/effective/aws-reach/reach.ts'
import type { View } from '../../inventory/view.ts'
import type { Evidence, FoundPath, Identity, Json, PathStatement, Remediation } from '../../model/index.ts'
import { applicationNamed } from './entra-doors.ts'

export const cloudNames: { readonly [Each in Cloud]: string } = {
  aws: 'AWS',
  azure: 'Microsoft',
  gcp: 'Google Cloud',
}

const sources: { readonly [Each in Cloud | 'kubernetes']: string } = {
  kubernetes: 'list clusterrolebindings',
  aws: 'iam:GetAccountAuthorizationDetails',
  azure: 'Microsoft Graph and Azure Resource Graph',
  gcp: 'IAM policies and pools',
}

/** Who the administrator is that the path leads to. */
export function endOf(view: View, { cloud, path }: { readonly cloud: Cloud; readonly path: FoundPath }): string {
  const last = path.hops.at(-1)?.to ?? path.target
  // The last hop may lead from whoever it is to what is controlled.
  if (cloud === 'gcp') return path.hops.findLast(({ to }) => to !== path.target)?.toName ?? last
  return cloud === 'aws' ? (last.split('/').at(-1) ?? last) : applicationNamed(view, last)
}

export function statementEvidence(view: View, { statements }: FoundPath): readonly Evidence[] {
  return statements
    .filter(({ effect }) => effect === 'Allow')
    .slice(0, 8)
    .map((statement) => {
      const { holder, holderName, policy, index, sid } = statement
      const cloud = placeOf(statement)
      if (cloud === 'kubernetes') return { source: sources[cloud], detail: `${holderName ?? holder}: ${policy}` }
      const place = sid ?? `Statement[${index}]`
      const detail =
        cloud === 'aws' ? `${holder} > ${policy} > ${place}` : `${applicationNamed(view, holder)}: ${policy}`
      return { source: sources[cloud], detail }
    })
}

/** Chains may lead through several, and each names what holds a statement in its own way. */
function placeOf({ holder, source }: PathStatement): Cloud | 'kubernetes' {
  if (holder.startsWith('system:serviceaccount:')) return 'kubernetes'
  if (source === 'scp' || source === 'rcp' || /^(?:arn:|\d{12}$)/.test(holder)) return 'aws'
  return /^[0-9a-f-]{36}$/i.test(holder) ? 'azure' : 'gcp'
}

/** What a finding tells of the first of the paths by which the identity administers another cloud. */
export interface CrossedFinding {
  readonly values: {
    readonly name: string
    readonly cloud: string
    readonly target: string
    readonly hops: number
    readonly via: string
  }
  readonly confidence: 'proven' | 'possible'
  readonly evidence: readonly Evidence[]
  readonly data: { readonly paths: Json }
  readonly remediation: readonly Remediation[]
}

export function crossedFinding(view: View, identity: Identity): CrossedFinding | undefined {
  const [first] = crossedPaths(view, identity, usualLimits)
  return first && findingOf(view, identity, first)
}

function findingOf(view: View, identity: Identity, crossed: CrossedPath): CrossedFinding {
  const { path, cloud, doors } = crossed
  return {
    values: {
      name: identity.provider === 'gcp' ? identity.nativeId : identity.name,
      cloud: cloudNames[cloud],
      target: endOf(view, crossed),
      hops: path.hops.length,
      via: path.hops
        .map(({ to, toName, by }) => `${toName ?? applicationNamed(view, to.split('/').at(-1) ?? to)} (${by})`)
        .join(', '),
    },
    confidence: path.verdict === 'proven' ? 'proven' : 'possible',
    evidence: statementEvidence(view, path),
    data: { paths: [path] },
    remediation: doors.map((text) => ({ text })),
  }
}
