import { expect, it } from 'vitest'
import { loadEstate } from '../../fixtures/servers/aws/estate.ts'
import type { Fault } from '../../fixtures/servers/aws/faults.ts'
import { scanAws } from '../../test/support/aws-scan.ts'
import { changedForTheWorse, outcomesOf } from '../../test/support/outcomes.ts'

const estate = await loadEstate(new URL('../../fixtures/estates/larkspur/aws', import.meta.url).pathname)
const config = { organization: { roleName: 'MusterReadOnly', externalIdEnv: 'MUSTER_EXTERNAL_ID' } }
const env = { MUSTER_EXTERNAL_ID: 'larkspur-external-id' }

/** When these questions are answered so. */
async function outcomes(faults: readonly Fault[]): Promise<ReadonlyMap<string, string>> {
  return outcomesOf(await scanAws({ estate, faults }, { config, env }))
}

const complete = await outcomes([])

it('finds what is planted when everything may be read', () => {
  expect([...complete.values()].filter((outcome) => outcome === 'fail').length).toBeGreaterThan(25)
})

it.each<readonly [string, string]>([
  ['iam', 'GetAccountAuthorizationDetails'],
  ['iam', 'GetCredentialReport'],
  ['iam', 'GetAccountSummary'],
  ['iam', 'ListServiceSpecificCredentials'],
  ['iam', 'ListOpenIDConnectProviders'],
  ['iam', 'ListSSHPublicKeys'],
  ['iam', '*'],
  ['organizations', '*'],
  ['lambda', '*'],
  ['ecs', '*'],
  ['secretsmanager', '*'],
  ['secretsmanager', 'GetResourcePolicy'],
  ['ssm', '*'],
  ['rolesanywhere', '*'],
])('a denial of %s:%s makes neither findings nor passes', async (service, operation) => {
  const denied = await outcomes([{ kind: 'denied', service, ...(operation === '*' ? {} : { operation }) }])
  expect(changedForTheWorse(complete, denied)).toEqual([])
})
