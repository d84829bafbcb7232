import {
  gcpDefaultAccount,
  gcpGap,
  gcpGrant,
  gcpProject,
  gcpProjectNumber,
  gcpRole,
  gcpServiceAccount,
  gcpWorkload,
} from '../../../test/support/gcp-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const email = `${gcpProjectNumber()}-compute@developer.gserviceaccount.com`
const editor = [gcpProject(), gcpGrant({ to: email })]
const machine = (name: string, scopes: readonly string[] | null) =>
  gcpWorkload({ name, account: email, type: 'compute.googleapis.com/Instance', scopes })
const auth = 'https://www.googleapis.com/auth'
const narrow = [`${auth}/devstorage.read_only`, `${auth}/logging.write`]

testRule(rule, {
  fail: [
    {
      name: 'an editor that two services run as',
      records: [
        gcpDefaultAccount(),
        ...editor,
        gcpWorkload({ account: email }),
        gcpWorkload({ name: 'cart', account: email }),
      ],
      message: `${email}, which Compute Engine made and which is the account of 2 workloads, holds roles/editor.`,
      severity: 'high',
      data: { workloads: 2, bounded: false },
      remediation: 'iam.automaticIamGrantsForDefaultServiceAccounts',
    },
    {
      name: 'a machine with all scopes beside one with few',
      records: [gcpDefaultAccount(), ...editor, machine('a', narrow), machine('b', [`${auth}/cloud-platform`])],
      severity: 'high',
    },
    {
      name: 'machines with the scopes that the console proposes',
      records: [gcpDefaultAccount(), ...editor, machine('a', narrow)],
      message: `${email}, which Compute Engine made, holds roles/editor; the machines that run as it have narrower OAuth scopes.`,
      severity: 'medium',
    },
    {
      name: 'nothing runs as it yet',
      records: [gcpDefaultAccount(), ...editor],
      message: `${email}, which Compute Engine made and whatever is deployed without another account runs as, holds roles/editor.`,
      severity: 'medium',
    },
    {
      name: 'what runs as it was not read',
      records: [gcpDefaultAccount({ attachedTo: unknown('denied') }), ...editor],
      severity: 'medium',
    },
    {
      name: 'of App Engine, and an owner',
      records: [
        gcpServiceAccount({
          name: 'acme-prod@appspot.gserviceaccount.com',
          defaultOf: 'app-engine',
          attachedTo: ['//appengine.googleapis.com/apps/acme-prod'],
        }),
        gcpProject(),
        gcpGrant({ to: 'acme-prod@appspot.gserviceaccount.com', role: 'roles/owner' }),
      ],
      message:
        'acme-prod@appspot.gserviceaccount.com, which App Engine made and which is the account of 1 workload, holds roles/owner.',
    },
  ],
  pass: [
    {
      name: 'it writes logs',
      records: [gcpDefaultAccount(), gcpProject(), gcpGrant({ to: email, role: 'roles/logging.logWriter' })],
    },
    { name: 'it holds nothing', records: [gcpDefaultAccount()] },
  ],
  unknown: [
    { name: 'nobody told whether Google made it', records: [gcpServiceAccount({ defaultOf: unknown('failed') })] },
    {
      name: 'nobody told whether it is enabled',
      records: [gcpDefaultAccount({ enabled: unknown('failed') }), ...editor],
    },
    { name: 'some policies were not read', records: [gcpDefaultAccount(), gcpGap({ step: 'allow-policies' })] },
    {
      name: 'what its role allows was not read',
      records: [
        gcpDefaultAccount(),
        gcpProject(),
        ...gcpGrant({ to: email, role: 'roles/new.admin' }).filter(
          (record) => record.type !== 'resource' || record.kind !== 'iam-role',
        ),
        gcpRole({ role: 'roles/new.admin', permissions: unknown('denied') }),
      ],
    },
  ],
  notApplicable: [
    { name: 'an account that somebody made', records: [gcpServiceAccount(), gcpProject(), gcpGrant()] },
    { name: 'disabled', records: [gcpDefaultAccount({ enabled: false }), ...editor] },
  ],
})
