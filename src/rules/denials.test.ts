import { expect, it } from 'vitest'
import { loadEstate } from '../../fixtures/servers/aws/estate.ts'
import type { Fault } from '../../fixtures/servers/aws/faults.ts'
import { scanAws } from '../../test/support/aws-scan.ts'
import { scanNow } from '../../test/support/scan.ts'
import type { View } from '../inventory/view.ts'
import type { AnyRule, Subjects } from './contract.ts'
import { rules } from './index.ts'
import { settleRules } from './settings.ts'

const estate = await loadEstate(new URL('../../fixtures/estates/larkspur/aws', import.meta.url).pathname)
const config = { organization: { roleName: 'MusterReadOnly', externalIdEnv: 'MUSTER_EXTERNAL_ID' } }
const env = { MUSTER_EXTERNAL_ID: 'larkspur-external-id' }

/** The outcome of every rule for every subject, by rule and subject, when these questions are answered so. */
async function outcomes(faults: readonly Fault[]): Promise<ReadonlyMap<string, string>> {
  const scanned = await scanAws({ estate, faults }, { config, env })
  const found = new Map<string, string>()
  for (const scope of scanned.collected.scopes) {
    const view = scanned.view(scope)
    for (const { rule, options } of settleRules(rules, {}).settings)
      for (const subject of subjectsOf(rule, view)) {
        const judged = rule.check(subject, { view, now: scanNow, options })
        // A path that hangs on what was refused is told as possible: neither found nor passed.
        const possible = judged?.outcome === 'fail' && judged.confidence === 'possible'
        const outcome = possible ? 'possible' : judged?.outcome
        const hidden = outcome === 'pass' && rule.reads.some((facet) => view.gap(facet))
        if (outcome) found.set(`${rule.id} ${subject.nativeId}`, hidden ? 'unknown' : outcome)
      }
  }
  return found
}

function subjectsOf(rule: AnyRule, view: View): readonly Subjects[keyof Subjects][] {
  const subjects = {
    identity: () => [...view.identities()],
    credential: () => [...view.credentials()],
    resource: () => [...view.resources()],
    scope: () => [view.scope],
  }
  return subjects[rule.subject]().filter((subject) => !rule.kinds || rule.kinds.includes(subject.kind))
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
  const changed = [...denied].filter(([what, outcome]) => {
    const before = complete.get(what)
    return outcome === 'fail' ? before !== 'fail' : outcome === 'pass' && before === 'fail'
  })
  expect(changed).toEqual([])
})
