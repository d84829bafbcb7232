/** What the rules about paths over service accounts share. */
import type { Evidence, FoundPath } from '../../model/index.ts'

/** Each role where it was given, and each provider that takes a token. */
export function gcpPathEvidence({ statements }: FoundPath): readonly Evidence[] {
  const places = statements
    .filter(({ effect }) => effect === 'Allow')
    .map(({ holder, policy, source }) => ({
      source: source === 'federation' ? 'iam.projects.locations.workloadIdentityPools.providers.list' : 'getIamPolicy',
      detail: `${holder}: ${policy}`,
    }))
  return [...new Map(places.map((place) => [place.detail, place])).values()].slice(0, 12)
}

/** `deploy@acme.iam.gserviceaccount.com (gcp-sa-get-access-token)` */
export function gcpViaWords({ hops }: FoundPath): string {
  return hops.map(({ to, by }) => `${to} (${by})`).join(', ')
}
