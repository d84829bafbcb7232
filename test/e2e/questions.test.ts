import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FoundPath } from '../../src/model/index.ts'
import { arn, details, dev, devDetails, organization } from '../support/aws-questions.ts'
import { muster } from '../support/muster.ts'
import type { Ran } from '../support/muster.ts'

const github = 'oidc:token.actions.githubusercontent.com'
let cwd: string
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'muster-questions-'))
  const files = { 'prod.json': details, 'dev.json': devDetails, 'org.json': organization, 'resources.json': [] }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), JSON.stringify(content))
  const from = [
    '--from',
    'prod.json',
    '--from',
    'dev.json',
    '--organization',
    'org.json',
    '--resources',
    'resources.json',
  ]
  const scan = await muster(['scan', 'aws', ...from, '--quiet', '-f', 'json=result.json'], { cwd })
  if (scan.code !== 0) throw new Error(scan.stderr)
}, 60_000)
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

const ask = (...args: readonly string[]): Promise<Ran> => muster(args, { cwd })

function narrow(text: string): void {
  expect(
    text.split('\n').filter((line) => line.length > 80 && !/^ *(?:\$ |(?:"\w+": )?\S*arn:\S+$)/.test(line)),
  ).toEqual([])
}

describe('muster can', () => {
  test.each([
    ['reader', 's3:GetObject', 'arn:aws:s3:::reports/x', 'allowed'],
    ['barred', 's3:GetObject', 'arn:aws:s3:::keep/x', 'denied'],
    ['office', 'ec2:StartInstances', '*', 'conditional'],
    ['opaque', 'ec2:StartInstances', '*', 'unknown'],
  ])('%s %s %s: %s', async (...asked) => {
    const [name, action, resource, verdict] = asked
    const { code, stdout, stderr } = await ask('can', name === 'reader' ? arn('user/reader') : name, action, resource)
    expect([code, stdout.split(/\s/)[0], stderr]).toEqual([0, verdict, ''])
    narrow(stdout)
  })

  test('says by which statement, under which condition, and what was not read', async () => {
    expect((await ask('can', 'barred', 's3:GetObject', 'arn:aws:s3:::keep/x')).stdout).toContain(
      'statement 2, Sid NoKeep',
    )
    expect((await ask('can', 'office', 'ec2:StartInstances', '*')).stdout).toContain(
      'if IpAddress aws:SourceIp 10.0.0.0/8',
    )
    expect((await ask('can', 'opaque', 'ec2:StartInstances', '*')).stdout).toContain('text of the policy')
  })

  test('takes the context, and a document instead of the store', async () => {
    const given = ['--context', 'aws:SourceIp=10.1.1.1', '--store', 'sqlite:none.db']
    const { code, stdout } = await ask('can', 'office', 'ec2:StartInstances', '*', 'result.json', ...given)
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'allowed'])
  })

  test('for scripts', async () => {
    const { stdout } = await ask('can', 'barred', 's3:GetObject', 'arn:aws:s3:::keep/x', '-f', 'json')
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'denied',
      explicit: true,
      principal: arn('user/barred'),
      statements: [{ policy: 'duty', index: 1, sid: 'NoKeep', effect: 'Deny' }],
      notRead: [],
    })
  })

  test('who may', async () => {
    const { code, stdout } = await ask('can', '--who', 's3:GetObject', 'arn:aws:s3:::reports/x')
    expect(code).toBe(0)
    expect(stdout).toMatch(new RegExp(`^allowed +${arn('user/reader')}$`, 'm'))
    expect(stdout).toMatch(new RegExp(`^unknown +${arn('user/opaque')}$`, 'm'))
    expect(stdout).not.toContain(arn('user/office'))
    narrow(stdout)
  })

  test('who may, where nobody read what decides: named once, and not counted among those who may', async () => {
    const key = 'arn:aws:kms:eu-west-1:111122223333:key/1'
    const { stdout } = await ask('can', '--who', 'kms:Decrypt', key)
    expect(stdout).toMatch(/^Nobody may for certain do kms:Decrypt/)
    expect(stdout.split(`policy of ${key}`).length - 1).toBe(2)
    expect(stdout).toContain(arn('user/chief'))
    expect(stdout).not.toContain(arn('user/reader'))
    narrow(stdout)
  })

  test('a root user needs no policy of its own', async () => {
    expect((await ask('can', arn('root'), 'iam:CreateUser', '*')).stdout).toContain('A root user needs no policy')
  })

  test('an action that is likely misspelt is answered for, with what may have been meant', async () => {
    const { code, stdout, stderr } = await ask('can', 'reader', 's3:GetObjct', 'arn:aws:s3:::reports/x')
    expect([code, stdout.split('\n')[0]]).toEqual([3, 'denied'])
    expect(stderr).toContain('Did you mean s3:GetObject?')
  })

  test.each([
    [['can', 'raeder', 's3:GetObject', '*'], 'Did you mean reader?'],
    [['can', 'reader', 's3:Get*', '*'], 'one action at a time'],
    [['can', 'reader', 's3:GetObject', 'reports'], 'arn:aws:s3:::reports'],
    [['can', 'reader', 's3:GetObject'], 'a principal, an action and a resource'],
    [['can', 'reader', 's3:GetObject', '*', '--context', 'x'], 'KEY=VALUE'],
    [['path', 'aws:account:12'], 'oidc:ISSUER'],
  ])('%j is refused with the next step', async (args, hint) => {
    const { code, stdout, stderr } = await ask(...args)
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toContain(hint)
  })
})

describe('muster path', () => {
  test('hop by hop to the administrator, with statements and what breaks it', async () => {
    const { code, stdout } = await ask('path', 'raiser')
    expect(code).toBe(0)
    expect(stdout).toContain('iam-007')
    expect(stdout).toContain('Breaks it:')
    expect(stdout).toMatch(/^ {3}\$ aws iam put-user-policy --user-name raiser/m)
    narrow(stdout)
  })

  test('from outside: a token of one repository', async () => {
    const { stdout } = await ask('path', `${github}|repo:acme/web:pull_request`, '-f', 'json')
    const { paths } = JSON.parse(stdout) as { readonly paths: readonly FoundPath[] }
    expect(paths.map(({ hops }) => hops.map(({ to }) => to))).toEqual([[arn('role/pipeline'), arn('role/deploy')]])
    const text = await ask('path', `${github}|repo:acme/web:pull_request`)
    expect(text.stdout).toContain('2 hops')
    narrow(text.stdout)
  })

  test('to an identity that is named', async () => {
    const { stdout } = await ask('path', 'visitor', '--to', arn('role/archive', dev))
    expect(stdout).toContain('visitor')
    expect((await ask('path', 'pipeline', '--to', 'deploy')).stdout).toContain('sts-001')
  })

  test('plainly none, and nobody needs one who is there', async () => {
    const none = await ask('path', 'reader')
    expect([none.code, none.stdout.startsWith('No path.')]).toEqual([0, true])
    expect((await ask('path', 'chief')).stdout).toContain('already')
    expect((await ask('path', 'opaque')).stdout).toContain('text of the policy')
    expect(JSON.parse((await ask('path', 'reader', '-f', 'json')).stdout)).toMatchObject({ paths: [], already: false })
  })

  test.each(['anyone', '555566667777', 'lambda.amazonaws.com', `saml:${arn('saml-provider/okta')}`])(
    'from %s',
    async (from) => {
      const { code, stdout } = await ask('path', from)
      expect(code).toBe(0)
      expect(stdout).toContain('It enters')
    },
  )
})

describe('muster explain', () => {
  test('an identity: what it can do, who becomes it, what it reaches, how it is turned off', async () => {
    const { code, stdout } = await ask('explain', 'pipeline')
    expect(code).toBe(0)
    for (const part of ['What it can do', 'Who can become it', 'What it can reach', 'How to turn it off'])
      expect(stdout).toContain(part)
    expect(stdout).toContain('if StringLike token.actions.githubusercontent.com:sub')
    narrow(stdout)
  })

  test('a name that several have is refused with their ARNs, one a line', async () => {
    const { code, stdout, stderr } = await ask('explain', 'root')
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toMatch(/^ {2}arn:aws:iam::\d{12}:root$/m)
  })

  test('the root user by the ARN that trust policies give to its account', async () => {
    expect((await ask('explain', arn('root'))).stdout).toContain('whatever the policies of the account say')
    expect((await ask('path', arn('root'))).stdout).toContain('already')
  })

  test('a name that is nearly one', async () => {
    const { code, stderr } = await ask('explain', 'pipelin')
    expect([code, stderr.includes('Did you mean the identity pipeline?')]).toEqual([3, true])
  })
})
