import { parseAllDocuments } from 'yaml'
import { expect, test } from 'vitest'
import { connector } from './index.ts'

const { steps } = connector.meta
const needs = [...new Set(steps.flatMap((step) => step.needs))].toSorted()

interface Rule {
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly nonResourceURLs?: readonly string[]
  readonly verbs: readonly string[]
}

/** As the steps write their needs. */
function needsOf({ apiGroups = [], resources = [], nonResourceURLs = [], verbs }: Rule): readonly string[] {
  const objects = apiGroups.flatMap((group) => resources.map((each) => (group === '' ? each : `${each}.${group}`)))
  return verbs.flatMap((verb) => [...objects, ...nonResourceURLs].map((what) => `${verb} ${what}`))
}

test('a cluster role that gives what the steps need, and Secrets to nobody', () => {
  const text = connector.permissions.native(steps)
  const documents = parseAllDocuments(text).map((each) => each.toJS() as { kind: string; rules?: readonly Rule[] })
  expect(documents.map(({ kind }) => kind)).toEqual([
    'Namespace',
    'ServiceAccount',
    'ClusterRole',
    'ClusterRoleBinding',
  ])
  const rules = documents[2]?.rules ?? []
  expect(rules.flatMap(needsOf).toSorted()).toEqual(needs.filter((need) => need !== 'list secrets'))
  expect(text).toMatch(/# Left out: list secrets/)
})

test('single objects are held to their names', () => {
  const [, , role] = parseAllDocuments(connector.permissions.native(steps)).map(
    (each) => each.toJS() as { rules?: readonly Rule[] },
  )
  const named = (role?.rules ?? []).filter(
    ({ verbs, nonResourceURLs }) => verbs.includes('get') && nonResourceURLs === undefined,
  )
  expect(named.flatMap(({ resourceNames }) => resourceNames ?? [])).toEqual([
    'kube-apiserver-legacy-service-account-token-tracking',
    'kube-system',
  ])
})

test('the list has one a line, and Terraform hands out the same', () => {
  expect(connector.permissions.list(steps).trimEnd().split('\n')).toEqual(needs)
  const terraform = connector.permissions.terraform(steps)
  expect(terraform).toContain('resource "kubernetes_cluster_role_v1" "muster"')
  expect(terraform.match(/rule \{/g)?.length).toBeGreaterThan(8)
  expect(terraform).not.toMatch(/^ +resources += .*"secrets"/m)
})
