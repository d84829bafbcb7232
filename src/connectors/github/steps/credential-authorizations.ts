import type { z } from 'zod'
import type { AuthorizedCredentialFacts } from '../../../model/facts/github.ts'
import { unknown } from '../../../model/index.ts'
import { VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { emitPersonal } from '../map/personal.ts'
import { idOf, instantOf } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listCredentialAuthorizations } from '../routes/tokens.ts'

export const credentialAuthorizationsMeta = {
  id: 'credential-authorizations',
  title: 'Credentials that members authorized for single sign-on',
  tier: 'core',
  scopes: ['organization'],
  needs: ['organization_administration=read'],
  emits: ['sso-credentials'],
  after: ['members'],
} as const satisfies StepMeta

type Row = z.infer<typeof listCredentialAuthorizations.schema>

/** As GitHub writes the types: https://docs.github.com/en/enterprise-cloud@latest/rest/orgs/orgs#list-saml-sso-authorizations-for-an-organization */
const types: { readonly [said: string]: AuthorizedCredentialFacts['type'] } = {
  'personal access token': 'classic',
  'ssh key': 'ssh-key',
  'oauth app token': 'oauth-app',
  'github app token': 'app-user',
}

/** Without single sign-on nothing can have been authorized for it: that is an answer, and no gap. */
export async function credentialAuthorizations(context: GithubContext): Promise<void> {
  try {
    await listAuthorized(context)
  } catch (error) {
    if (!(error instanceof VendorError && error.reason === 'unsupported')) throw error
    context.skip(`${error.message} Classic tokens of members are listed nowhere then.`)
  }
}

async function listAuthorized(context: GithubContext): Promise<void> {
  const { login: org } = context.session.organization
  for await (const row of rowsOf(context, listCredentialAuthorizations, { org })) {
    const type = types[row.credential_type.toLowerCase()]
    if (type === undefined) {
      const detail = `A credential of a type that is not known here was left out: ${row.credential_type.slice(0, 60)}.`
      context.gap({ reason: 'failed', detail })
    } else emitAuthorized(context, row, type)
  }
}

function emitAuthorized(context: GithubContext, row: Row, type: AuthorizedCredentialFacts['type']): void {
  const facts: AuthorizedCredentialFacts = {
    type,
    login: row.login,
    authorizedAt: instantOf(row.credential_authorized_at),
    scopes: type === 'ssh-key' ? null : (row.scopes ?? unknown('unsupported')),
  }
  const expiresAt = instantOf(row.authorized_credential_expires_at)
  const kind = type === 'ssh-key' ? 'ssh-key' : 'token'
  const authorization = String(row.credential_id)
  emitPersonal(context, {
    holder: context.session.facts.users?.get(row.login.toLowerCase()),
    source: listCredentialAuthorizations.path,
    lastUsedAt: instantOf(row.credential_accessed_at),
    credential: {
      // Ids of authorizations are counted apart from those of tokens and keys, which have the same kinds.
      id: idOf(context, kind, `authorization-${authorization}`),
      kind,
      nativeId: authorization,
      name:
        row.authorized_credential_note || row.authorized_credential_title || `${row.credential_type} of ${row.login}`,
      createdAt: unknown('unsupported'),
      rotatedAt: unknown('unsupported'),
      expiresAt,
      enabled: true,
      lifetime: expiresAt === null ? 'static' : 'expiring',
      ...(row.fingerprint == null ? {} : { fingerprint: row.fingerprint }),
      facts,
    },
  })
}
