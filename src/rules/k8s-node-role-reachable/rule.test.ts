import { accountScope, role } from '../../../test/support/aws-records.ts'
import { workload } from '../../../test/support/aws-resources.ts'
import { awsGap } from '../../../test/support/door-records.ts'
import { k8sCluster, k8sGap, k8sNode } from '../../../test/support/kubernetes-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const scopes = [accountScope()]
const machine = (facts: object = {}, roleName = 'nodes') =>
  workload({
    kind: 'ec2:instance',
    name: 'i-0abc',
    role: roleName,
    facts: { imdsv2Required: true, imdsHopLimit: 2, ...facts },
  })
const admin = role({ name: 'nodes', attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] })
const secrets = role({
  name: 'nodes',
  inline: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' }],
})
const plain = role({ name: 'nodes', inline: [{ Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' }] })

testRule(rule, {
  fail: [
    {
      name: 'two hops, to an administrator',
      scopes,
      records: [k8sCluster(), k8sNode(), machine(), admin],
      message:
        'Every pod on 1 node of acme-prod gets the role nodes from the metadata service, which administers the account.',
      severity: 'high',
      data: { holds: 'admin', nodes: ['node-1'] },
      remediation: 'aws ec2 modify-instance-metadata-options --region eu-west-1 --instance-id i-0abc',
    },
    {
      name: 'version 1 knows no hops',
      scopes,
      records: [k8sCluster(), k8sNode(), machine({ imdsv2Required: false, imdsHopLimit: 1 }), secrets],
      message:
        'Every pod on 1 node of acme-prod gets the role nodes from the metadata service, which reads secrets or data of the account.',
      severity: 'medium',
    },
    {
      name: 'nobody told how far answers go',
      scopes,
      records: [k8sCluster(), k8sNode(), machine({ imdsHopLimit: unknown('denied') }), admin],
      message:
        'Pods on 1 node of acme-prod may get the role nodes from the metadata service, which administers the account.',
      confidence: 'possible',
    },
  ],
  pass: [
    { name: 'one hop', scopes, records: [k8sCluster(), k8sNode(), machine({ imdsHopLimit: 1 }), admin] },
    { name: 'a role for nodes and nothing else', scopes, records: [k8sCluster(), k8sNode(), machine(), plain] },
  ],
  unknown: [
    { name: 'the account of its machines was not read', records: [k8sCluster(), k8sNode()] },
    {
      name: 'roles of the account were not read',
      scopes,
      records: [k8sCluster(), k8sNode(), machine(), awsGap('identities')],
    },
    {
      name: 'some nodes were not read',
      scopes,
      records: [k8sCluster(), k8sNode(), machine(), plain, k8sGap({ step: 'nodes' })],
    },
  ],
  notApplicable: [
    { name: 'of another cloud', records: [k8sCluster(), k8sNode({ providerId: 'gce://acme/europe-west1-b/node-1' })] },
    { name: 'nobody read its nodes', records: [k8sCluster()] },
  ],
})
