import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companyDirectory, openCompany } from '../../fixtures/company.ts'
import { loadEstate } from '../../fixtures/servers/aws/estate.ts'
import { startAwsServer } from '../../fixtures/servers/aws/server.ts'
import type { AwsServer } from '../../fixtures/servers/aws/server.ts'
import type { Finding, ResultHead } from '../../src/model/index.ts'
import { inDirectory, muster, root } from '../support/muster.ts'

interface Result extends ResultHead {
  readonly findings: readonly Finding[]
}

const now = '2026-11-21T10:00:00Z'
const keys = { AWS_ACCESS_KEY_ID: 'AKIALARKSPURDEMO0001', AWS_SECRET_ACCESS_KEY: 'demo', AWS_REGION: 'eu-west-1', MUSTER_EXTERNAL_ID: 'larkspur-external-id' }
const read = (file: string): Result => JSON.parse(readFileSync(file, 'utf8')) as Result
/** Without what may differ between two scans of the same things: times, counts of calls, and where the server listened. */
const steady = (result: Result): object => ({
  ...result,
  scan: { ...result.scan, id: '', startedAt: '', finishedAt: '', endpoints: [] },
  coverage: result.coverage.map((row) => ({ ...row, calls: 0, retries: 0, seconds: 0 })).filter((row) => row.step !== 'connect'),
})

let aws: AwsServer
let settings: string
beforeAll(async () => {
  aws = await startAwsServer({ estate: await loadEstate(`${companyDirectory()}aws`), now })
})
afterAll(() => aws.close())

function writeSettings(directory: string, url = aws.url): string {
  settings = join(directory, 'muster.yaml')
  writeFileSync(settings, `connectors:\n  aws: { endpoint: "${url}", region: eu-west-1, organization: { externalIdEnv: MUSTER_EXTERNAL_ID } }\n`)
  return settings
}

describe('scanning', () => {
  test('--fail-on decides the exit code', () =>
    inDirectory(async (cwd) => {
      writeSettings(cwd)
      const scan = await muster(['scan', '--now', now, '-f', 'json=r.json', '--fail-on', 'high'], { cwd, env: keys })
      expect([scan.code, scan.stderr.includes('Wrote r.json')]).toEqual([1, true])
      expect((await muster(['report', '--fail-on', 'never'], { cwd })).code).toBe(0)
      expect((await muster(['report', '--fail-on', 'low'], { cwd })).code).toBe(1)
      expect(statSync(join(cwd, 'r.json')).mode & 0o777).toBe(0o600)
      expect(statSync(join(cwd, '.muster/muster.db')).mode & 0o777).toBe(0o600)
    }), 60_000)

  test('killed in the middle, it goes on, and ends with the same result as one that was not', () =>
    inDirectory(async (cwd) => {
      // The development account answers slowly, so that there is a middle to be killed in.
      const slow = await startAwsServer({ estate: await loadEstate(`${companyDirectory()}aws`), now, faults: [{ kind: 'slow', account: '444455556666', milliseconds: 400 }] })
      try {
        writeSettings(cwd, slow.url)
        const scan = ['scan', '--now', now, '-f', 'json=r.json']
        const whole = await muster([...scan, '--store', 'sqlite:whole.db'], { cwd, env: keys })
        expect(whole.code).toBe(0)
        const uninterrupted = steady(read(join(cwd, 'r.json')))
        const asked = slow.calls.length
        const killed = await muster([...scan, '--store', 'sqlite:cut.db'], {
          cwd, env: keys,
          watch: (stderr, kill) => {
            if (/larkspur-prod: \d+ (of \d+ )?steps/.test(stderr)) kill('SIGKILL')
          },
        })
        expect(killed.signal).toBe('SIGKILL')
        const askedAgain = slow.calls.length
        const resumed = await muster([...scan, '--store', 'sqlite:cut.db'], { cwd, env: keys })
        expect(resumed.code).toBe(0)
        expect(resumed.stderr).toContain('larkspur-prod')
        expect(slow.calls.length - askedAgain).toBeLessThan(asked)
        expect(slow.calls.slice(askedAgain).filter((call) => call.account === '111122223333')).toEqual([])
        expect(JSON.stringify(steady(read(join(cwd, 'r.json'))))).toBe(JSON.stringify(uninterrupted))
      } finally {
        await slow.close()
      }
    }), 120_000)

  test('Ctrl-C keeps what was seen, says it is partial and ends 2', () =>
    inDirectory(async (cwd) => {
      const slow = await startAwsServer({ estate: await loadEstate(`${companyDirectory()}aws`), now, faults: [{ kind: 'slow', account: '444455556666', milliseconds: 700 }] })
      try {
        writeSettings(cwd, slow.url)
        const scan = await muster(['scan', '--now', now, '-f', 'json=r.json'], {
          cwd, env: keys,
          watch: (stderr, kill) => {
            if (/larkspur-prod: \d+ (of \d+ )?steps/.test(stderr) && !stderr.includes('top')) kill('SIGINT')
          },
        })
        expect(scan.code).toBe(2)
        const result = read(join(cwd, 'r.json'))
        expect(result.scan.status).toBe('partial')
        expect(result.findings.length).toBeGreaterThan(10)
        expect(result.coverage.some((row) => row.scope === 'aws:account:444455556666' && row.status !== 'complete')).toBe(true)
      } finally {
        await slow.close()
      }
    }), 120_000)

  test('a second scan into the same store is refused while the first runs', () =>
    inDirectory(async (cwd) => {
      const slow = await startAwsServer({ estate: await loadEstate(`${companyDirectory()}aws`), now, faults: [{ kind: 'slow', milliseconds: 150 }] })
      try {
        writeSettings(cwd, slow.url)
        let second: Promise<Awaited<ReturnType<typeof muster>>> | undefined
        await muster(['scan', '--now', now, '--tier', 'core', '-f', 'json=r.json'], {
          cwd, env: keys,
          watch: (stderr) => {
            if (stderr.includes('started')) second ??= muster(['scan', '--now', now], { cwd, env: keys })
          },
        })
        const refused = await second!
        expect(refused.code).toBe(2)
        expect(refused.stderr).toMatch(/Another muster \(process \d+\) is scanning into the store/)
      } finally {
        await slow.close()
      }
    }), 60_000)

  test('--max-calls ends the asking, and the result says so', () =>
    inDirectory(async (cwd) => {
      writeSettings(cwd)
      const before = aws.calls.length
      const scan = await muster(['scan', '--now', now, '--max-calls', '30', '-f', 'json=r.json'], { cwd, env: keys })
      expect(scan.code).toBe(0)
      expect(aws.calls.length - before).toBeLessThanOrEqual(30)
      expect(read(join(cwd, 'r.json')).scan.status).toBe('partial')
      expect((await muster(['report', '--fail-on', 'unknown'], { cwd })).code).toBe(2)
    }), 60_000)
})

describe('documents', () => {
  test('collect, check, import and export agree; the same document judged twice gives the same bytes', () =>
    inDirectory(async (cwd) => {
      writeSettings(cwd)
      expect((await muster(['collect', '--now', now, '-o', 'i.json'], { cwd, env: keys })).code).toBe(0)
      const first = await muster(['check', 'i.json', '--now', now, '-f', 'json'], { cwd })
      const second = await muster(['check', 'i.json', '--now', now, '-f', 'json'], { cwd })
      expect(first.code).toBe(0)
      expect(second.stdout).toBe(first.stdout)

      expect((await muster(['import', 'i.json', '--store', 'sqlite:other.db'], { cwd })).code).toBe(0)
      expect((await muster(['export', 'j.json', '--store', 'sqlite:other.db'], { cwd })).code).toBe(0)
      expect(readFileSync(join(cwd, 'j.json'), 'utf8')).toBe(readFileSync(join(cwd, 'i.json'), 'utf8'))
      expect((await muster(['export', 'j.ndjson', '--store', 'sqlite:other.db'], { cwd })).code).toBe(0)
      const lines = await muster(['check', 'j.ndjson', '--now', now, '-f', 'json'], { cwd })
      expect(lines.stdout).toBe(first.stdout)

      const live = await muster(['scan', '--now', now, '-f', 'json=live.json'], { cwd, env: keys })
      expect(live.code).toBe(0)
      const identities = (result: Result): string[] => result.findings.map((finding) => finding.fingerprint)
      expect(identities(JSON.parse(first.stdout) as Result)).toEqual(identities(read(join(cwd, 'live.json'))))
    }), 120_000)

  test('a result document can be reported again, in any format', () =>
    inDirectory(async (cwd) => {
      writeSettings(cwd)
      await muster(['scan', '--now', now, '--tier', 'core', '-f', 'json=a.json', '-f', 'ndjson=b.ndjson', '-f', 'text=c.txt'], { cwd, env: keys })
      const fromJson = await muster(['report', 'a.json', '-f', 'text'], { cwd })
      const fromLines = await muster(['report', 'b.ndjson', '-f', 'text'], { cwd })
      const fromStore = await muster(['report', '-f', 'text'], { cwd })
      expect(fromJson.stdout).toBe(readFileSync(join(cwd, 'c.txt'), 'utf8'))
      expect(fromLines.stdout).toBe(fromJson.stdout)
      expect(fromStore.stdout).toBe(fromJson.stdout)
      expect(fromJson.stdout.split('\n').filter((line) => line.length > 80 && !/^ {7}\$ |aws:account/.test(line))).toEqual([])
      expect((await muster(['report', 'a.json', '-f', 'json'], { cwd })).stdout).toBe(readFileSync(join(cwd, 'a.json'), 'utf8'))
    }), 60_000)
})

describe('files of the AWS command line', () => {
  test('give the findings of the live scan where they hold the facts, and unknown for the rest', () =>
    inDirectory(async (cwd) => {
      const account = join(companyDirectory(), 'aws/accounts/111122223333')
      writeSettings(cwd)
      await muster(['scan', '--now', now, '-f', 'json=live.json'], { cwd, env: keys })
      const offline = await muster(
        ['scan', 'aws', '--now', now, '--from', join(account, 'authorization-details.json'), '--credential-report', join(account, 'credential-report.csv'), '-f', 'json=offline.json', '--store', 'sqlite:offline.db', '--config', settings],
        { cwd },
      )
      expect(offline.code).toBe(0)
      const [live, files] = [read(join(cwd, 'live.json')), read(join(cwd, 'offline.json'))]
      const blind = new Set(files.findings.length > 0 ? (JSON.parse(readFileSync(join(cwd, 'offline.json'), 'utf8')) as { unknowns: { ruleId: string }[] }).unknowns.map((verdict) => verdict.ruleId) : [])
      const keyOf = (finding: Result['findings'][number]): string => `${finding.ruleId} ${finding.subject.id} ${finding.severity}`
      const told = (result: Result): string[] => result.findings.filter((finding) => finding.subject.scope === 'aws:account:111122223333' && !blind.has(finding.ruleId)).map(keyOf).toSorted()
      expect(told(live).filter((each) => !told(files).includes(each))).toEqual([])
      // What the files do not hold leaves a path possible, and the finding says so.
      const more = files.findings.filter((finding) => told(files).includes(keyOf(finding)) && !told(live).includes(keyOf(finding)))
      expect(more.filter((finding) => finding.confidence !== 'possible')).toEqual([])
      expect(told(files).length).toBeGreaterThan(8)
      expect([...blind]).toEqual(expect.arrayContaining(['aws-secret-unused', 'aws-workload-config-secret', 'aws-ssm-parameter-plaintext-secret']))
      const judged = files.rules.find((rule) => rule.id === 'aws-secret-unused')
      expect([judged?.pass, judged?.fail]).toEqual([0, 0])
    }), 60_000)
})

describe('bad input gets one sentence and the right code', () => {
  type Case = readonly [name: string, code: number, args: readonly string[], sentence: RegExp, files?: { readonly [name: string]: string }]
  const cases: readonly Case[] = [
    ['a broken YAML', 3, ['scan', '--config', 'm.yaml'], /m\.yaml:1:\d+: this is not valid YAML/, { 'm.yaml': 'connectors: [' }],
    ['an unknown key', 3, ['scan', '--config', 'm.yaml'], /m\.yaml:3: "regoins" is not a setting in connectors\.aws; did you mean "regions"\?/, { 'm.yaml': 'connectors:\n  aws:\n    regoins: auto\n' }],
    ['an unknown rule', 3, ['scan', '--config', 'm.yaml'], /there is no rule "aws-role-unusd"; did you mean "aws-role-unused"\?/, { 'm.yaml': 'connectors: { aws: {} }\nrules: { aws-role-unusd: off }\n' }],
    ['a wrong option of a rule', 3, ['scan', '--config', 'm.yaml'], /rules\.aws-role-unused\.options/, { 'm.yaml': 'connectors: { aws: {} }\nrules: { aws-role-unused: { options: { maxDays: soon } } }\n' }],
    ['JSON that is no authorization details', 3, ['scan', 'aws', '--from', 'x.json'], /x\.json holds no account authorization details/, { 'x.json': '{"a":1}' }],
    ['a file that is no JSON', 3, ['scan', 'aws', '--from', 'x.json'], /x\.json/, { 'x.json': '<html>' }],
    ['a store that is not SQLite', 2, ['report', '--store', 'sqlite:x.db'], /x\.db is not a SQLite file/, { 'x.db': 'hello, this is a text' }],
    ['a document cut off', 3, ['check', 'x.json'], /x\.json is not valid JSON, or is cut off/, { 'x.json': '{"schema":"muster.inventory/1","scopes":[' }],
    ['a document of another kind', 3, ['check', 'x.json'], /x\.json is not a Muster document/, { 'x.json': '{"hello":"world"}' }],
    ['a document that is not there', 3, ['check', 'none.json'], /There is no file none\.json/],
    ['an output that cannot be written', 2, ['demo', '--quiet', '--tier', 'core', '-f', 'json=/proc/none/x.json'], /\/proc\/none\/x\.json could not be written/],
    ['a full disk', 2, ['demo', '--quiet', '--tier', 'core', '-f', 'json'], /could not be written to standard output \(the disk is full\)/],
    ['plain http to another host', 3, ['scan', '--config', 'm.yaml'], /http/, { 'm.yaml': 'connectors: { aws: { endpoint: "http://aws.example" } }\n' }],
    ['a mistyped command', 3, ['scn'], /Did you mean scan\?/],
    ['a mistyped connector', 3, ['scan', 'awz'], /There is no connector "awz"; did you mean "aws"\?/],
    ['two formats for one stdout', 3, ['demo', '-f', 'json', '-f', 'text'], /Only one format can go to standard output/],
    ['no terminal for the explorer', 3, ['browse'], /The explorer needs a terminal/],
  ]
  for (const [name, code, args, sentence, files] of cases)
    test(name, () =>
    inDirectory(async (cwd) => {
      for (const [file, text] of Object.entries(files ?? {})) writeFileSync(join(cwd, file), text)
      const full = name === 'a full disk' ? (await import('node:fs')).openSync('/dev/full', 'w') : undefined
      const ran = await muster(args, { cwd, env: keys, ...(full === undefined ? {} : { stdout: full }) })
      expect(ran.stderr).toMatch(sentence)
      expect(ran.stderr).not.toMatch(/\n\s+at /)
      expect(ran.code).toBe(code)
      for (const [file, text] of Object.entries(files ?? {})) expect(readFileSync(join(cwd, file), 'utf8')).toBe(text)
    }), 60_000)
})

describe('the rest of the command line', () => {
  test('permissions, rules, connectors, completion, explain and init say something true', () =>
    inDirectory(async (cwd) => {
      const policy = JSON.parse((await muster(['permissions', 'aws'], { cwd })).stdout) as { Statement: { Effect: string; Action: string | string[] }[] }
      const granted = policy.Statement.filter((statement) => statement.Effect === 'Allow').flatMap((statement) => statement.Action)
      expect(granted).toContain('iam:GetAccountAuthorizationDetails')
      expect(granted.filter((action) => !/:(List|Get|Describe|Search|Lookup|Batch[GD]|Generate)/.test(action) && action !== 'sts:AssumeRole')).toEqual([])
      expect((await muster(['permissions', 'aws', '--format', 'terraform'], { cwd })).stdout).toContain('resource "aws_iam_policy"')
      const folders = readdirSync(join(root, 'src/rules')).filter((name) => existsSync(join(root, 'src/rules', name, 'rule.ts')))
      expect(JSON.parse((await muster(['rules', '-f', 'json'], { cwd })).stdout)).toHaveLength(folders.length)
      expect((await muster(['connectors'], { cwd })).stdout).toContain('aws')
      for (const shell of ['bash', 'zsh', 'fish']) expect((await muster(['completion', shell], { cwd })).stdout).toContain('scan')
      expect((await muster(['explain', 'aws-role-unused'], { cwd })).stdout).toContain('## Why')
      expect((await muster(['init'], { cwd, env: { AWS_PROFILE: 'audit' } })).code).toBe(0)
      expect(readFileSync(join(cwd, 'muster.yaml'), 'utf8')).toContain('profile: "audit"')
      expect((await muster(['init'], { cwd })).code).toBe(3)
    }), 60_000)

  test('doctor names what is missing, and stores nothing', () =>
    inDirectory(async (cwd) => {
      const refusing = await startAwsServer({ estate: await loadEstate(`${companyDirectory()}aws`), now, faults: [{ kind: 'denied', service: 'secretsmanager' }] })
      try {
        writeSettings(cwd, refusing.url)
        const ran = await muster(['doctor'], { cwd, env: keys })
        expect(ran.code).toBe(0)
        expect(ran.stdout).toMatch(/denied\s+secrets\s+grant secretsmanager:ListSecrets/)
        expect(ran.stdout).toContain('Missing: secretsmanager:ListSecrets')
        expect(existsSync(join(cwd, '.muster/muster.db'))).toBe(false)
      } finally {
        await refusing.close()
      }
    }), 60_000)

  test('a waiver holds until it expires, and is then itself reported', () =>
    inDirectory(async (cwd) => {
      writeSettings(cwd)
      writeFileSync(settings, `${readFileSync(settings, 'utf8')}waivers: w.yaml\n`)
      const waiver = (expires: string): void => writeFileSync(join(cwd, 'w.yaml'), `- { rule: aws-role-trust-wildcard, subject: "*open-to-anyone", reason: Public demo, owner: web, expires: ${expires} }\n`)
      waiver('2027-01-01')
      await muster(['scan', '--now', now, '--tier', 'core', '-f', 'json=a.json'], { cwd, env: keys })
      const held = read(join(cwd, 'a.json'))
      expect(held.findings.find((finding) => finding.ruleId === 'aws-role-trust-wildcard')?.waiver?.owner).toBe('web')
      expect(held.summary.waived).toBe(1)
      waiver('2026-11-20')
      await muster(['scan', '--now', now, '--tier', 'core', '-f', 'json=b.json'], { cwd, env: keys })
      const lapsed = read(join(cwd, 'b.json'))
      expect(lapsed.findings.find((finding) => finding.ruleId === 'aws-role-trust-wildcard')?.waiver).toBeUndefined()
      expect(lapsed.findings.find((finding) => finding.ruleId === 'nhi-waiver-expired')?.message).toContain('expired on 2026-11-20')
      expect(lapsed.summary.findings.critical).toBe(held.summary.findings.critical + 1)
    }), 60_000)

  test('help and version answer at once', async () => {
    expect((await muster(['--version'])).stdout.trim()).toBe((JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version)
    expect((await muster(['--help'])).stdout).toContain('scan')
  })

  test('the company’s servers close, and nothing is left behind', async () => {
    const company = await openCompany()
    await company.close()
    expect(readdirSync(root)).not.toContain('.muster')
  })
})
