/** What the rules about paths over identities of Microsoft share. */
import type { Evidence, FoundPath, Remediation } from '../../model/index.ts'
import type { View } from '../../inventory/view.ts'
import { applicationNamed } from './entra-doors.ts'

export function pathEvidence(view: View, { statements }: FoundPath): readonly Evidence[] {
  const places = statements.map(({ holder, policy, text }) => ({
    source: text.includes('"azure-role"') ? 'Azure Resource Graph' : 'Microsoft Graph',
    detail: `${applicationNamed(view, holder)}: ${policy}`,
  }))
  return [...new Map(places.map((place) => [place.detail, place])).values()].slice(0, 12)
}

export function mendPath({ mend }: FoundPath): readonly Remediation[] {
  return [{ text: mend }]
}

/** `deployer (entra-add-credential), platform (azure-vm-run-command)` */
export function viaWords(view: View, { hops }: FoundPath): string {
  return hops.map(({ to, by }) => `${applicationNamed(view, to)} (${by})`).join(', ')
}
