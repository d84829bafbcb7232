/** What the value of a variable names that is no secret: the identities of clouds that a run becomes. */
import type { VariableFacts } from '../../../model/facts/github.ts'
import { normalName } from '../../shared/secret-shapes.ts'

type Reference = VariableFacts['refersTo'][number]

const role = /arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+/g
const serviceAccount = /(?<![\w.@-])[a-z0-9-]+@(?:[a-z0-9-]+\.iam|developer|appspot)\.gserviceaccount\.com(?![\w.-])/g
const provider = /projects\/\d+\/locations\/global\/workloadIdentityPools\/[a-z0-9-]+(?:\/providers\/[a-z0-9-]+)?/g
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function refersTo(name: string, value: string): readonly Reference[] {
  const found = [
    ...all('aws-role', role, value),
    ...all('gcp-service-account', serviceAccount, value),
    ...all('gcp-provider', provider, value),
    ...azureClient(name, value),
  ]
  const unique = new Map(found.map((each) => [`${each.type} ${each.id}`, each]))
  return [...unique.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each)
}

function all(type: Reference['type'], pattern: RegExp, value: string): readonly Reference[] {
  return [...value.matchAll(pattern)].map(([id]) => ({ type, id }))
}

/** Its form alone tells nothing, so that the name has to: tenants and subscriptions have ids of the same form. */
function azureClient(name: string, value: string): readonly Reference[] {
  const id = value.trim()
  const normal = normalName(name)
  if (!uuid.test(id) || !/(?:^|_)(?:CLIENT|APP|APPLICATION)_ID(?:_|\d|$)/.test(normal)) return []
  if (!/(?:^|_)(?:AZURE|AZ|ARM|ENTRA|AAD|MSI|UAMI|CLIENT_ID)/.test(normal)) return []
  return [{ type: 'azure-client', id: id.toLowerCase() }]
}
