/** Secrets and certificates of applications, and what the report says of their use. */
import type { Row } from '../../../../fixtures/servers/azure/estate.ts'
import { apis } from './apis.ts'
import { instant } from './draft.ts'
import type { Draft } from './draft.ts'
import { guid } from './ids.ts'

export interface SecretSpec {
  readonly name?: string
  readonly from: string
  readonly to: string
  readonly used?: string | undefined
}

export function secretRow(
  { graph }: Draft,
  whose: string,
  appId: string,
  kind: 'secret' | 'certificate',
  spec: SecretSpec,
  index: number,
): Row {
  const keyId = guid(`${kind} ${whose} ${index}`)
  if (spec.used !== undefined)
    graph['appCredentialSignInActivities']!.push({
      id: guid(`activity ${keyId}`),
      keyId,
      keyType: kind === 'secret' ? 'clientSecret' : 'certificate',
      keyUsage: 'verify',
      appId,
      appObjectId: guid(`application ${whose}`),
      servicePrincipalObjectId: guid(`principal ${whose}`),
      resourceId: apis.graph.appId,
      credentialOrigin: 'application',
      expirationDateTime: instant(spec.to),
      signInActivity: { lastSignInDateTime: instant(spec.used), lastSignInRequestId: guid(`request ${keyId}`) },
    })
  const common = {
    keyId,
    displayName: spec.name ?? `${whose} ${index + 1}`,
    startDateTime: instant(spec.from),
    endDateTime: instant(spec.to),
  }
  return kind === 'secret'
    ? { ...common, hint: 'CAN', secretText: `CANARYSECRETTEXT${index}`, customKeyIdentifier: null }
    : {
        ...common,
        type: 'AsymmetricX509Cert',
        usage: 'Verify',
        key: 'Q0FOQVJZS0VZ',
        customKeyIdentifier: `T${keyId.slice(0, 8).toUpperCase()}`,
      }
}
