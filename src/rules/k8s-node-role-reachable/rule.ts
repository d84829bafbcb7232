import { powerOf } from '../../analysis/effective/aws-power.ts'
import type { Power } from '../../analysis/effective/aws-power.ts'
import { awsMachines } from '../../analysis/effective/kubernetes-nodes.ts'
import type { Machine } from '../../analysis/effective/kubernetes-nodes.ts'
import { counted } from '../../analysis/time.ts'
import type { View } from '../../inventory/view.ts'
import type { Remediation } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { unseenDoors } from '../shared/cloud-doors.ts'
import { k8sControls } from '../shared/kubernetes-grants.ts'
import { enumerated } from '../shared/lists.ts'
import { word } from '../shared/shell.ts'

export const rule = defineRule({
  id: 'k8s-node-role-reachable',
  title: 'Pods reach a powerful role of their nodes',
  severity: 'medium',
  provider: 'kubernetes',
  subject: 'resource',
  kinds: ['cluster'],
  reads: ['kubernetes.cluster', 'kubernetes.nodes'],
  messages: {
    reachable: 'Every pod on {nodes} of {cluster} gets the role {role} from the metadata service, which {power}.',
    perhaps: 'Pods on {nodes} of {cluster} may get the role {role} from the metadata service, which {power}.',
  },
  frameworks: k8sControls('over-privilege', {
    'mitre-attack-19.1': ['T1552.005'],
    'owasp-nhi-2025': ['NHI5:2025', 'NHI8:2025'],
  }),
  remediation: () => [narrow],
  check(cluster, { view }) {
    const { found, missing } = awsMachines(view)
    if (found.length === 0 && missing.length === 0) return undefined
    const powers = found
      .filter(({ reachable }) => reachable !== 'no')
      .flatMap((machine) => {
        const power = powerOf(machine.instance, view)
        return power === null || typeof power === 'string' ? [] : [{ machine, power }]
      })
      .filter(({ power }) => power.standing.tier !== 'ordinary' || power.paths.length > 0)
      .toSorted((a, b) => weight(a) - weight(b))
    const [worst] = powers
    if (worst === undefined) return unseen(view, missing.length) ?? pass
    const { role, standing, paths } = worst.power
    const same = powers.filter(({ power }) => power.role.id === role.id).map(({ machine }) => machine)
    const sure = same.some(({ reachable }) => reachable === 'yes')
    return fail(sure ? 'reachable' : 'perhaps', {
      values: {
        nodes: counted(same.length, 'node'),
        cluster: cluster.name,
        role: role.identity.name,
        power: powerWords(worst.power),
      },
      severity: standing.tier === 'admin' || paths.length > 0 ? 'high' : 'medium',
      confidence: sure && (paths[0] ?? standing).verdict === 'proven' ? 'proven' : 'possible',
      evidence: same.slice(0, 8).flatMap(({ node, instance }) => [
        { source: 'list nodes', detail: `${node.name} is ${instance.nativeId}` },
        { source: 'ec2:DescribeInstances', detail: `${instance.nativeId} MetadataOptions` },
      ]),
      related: [role.id, ...same.map(({ node }) => node.id)].slice(0, 20),
      data: { role: role.arn, nodes: same.map(({ node }) => node.name), holds: standing.tier, paths },
      remediation: [...same.slice(0, 3).map(hopLimit), narrow],
    })
  },
})

const narrow: Remediation = {
  text: 'Give pods roles of their own by the issuer of the cluster or by EKS Pod Identity, and leave the nodes no more than the policies of EKS for them.',
}

interface Held {
  readonly machine: Machine
  readonly power: Power
}

function weight({ machine, power }: Held): number {
  const tier = power.standing.tier === 'admin' ? 0 : power.paths.length > 0 ? 1 : 2
  return tier * 2 + (machine.reachable === 'yes' ? 0 : 1)
}

function powerWords({ standing, paths }: Power): string {
  if (standing.tier === 'admin') return 'administers the account'
  return paths.length > 0 ? `becomes an administrator by ${paths[0]?.id}` : 'reads secrets or data of the account'
}

/** Machines and trust that were not read may be powerful. */
function unseen(view: View, missing: number) {
  if (missing > 0) return unknownBecause('not-collected', ['ec2:DescribeInstances'])
  return unseenDoors(view)
}

function hopLimit({ instance }: Machine): Remediation {
  const region = instance.nativeId.split(':')[3] ?? ''
  const id = instance.nativeId.split('/').at(-1) ?? instance.nativeId
  return {
    text: `Let the metadata service of ${id} answer the machine alone, in its launch template as well: ${enumerated(['version 2', 'one hop'])}.`,
    command: `aws ec2 modify-instance-metadata-options${region === '' ? '' : ` --region ${word(region)}`} --instance-id ${word(id)} --http-tokens required --http-put-response-hop-limit 1`,
  }
}
