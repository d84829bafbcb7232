/** Which customer there is to read. */
import type { Known, Scope } from '../../model/index.ts'
import { scopeId, unknown } from '../../model/index.ts'
import { AccessError, VendorError } from '../errors.ts'
import type { ConnectorIo, Opened } from '../contract.ts'
import { instantOf } from './place.ts'
import { first, one } from './read.ts'
import { getCustomer } from './routes/customer.ts'
import { listUsers } from './routes/users.ts'
import { emptyFacts } from './session.ts'
import type { FoundCustomer, WorkspaceClient, WorkspaceSession } from './session.ts'

export async function* scopes(client: WorkspaceClient, io: ConnectorIo): AsyncGenerator<Scope> {
  const found = await customerOf(client, io)
  const id = scopeId('google-workspace', 'workspace', found.customerId)
  client.found.set(id, found)
  yield {
    id,
    provider: 'google-workspace',
    kind: 'workspace',
    nativeId: found.customerId,
    name: found.domain ?? found.customerId,
  }
}

async function customerOf(client: WorkspaceClient, io: ConnectorIo): Promise<FoundCustomer> {
  const asker = { session: client, call: io.call }
  const { customer } = client.config
  try {
    const { id, customerDomain, customerCreationTime } = await one(asker, getCustomer, { customerKey: customer })
    return { customerId: id, domain: customerDomain, createdAt: instantOf(customerCreationTime) }
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof VendorError)) throw error
    const createdAt: Known<string> = unknown(error.reason)
    if (customer !== 'my_customer') return { customerId: customer, domain: undefined, createdAt }
    const customerId = await customerOfUsers(client, io)
    if (customerId === undefined) throw error
    return { customerId, domain: undefined, createdAt }
  }
}

/** Whose customer the users are, where the customer itself may not be read. */
async function customerOfUsers(client: WorkspaceClient, io: ConnectorIo): Promise<string | undefined> {
  try {
    const user = await first({ session: client, call: io.call }, listUsers, { customer: client.config.customer })
    return user?.customerId
  } catch (error) {
    if (error instanceof AccessError || error instanceof VendorError) return undefined
    throw error
  }
}

export async function open(client: WorkspaceClient, scope: Scope): Promise<Opened<WorkspaceSession>> {
  const customer = client.found.get(scope.id)
  if (customer === undefined) throw new Error(`${scope.id} was never found`)
  const { clients, config, delegations } = client
  return { session: { clients, config, delegations, customer, facts: emptyFacts() } }
}
