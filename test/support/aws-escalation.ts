/** Accounts for tests of escalation: records in, an account ready to be asked out. */
import { viewOf } from '../../src/inventory/memory.ts'
import type { PolicyStatement } from '../../src/model/facts/aws.ts'
import type { InventoryRecord } from '../../src/model/index.ts'
import type { Account, Principal } from '../../src/analysis/effective/aws-access/index.ts'
import { accountOf } from '../../src/analysis/effective/aws-access/index.ts'
import { account, accountScope, gap, roleArn, userArn, type Records } from './aws-records.ts'

export interface Estate {
  readonly account: Account
  user(name: string): Principal
  role(name: string): Principal
}

const facets = {
  of: (connector: string, step: string) => [`${connector}.${step}`],
  scopeKinds: () => [],
}

export function estate(...records: readonly (Records | InventoryRecord)[]): Estate {
  const view = viewOf({ scope: accountScope(), records: records.flat(), facets })
  const read = accountOf(view, account)
  if (!read) throw new Error('no account')
  const found = (arn: string): Principal => {
    const principal = read.principal(arn)
    if (!principal) throw new Error(`no ${arn}`)
    return principal
  }
  return { account: read, user: (name) => found(userArn(name)), role: (name) => found(roleArn(name)) }
}

export function allow(
  action: PolicyStatement['Action'] & {},
  on: PolicyStatement['Resource'] & {} = '*',
  condition?: PolicyStatement['Condition'],
): PolicyStatement {
  return { Effect: 'Allow', Action: action, Resource: on, ...(condition ? { Condition: condition } : {}) }
}

export function deny(
  action: PolicyStatement['Action'] & {},
  on: PolicyStatement['Resource'] & {} = '*',
  condition?: PolicyStatement['Condition'],
): PolicyStatement {
  return { ...allow(action, on, condition), Effect: 'Deny' }
}

export function lets(service: string): PolicyStatement {
  return { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }
}

export function letsIn(arn: string): PolicyStatement {
  return { Effect: 'Allow', Principal: { AWS: arn }, Action: 'sts:AssumeRole' }
}

/** Nobody read what runs. */
export function unread(...hidden: readonly string[]): readonly InventoryRecord[] {
  return hidden.map((step) => gap({ step, reason: 'not-collected' }))
}
