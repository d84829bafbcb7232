/** The cluster of the lab: one account that controls a subscription of Azure, and its twin, which reads. */
import type { Expect } from '../github/company.ts'
import { plantControlPlane } from './control-plane.ts'
import { makeCluster } from './builder.ts'
import { accountName, controllerClient, labIssuer } from './ids.ts'

export function labCluster(expect: Expect) {
  const cluster = makeCluster('larkspur-lab', { version: 'v1.33.4', issuer: `${labIssuer}/` })
  plantControlPlane(cluster, 'c1a50000-0000-4000-8000-000000000002')
  cluster.namespace('simulation', { team: 'data' })
  const automount = { automountServiceAccountToken: false }
  cluster.account('simulation/pallet-controller', { 'azure.workload.identity/client-id': controllerClient }, automount)
  cluster.run('simulation/pallet-controller', { account: 'pallet-controller' })
  expect('k8s-sa-cloud-identity-privileged', accountName('simulation/pallet-controller'), 'high')
  cluster.account('simulation/pallet-report', {}, automount)
  cluster.run('simulation/pallet-report', { account: 'pallet-report', type: 'CronJob' })
  return cluster.build()
}
