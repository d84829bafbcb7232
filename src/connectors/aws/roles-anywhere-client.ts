/**
 * IAM Roles Anywhere over signed requests: its SDK package on the registry is of 2023 and cannot be used with this SDK.
 * https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_Operations.html
 */
import { signedRequests, type SendOptions, type SignedConfig } from './signed-requests.ts'

export interface TrustAnchorRow {
  readonly trustAnchorArn?: string
  readonly name?: string
  readonly enabled?: boolean
  readonly createdAt?: string
  readonly source?: { readonly sourceType?: string }
}

export interface ProfileRow {
  readonly profileArn?: string
  readonly name?: string
  readonly enabled?: boolean
  readonly createdAt?: string
  readonly roleArns?: readonly string[]
  readonly sessionPolicy?: string
  readonly managedPolicyArns?: readonly string[]
  readonly acceptRoleSessionName?: boolean
  readonly durationSeconds?: number
}

export interface SubjectRow {
  readonly subjectArn?: string
  readonly enabled?: boolean
  readonly x509Subject?: string
  readonly lastSeenAt?: string
  readonly createdAt?: string
}

interface Paged {
  readonly nextToken?: string
}
interface PageInput {
  readonly nextToken?: string | undefined
}

export interface RolesAnywhereClient {
  readonly listTrustAnchors: (
    input: PageInput,
    options: SendOptions,
  ) => Promise<Paged & { readonly trustAnchors?: readonly TrustAnchorRow[] }>
  readonly listProfiles: (
    input: PageInput,
    options: SendOptions,
  ) => Promise<Paged & { readonly profiles?: readonly ProfileRow[] }>
  readonly listSubjects: (
    input: PageInput,
    options: SendOptions,
  ) => Promise<Paged & { readonly subjects?: readonly SubjectRow[] }>
}

export async function rolesAnywhereClient(config: SignedConfig): Promise<RolesAnywhereClient> {
  const send = await signedRequests(config, 'rolesanywhere')
  const get = <T>(path: string, { nextToken }: PageInput, options: SendOptions): Promise<T> =>
    send<T>({ method: 'GET', path, query: nextToken === undefined ? {} : { nextToken } }, options)
  return {
    listTrustAnchors: (input, options) => get('/trustanchors', input, options),
    listProfiles: (input, options) => get('/profiles', input, options),
    listSubjects: (input, options) => get('/subjects', input, options),
  }
}
