import { describe, expect, test } from 'vitest'
import { chainPath, directPath, etl, madePaths, metrics } from '../../../test/support/tui-paths.ts'
import { madeResult } from '../../../test/support/tui-result.ts'
import type { Finding, FoundPath, Json, PathStatement } from '../../model/index.ts'
import { format } from '../text.ts'
import { pathsOf } from './read.ts'
import { decidingOf, like, statementLines, whatMatters } from './statements.ts'
import { chainWords, gainedBy, pathLines, shortName } from './words.ts'

const caller = 'arn:aws:iam::111122223333:user/ci/deployer'
const [first] = madeResult({ findings: 1 }).findings()

function findingWith(paths: Json): Finding {
  if (first === undefined) throw new Error('no finding')
  return { ...first, data: { paths } }
}

describe('reading the paths of a finding', () => {
  test('gives them as they are', () => {
    const paths = madePaths(caller)
    expect(pathsOf(findingWith(paths))).toEqual({ paths, unread: 0 })
    expect(pathsOf({ ...findingWith([]), data: {} })).toEqual({ paths: [], unread: 0 })
  })

  const path = directPath(caller)
  const [hop] = path.hops
  const [statement] = path.statements
  if (hop === undefined || statement === undefined) throw new Error('the path is empty')
  test.each<[string, Json]>([
    ['text', 'lambda-001'],
    ['nothing', null],
    ['hops of another shape', { ...path, hops: ['iam:PassRole'] }],
    ['no hops', { ...path, hops: [] }],
    ['a verdict of its own', { ...path, verdict: 'sure' }],
    ['a statement without its place', { ...path, statements: [{ ...statement, index: 'two' }] }],
    ['actions that are numbers', { ...path, hops: [{ ...hop, actions: [1] }] }],
    ['a mending policy of another shape', { ...path, mendPolicy: { principal: caller, statement: { Action: 3 } } }],
  ])('counts what it does not understand: %s', (_, broken) => {
    expect(pathsOf(findingWith([broken, path]))).toEqual({ paths: [path], unread: 1 })
    expect([...pathLines(findingWith([broken]), { width: 80, indent: '' })].join('')).toContain(
      '1 path could not be read',
    )
  })

  test('says so where paths are no list', () => {
    expect(pathsOf(findingWith({ id: 'lambda-001' }))).toEqual({ paths: [], unread: 1 })
  })
})

describe('the statements that decide a hop', () => {
  test('are told apart by holder and by action', () => {
    const { hops, others } = decidingOf(chainPath(caller))
    expect(hops.map((statements) => statements.map(({ policy }) => policy))).toEqual([
      ['maintain'],
      ['hop', 'trust policy'],
      ['deploy\u001B[2J', 'region-guard'],
    ])
    expect(others.map(({ policy }) => policy)).toEqual(['AdministratorAccess'])
  })

  test('leave out what limits other accounts than the hop is in', () => {
    const path = chainPath(caller)
    const scp = { source: 'scp', policy: 'FullAWSAccess', index: 0, effect: 'Allow', text: '{"Action":"*"}' } as const
    const [own, foreign] = ['111122223333', '444455556666'].map((holder) => ({ ...scp, holder }))
    if (own === undefined || foreign === undefined) throw new Error('no policy')
    const { hops, others } = decidingOf({ ...path, statements: [own, foreign] })
    expect(hops).toEqual([[own], [own], [own]])
    expect(others).toEqual([foreign])
  })

  test('are all of them where there is one hop', () => {
    const path = directPath(caller)
    expect(decidingOf(path)).toEqual({ hops: [path.statements], others: [] })
  })
})

/** The values that matter of the made path's statement with this policy. */
function mattering(path: FoundPath, policy: string): readonly string[] {
  const at = decidingOf(path).hops.findIndex((statements) => statements.some((each) => each.policy === policy))
  const hop = path.hops[at]
  const statement = path.statements.find((each) => each.policy === policy)
  if (hop === undefined || statement === undefined) throw new Error(`nothing by ${policy}`)
  return whatMatters(statement, [hop])
}

describe('what matters in a statement', () => {
  test.each<[string, FoundPath, string, readonly string[]]>([
    [
      'actions of the hop',
      directPath(caller),
      'deploy',
      ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction', '*'],
    ],
    [
      'the service that may take the role',
      directPath(caller),
      'trust policy',
      ['lambda.amazonaws.com', 'sts:AssumeRole'],
    ],
    ['patterns', chainPath(caller), 'maintain', ['iam:Update*', 'arn:aws:iam::111122223333:role/nightly-*']],
    [
      'the account that may take the role',
      chainPath(caller),
      'trust policy',
      ['arn:aws:iam::111122223333:root', 'sts:AssumeRole'],
    ],
    [
      'the only resource',
      chainPath(caller),
      'deploy\u001B[2J',
      ['lambda:UpdateFunction*', 'arn:aws:lambda:eu-central-1:111122223333:function:orders'],
    ],
    ['exceptions that the hop is none of', chainPath(caller), 'region-guard', ['NotAction', '*']],
  ])('%s', (_, path, policy, values) => {
    expect(mattering(path, policy)).toEqual(values)
  })

  const statement: PathStatement = {
    holder: caller,
    source: 'identity',
    policy: 'p',
    index: 0,
    effect: 'Allow',
    text: '',
  }
  test('text that is no JSON is shown as it is', () => {
    const [line, ...rest] = statementLines({ ...statement, text: '{"Effect":' }, [])
    expect([line?.text, rest]).toEqual(['{"Effect":', []])
  })

  test('of a very long statement the beginning is shown, and how much follows', () => {
    const text = JSON.stringify({ Action: Array.from({ length: 2000 }, (_, index) => `s3:Get${index}`) })
    const lines = statementLines({ ...statement, text }, [])
    expect(lines).toHaveLength(501)
    expect(lines.at(-1)?.text).toBe('1504 more lines')
  })

  test.each([
    ['iam:*', 'iam:PassRole', true],
    ['IAM:pass?ole', 'iam:PassRole', true],
    ['*Role', 'iam:PassRole', true],
    ['iam:Pass', 'iam:PassRole', false],
    ['iam:PassRole', 'iam:Pass', false],
    ['', '', true],
    ['a*b*c', 'aXbXbXc', true],
    [`${'a*'.repeat(40)}b`, 'a'.repeat(200), false],
  ])('%s is %s: %s', (pattern, text, matches) => {
    expect(like(pattern, text)).toBe(matches)
  })
})

describe('a path in words', () => {
  test('is a chain', () => {
    expect(chainWords(chainPath(caller))).toBe(
      'user/deployer → role/nightly-etl-6 (iam-012) → role/metrics-agent-12 (sts-001) → role/admin (lambda-003)',
    )
  })

  test('on itself leads to itself', () => {
    const path = directPath(caller)
    const own = path.hops.map((hop) => ({ ...hop, to: caller, by: 'iam-001' }))
    expect(chainWords({ ...path, hops: own, target: caller })).toBe('user/deployer → itself (iam-001)')
  })

  test.each([
    [etl, metrics, 'role/nightly-etl-6'],
    ['arn:aws:iam::444455556666:role/x', etl, 'role/x of 444455556666'],
    ['arn:aws:iam::444455556666:root', undefined, 'root'],
    ['deploy@acme.example', etl, 'deploy@acme.example'],
    ['aws:account:444455556666', undefined, 'account 444455556666'],
    ['oidc:gitlab.com|project_path:acme/api', undefined, 'a token of gitlab.com for project_path:acme/api'],
  ])('%s beside %s is %s', (id, home, name) => {
    expect(shortName(id, home)).toBe(name)
  })
})

describe('the text report', () => {
  const made = madeResult({ findings: 1 })
  const render = (paths: readonly FoundPath[]) =>
    [...format.render({ ...made, findings: () => [findingWith(paths)] }, { width: 80, color: false })].join('')

  test('shows three paths with verdict and mend, and counts the rest', () => {
    const text = render(madePaths(caller))
    expect(text).toMatch(/^ {7}proven: user\/deployer → role\/admin \(lambda-001\)/m)
    expect(text).toMatch(/^ {7}conditional: user\/deployer → role\/admin \(ec2-001\)/m)
    expect(text).toContain('breaks it: Deny iam:UpdateAssumeRolePolicy')
    expect(text).not.toContain('codebuild-002')
    expect(text).toContain('1 more path: muster browse walks through all of them')
    const lines = text.split('\n').filter((line) => !line.includes('$ aws'))
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80)
  })

  test('says a mend once that several paths share, or that is the fix', () => {
    const path = directPath(caller)
    expect(render([path, { ...path, id: 'ec2-001' }]).match(/breaks it/g)).toHaveLength(1)
    const fixed = { ...findingWith([path]), remediation: [{ text: `${path.mend} Until then, this stops it:` }] }
    expect([...pathLines(fixed, { width: 80, indent: '' })].join('')).not.toContain('breaks it')
    const whole = [...pathLines(fixed, { width: 80, indent: '', whole: true })].join('')
    expect(whole).not.toContain('breaks it')
    for (const { by, text } of path.hops) expect(whole.replaceAll(/\s+/g, ' ')).toContain(`${by}: ${text}`)
  })

  test('makes names harmless', () => {
    expect(render([directPath('arn:aws:iam::111122223333:user/e\u001B[2Jvil\u202E')])).toContain(
      'user/evil → role/admin',
    )
  })

  test('of a finding without paths stays as it was', () => {
    expect([...pathLines({ ...findingWith([]), data: {} }, { width: 80, indent: '' })]).toEqual([])
  })
})

test('an account is gained at AWS alone', () => {
  const { mendPolicy, ...elsewhere } = chainPath(caller)
  expect(mendPolicy).toBeDefined()
  expect(gainedBy(chainPath(caller))).toBe('everything in the account')
  expect(gainedBy(elsewhere)).toBe('control of the tenant or of a subscription')
  expect(gainedBy({ ...elsewhere, target: 'folders/7' })).toBe('control of the folder')
  expect(gainedBy({ ...elsewhere, target: 'clusterrole/cluster-admin' })).toBe('control of the cluster')
  expect(gainedBy({ ...elsewhere, gain: 'sensitive' })).toBe('secrets and data')
})
