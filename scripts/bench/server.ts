/** One large account behind the test server, in a process of its own; says where it listens in one line of JSON. */
import { makeAccount } from '../estate/account.ts'
import { allow, trust } from '../estate/documents.ts'
import { estateOf, accountOf } from '../../fixtures/servers/aws/estate.ts'
import { startAwsServer } from '../../fixtures/servers/aws/server.ts'

const id = '123412341234'
const users = 200
const roles = 1800
const built = makeAccount(id, 'bench', ['eu-west-1'], 'bench')
built.root({ mfa: true })
for (let n = 0; n < users; n += 1)
  built.user(`svc-${n}`, {
    created: '2026-08-01',
    keys: [
      {
        id: `AKIABENCHUSER${String(n).padStart(7, '0')}`,
        created: '2026-09-01',
        used: ['2026-11-20', 's3', 'eu-west-1'],
      },
    ],
    inline: { own: allow('s3:GetObject', `arn:aws:s3:::b-${n}/*`) },
  })
for (let n = 0; n < roles; n += 1)
  built.role(`role-${n}`, {
    created: '2025-08-01',
    used: '2026-11-20',
    trust: trust({ AWS: `arn:aws:iam::${id}:root` }),
    inline: { own: allow('sqs:SendMessage', `arn:aws:sqs:eu-west-1:${id}:q-${n}`) },
  })
const files = built.files()
const read = <T>(name: string): T => JSON.parse(files[`accounts/${id}/${name}`]!) as T
const account = accountOf(id, {
  details: read('authorization-details.json'),
  iam: read('iam.json'),
  credentialReport: files[`accounts/${id}/credential-report.csv`]!,
  regions: ['eu-west-1'],
})
const server = await startAwsServer({ estate: estateOf([account]), now: '2026-11-21T10:00:00Z' })
process.stdout.write(`${JSON.stringify({ url: server.url, users, providers: 0 })}\n`)
