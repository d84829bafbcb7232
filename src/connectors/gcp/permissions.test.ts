import { expect, test } from 'vitest'
import { connector } from './index.ts'
import { groupsReader } from './routes/groups.ts'

const { steps } = connector.meta
const needs = [...new Set<string>(steps.flatMap((step) => step.needs))].toSorted()
const quota = 'serviceusage.services.use'
const ofRole = needs.filter((need) => need !== groupsReader && need !== quota)

test('the custom role holds what the steps declare, and not one more', () => {
  const text = connector.permissions.native(steps)
  const [head = '', ...others] = text.split('includedPermissions:\n')
  expect(head).toMatch(/^title: .+\ndescription: .+\nstage: GA\n$/)
  const rows = others.join('').trimEnd().split('\n')
  expect(rows.filter((row) => row.startsWith('- ')).map((row) => row.slice(2))).toEqual(ofRole)
  expect(rows.filter((row) => !row.startsWith('- ') && !row.startsWith('# '))).toEqual([])
  expect(text).toContain(quota)
  expect(text).toContain(groupsReader)
})

test('everything only reads', () => {
  const reading = /\.(?:get|list|getIamPolicy|listResource|query|search\w+|analyzeOrgPolicy)$/
  expect(ofRole.filter((need) => !reading.test(need))).toEqual([])
  expect(ofRole.filter((need) => /getKeyString|versions|getAccessToken|sign|actAs/.test(need))).toEqual([])
})

test('those of pools are written as IAM takes them', () => {
  expect(ofRole).toContain('iam.googleapis.com/workloadIdentityPools.list')
  expect(ofRole.filter((need) => !/^(?:[a-z]+|iam\.googleapis\.com\/\w+)\.[\w.]+$/.test(need))).toEqual([])
})

test('what a tier does not read is not asked for', () => {
  const core = connector.permissions
    .list(steps.filter(({ tier }) => tier === 'core'))
    .trimEnd()
    .split('\n')
  expect(core).toContain('cloudasset.assets.searchAllIamPolicies')
  expect(core.filter((need) => /recommender|policyanalyzer|denypolicies/.test(need))).toEqual([])
})

test('Terraform grants the same, and the quota on the project alone', () => {
  const text = connector.permissions.terraform(steps)
  const [, role = ''] = /permissions = \[([^\]]*)\]/.exec(text) ?? []
  expect([...role.matchAll(/"([^"]+)"/g)].map(([, name]) => name)).toEqual(ofRole)
  expect(text).toMatch(/google_project_iam_member" "muster_quota"[^}]*roles\/serviceusage\.serviceUsageConsumer/)
})

test('the list has one permission a line', () => {
  const lines = connector.permissions.list(steps).trimEnd().split('\n')
  expect(lines.toSorted()).toEqual(needs)
  expect(lines).toEqual([...new Set(lines)])
})
