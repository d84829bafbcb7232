import { weighedScopes } from '../../analysis/effective/entra-consents.ts'
import { delegatedGrantFacts, servicePrincipalFacts } from '../../analysis/effective/entra-facts.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity, Resource } from '../../model/index.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { counted } from '../../analysis/time.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { disablePrincipal, removeDelegatedGrant } from '../shared/entra-commands.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'entra-foreign-app-unverified',
  title: 'App of an unknown maker reads data of users',
  severity: 'medium',
  provider: 'azure',
  subject: 'identity',
  kinds: ['service-principal'],
  reads: ['azure.service-principals', 'azure.delegated-grants'],
  messages: {
    everybody: '{name}, whose publisher nobody has verified, acts for everybody with {scopes}.',
    some: '{name}, whose publisher nobody has verified, acts for {users} with {scopes}.',
  },
  frameworks: entraControls('third-party', { 'mitre-attack-19.1': ['T1199', 'T1528'] }),
  remediation: (app) => [disablePrincipal(app)],
  check(app, { view }) {
    const { origin, publisherVerified } = servicePrincipalFacts(app)
    if (origin !== 'foreign' || app.enabled === false) return undefined
    if (publisherVerified === true) return pass
    const grants = consentsOf(app, view)
    const scopes = [
      ...new Set(grants.flatMap((grant) => weighedScopes(delegatedGrantFacts(grant))).map(({ scope }) => scope)),
    ]
    if (scopes.length === 0) return pass
    if (isUnknown(publisherVerified)) return unknownBecause(becauseOf(publisherVerified), ['Application.Read.All'])
    const weighing = grants.filter((grant) => weighedScopes(delegatedGrantFacts(grant)).length > 0)
    const everybody = weighing.some((grant) => delegatedGrantFacts(grant).consentType === 'AllPrincipals')
    const users = new Set(weighing.map((grant) => delegatedGrantFacts(grant).principalId)).size
    return fail(everybody ? 'everybody' : 'some', {
      values: { name: app.name, users: counted(users, 'user'), scopes: enumerated(scopes, 4) },
      evidence: weighing.slice(0, 12).map((grant) => ({
        source: 'GET /oauth2PermissionGrants',
        detail: `${grant.nativeId} ${delegatedGrantFacts(grant).consentType} ${delegatedGrantFacts(grant).scopes.join(' ')}`,
      })),
      related: weighing.map(({ id }) => id),
      data: { scopes: scopes.toSorted(), everybody, users: everybody ? null : users },
      remediation: [
        {
          text: 'Ask who uses it, and whether its maker is whom they think. A maker that is known can be verified by Microsoft.',
        },
        disablePrincipal(app),
        ...weighing.slice(0, 3).map((grant) => removeDelegatedGrant(grant.nativeId)),
      ],
    })
  },
})

function consentsOf(app: Identity, view: View): readonly Resource[] {
  return view.edgesFrom(app.id, 'grants').flatMap(({ to }) => {
    const granted = view.resource(to)
    return granted?.kind === 'delegated-grant' ? [granted] : []
  })
}
