/**
 * Records of an Entra tenant with sane defaults, for rule tests and the examples on rule pages. Every builder gives a
 * list: the entity first, then the edges and the usage that belong to it. What a builder is given beside the few names
 * it knows are facts, as src/model/facts/entra.ts has them. Things are told by name; their ids follow from it.
 */
import type {
  AiFacet,
  Facts,
  Gap,
  GapReason,
  Identity,
  Instant,
  InventoryRecord,
  Known,
} from '../../src/model/index.ts'
import type { LooseFacts, Records } from './aws-records.ts'
import { edge, usage } from './aws-records.ts'
import {
  applicationId,
  azureId,
  azureResource,
  clientIdOf,
  longAgo,
  microsoftTenant,
  objectIdOf,
  place,
  principalId,
  subscriptionId,
  tenantId,
  userIdentityArm,
  vendorTenant,
} from './azure-place.ts'
import type { PrincipalKind } from './azure-place.ts'

export * from './azure-place.ts'
export * from './azure-credentials.ts'
export * from './azure-grants.ts'
export * from './azure-resources.ts'

interface IdentityInput extends LooseFacts {
  readonly name?: string
  readonly class?: Identity['class']
  readonly ai?: AiFacet
  readonly createdAt?: Known<Instant>
  readonly enabled?: Known<boolean>
  readonly tags?: Identity['tags']
  readonly environment?: Known<string>
  /** Left out: no step told of its use. */
  readonly lastUsedAt?: Known<Instant>
  readonly observedSince?: Known<Instant>
}

function azureIdentity(
  kind: string,
  native: string,
  nativeId: string,
  input: IdentityInput,
  given: LooseFacts,
): Records {
  const {
    name = nativeId,
    class: of = 'machine',
    ai,
    createdAt,
    enabled,
    tags,
    environment,
    lastUsedAt,
    observedSince,
    ...facts
  } = input
  const record: Identity = {
    ...place,
    id: azureId(kind, native),
    kind,
    nativeId,
    name,
    createdAt: createdAt === undefined ? longAgo : createdAt,
    enabled: enabled === undefined ? true : enabled,
    class: of,
    ...(ai ? { ai } : {}),
    environment: environment ?? null,
    purpose: null,
    tags: tags === undefined ? null : tags,
    facts: { ...given, ...facts } as Facts,
  }
  if (lastUsedAt === undefined) return [{ type: 'identity', ...record }]
  const seen = observedSince === undefined ? '2026-05-21T10:00:00Z' : observedSince
  return [
    { type: 'identity', ...record },
    usage({ subject: record.id, lastUsedAt, observedSince: seen, precision: 'day', source: 'GET /reports' }),
  ]
}

const owners = { tenant: tenantId, microsoft: microsoftTenant, foreign: vendorTenant, none: null } as const

/** Of an application of the tenant's own; `origin: foreign` makes it one of a vendor's. */
export function servicePrincipal(input: IdentityInput & { readonly origin?: keyof typeof owners } = {}): Records {
  const { name = 'shop-api', origin = 'tenant' } = input
  const objectId = objectIdOf('service-principal', name)
  return azureIdentity(
    'service-principal',
    objectId,
    clientIdOf(name),
    { ...input, name },
    {
      objectId,
      appId: clientIdOf(name),
      origin,
      ownerTenant: owners[origin],
      servicePrincipalType: 'Application',
      applicationId: origin === 'tenant' ? objectIdOf('application', name) : null,
      publisherVerified: false,
      publisher: null,
      signInAudience: 'AzureADMyOrg',
      notes: null,
      labels: [],
      createdByAppId: null,
      samlSignOn: false,
      disabledByMicrosoft: null,
    },
  )
}

/** Of a user-assigned identity, attached to nothing; `assigned: system` with the `resourceId` it belongs to. */
export function managedIdentity(input: IdentityInput = {}): Records {
  const { name = 'id-shop' } = input
  const objectId = objectIdOf('managed-identity', name)
  return azureIdentity(
    'managed-identity',
    objectId,
    clientIdOf(name),
    { ...input, name },
    {
      objectId,
      appId: clientIdOf(name),
      assigned: 'user',
      resourceId: userIdentityArm(name),
      subscriptionId,
      attachedTo: [],
    },
  )
}

/** An agent with a sponsor, of the blueprint `helpdesk`. */
export function agentIdentity(input: IdentityInput & { readonly blueprint?: string } = {}): Records {
  const { name = 'helpdesk-agent', blueprint = 'helpdesk', class: of = 'ai', ...rest } = input
  const objectId = objectIdOf('agent-identity', name)
  const records = azureIdentity(
    'agent-identity',
    objectId,
    clientIdOf(name),
    { class: of, ...rest, name },
    {
      objectId,
      appId: clientIdOf(name),
      blueprintAppId: clientIdOf(blueprint),
      blueprintPrincipalId: objectIdOf('service-principal', blueprint),
      sponsors: [objectIdOf('user', 'mona')],
      createdByAppId: null,
    },
  )
  return [...records, edge('delegates-to', principalId(blueprint), principalId(name, 'agent-identity'))]
}

export function entraUser(input: IdentityInput = {}): Records {
  const { name = 'mona' } = input
  const objectId = objectIdOf('user', name)
  const userPrincipalName = `${name}@acme.example`
  return azureIdentity(
    'user',
    objectId,
    userPrincipalName,
    { class: 'human', ...input, name },
    {
      objectId,
      userPrincipalName,
      userType: 'Member',
    },
  )
}

interface ApplicationInput extends LooseFacts {
  readonly name?: string
  /** `false`: nothing acts for it here. */
  readonly hasPrincipal?: boolean
  readonly kind?: 'application' | 'agent-blueprint'
}

/** A registration whose service principal, of the same name, `servicePrincipal` makes. */
export function application(input: ApplicationInput = {}): Records {
  const { name = 'shop-api', hasPrincipal = true, kind = 'application', ...facts } = input
  const objectId = objectIdOf(kind, name)
  const records = azureResource(
    kind,
    objectId,
    clientIdOf(name),
    {
      objectId,
      appId: clientIdOf(name),
      servicePrincipal: hasPrincipal ? principalId(name) : null,
      signInAudience: 'AzureADMyOrg',
      createdAt: longAgo,
      createdByAppId: null,
      disabled: false,
      publisherDomain: 'acme.example',
      serviceManagementReference: null,
      notes: null,
      labels: [],
      redirectUris: [],
      fallbackPublicClient: false,
      instanceLock: 'on',
      asksFor: [],
      ...facts,
    },
    name,
  )
  return hasPrincipal ? [...records, edge('runs-as', applicationId(name, kind), principalId(name))] : records
}

/** What agents are made of: an application of kind `agent-blueprint`, with a sponsor. */
export function agentBlueprint(
  input: LooseFacts & { readonly name?: string; readonly hasPrincipal?: boolean } = {},
): Records {
  const { name = 'helpdesk', ...rest } = input
  return application({
    name,
    kind: 'agent-blueprint',
    sponsors: [objectIdOf('user', 'mona')],
    inheritable: [],
    ...rest,
  })
}

interface OwnershipInput {
  readonly owner?: string
  readonly ownerKind?: PrincipalKind
  /** Name of the application, or of what `ofKind` says. */
  readonly of?: string
  readonly ofKind?: PrincipalKind | 'application' | 'agent-blueprint'
  readonly sponsor?: boolean
}

export function ownership(input: OwnershipInput = {}): Records {
  const { owner = 'mona', ownerKind = 'user', of = 'shop-api', ofKind = 'application', sponsor = false } = input
  const to = azureId(ofKind, objectIdOf(ofKind, of))
  return [
    edge('owns', principalId(owner, ownerKind), to, { level: 'configured', ...(sponsor ? { via: 'sponsor' } : {}) }),
  ]
}

interface GapInput {
  /** The facet without `azure.`: `applications`. */
  readonly step: string
  readonly reason?: GapReason
}

export function azureGap({ step, reason = 'denied' }: GapInput): InventoryRecord & Gap {
  return { type: 'gap', connector: 'azure', scope: place.scope, step, reason, detail: 'not seen in this test' }
}
