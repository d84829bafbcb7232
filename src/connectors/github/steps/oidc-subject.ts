import type { OidcSubjectFacts } from '../../../model/facts/github.ts'
import type { StepMeta } from '../../contract.ts'
import { idOf, placeOf } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { one } from '../read.ts'
import { getOidcSubject } from '../routes/settings.ts'

export const oidcSubjectMeta = {
  id: 'oidc-subject',
  title: 'The form of OIDC subjects',
  tier: 'core',
  scopes: ['organization'],
  needs: ['organization_administration=read'],
  emits: ['oidc-subject'],
} as const satisfies StepMeta

/** What GitHub's own form is made of: https://docs.github.com/en/actions/reference/security/oidc */
const usual = ['context', 'repo']

export async function oidcSubject(context: GithubContext): Promise<void> {
  const { login } = context.session.organization
  const { include_claim_keys: keys = [], use_immutable_subject: immutable } = await one(context, getOidcSubject, {
    org: login,
  })
  const facts: OidcSubjectFacts = {
    level: 'organization',
    useDefault: keys.length === 0 || keys.toSorted().join() === usual.join(),
    claimKeys: keys,
    immutable: immutable ?? null,
  }
  context.emit({
    type: 'resource',
    id: idOf(context, 'oidc-subject', 'organization'),
    ...placeOf(context),
    kind: 'oidc-subject',
    nativeId: login,
    name: `OIDC subjects of ${login}`,
    facts,
  })
}
