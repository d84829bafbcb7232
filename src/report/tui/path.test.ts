import { describe, expect, test } from 'vitest'
import { admin, chainPath } from '../../../test/support/tui-paths.ts'
import { madeResult } from '../../../test/support/tui-result.ts'
import { loadData } from './data.ts'
import { glyphsFor } from './glyphs.ts'
import { layoutOf } from './layout.ts'
import { paneLines } from './pane.ts'
import { listsOf } from './places.ts'
import { reduce } from './reduce.ts'
import { width } from './screen.ts'
import type { State } from './state.ts'
import { frameOf, layoutFor, selectedRow, startState } from './state.ts'

const data = loadData(madeResult())
const listAt = listsOf(data, glyphsFor(true))
const sizes = [
  { columns: 100, rows: 30 },
  { columns: 60, rows: 20 },
]
const start = startState(listAt, { columns: 100, rows: 30 })

function press(state: State, ...keys: readonly string[]): State {
  return keys.reduce((before, key) => reduce(listAt, before, { kind: 'key', key }), state)
}
const title = (state: State) => frameOf(state).listing.title
const rows = (state: State) =>
  Array.from(frameOf(state).order, (row) => [0, 1].map((column) => frameOf(state).listing.cell(row, column).text))

/** What the pane says of the selected row, as lines of the pane's width. */
function pane(state: State): readonly string[] {
  const row = selectedRow(frameOf(state))
  const lines = row === undefined ? [] : frameOf(state).listing.detail(row)
  return paneLines(lines, layoutFor(state).paneColumns || 60).map(({ label, text }) => label + text)
}

/** The finding with four paths, its chain of three hops. */
const chain = press(start, 'enter', 'j', 'j', 'j', 'enter')

describe('a finding lists its paths', () => {
  test('by verdict and target', () => {
    const paths = rows(press(start, 'enter')).filter(([what]) => what === 'path')
    expect(paths.map(([, name]) => name)).toEqual([
      'to role/admin by lambda-001',
      'to role/admin by iam-012 + sts-001 + lambda-003',
      'to role/admin by ec2-001',
      'to role/admin by codebuild-002',
    ])
  })

  test('and those that are not understood, as what they are', () => {
    const findings = data.findings.map((finding) => ({ ...finding, data: { paths: [{ id: 'x' }] } }))
    const at = listsOf({ ...data, findings }, glyphsFor(true))
    const list = at({ kind: 'finding', index: 0 })
    expect(list.cell(2, 1).text).toBe('1 path could not be read')
    expect(list.open(2)).toBeUndefined()
    expect(at({ kind: 'path', finding: 0, path: 0 }).size).toBe(0)
  })
})

describe('a path', () => {
  test('is a chain to walk, with what stands beside it', () => {
    expect(title(chain)).toBe('iam-012 + sts-001 + lambda-003')
    expect(rows(chain).slice(0, 6)).toEqual([
      ['path', 'to role/admin by iam-012 + sts-001 + lambda-003'],
      ['from', 'ci-deployer-0'],
      ['hop 1', '→ role/nightly-etl-6'],
      ['hop 2', '→ role/metrics-agent-12'],
      ['hop 3', '→ role/admin'],
      ['target', 'role/admin'],
    ])
    expect(pane(chain)).toEqual(expect.arrayContaining(['▼ role/nightly-etl-6', '│ sts-001: assumes', '▼ role/admin']))
  })

  test('says for the selected hop who, by what, whom, and what decides it', () => {
    const hop = pane(press(chain, 'j', 'j', 'j')).join('\n')
    expect(hop).toContain('Hop 2 of 3')
    expect(hop).toContain('Allow in hop, statement 1, Sid')
    expect(hop).toContain('>     "sts:AssumeRole"')
    expect(hop).toContain('      "sts:TagSession",')
    expect(hop).toContain('Allow in trust policy, statement')
    expect(hop).not.toContain('maintain')
  })

  test('says what remains open, and what was not collected', () => {
    const conditional = press(chain, ']')
    expect(title(conditional)).toBe('ec2-001')
    expect(rows(conditional)).toContainEqual(['if', expect.stringContaining('aws:MultiFactorAuthPresent')])
    expect(pane(conditional).join(' ')).toContain('Only if - aws:MultiFactorAuthPresent')
    const possible = press(conditional, ']')
    expect(rows(possible)).toContainEqual(['not seen', expect.stringContaining('codebuild:BatchGetProjects')])
    expect(pane(possible).join(' ')).toContain('Verdict: possible')
  })

  test.each(sizes)('wraps to the pane at $columns x $rows, and scrolls to its end', (size) => {
    const sized = reduce(listAt, chain, { kind: 'resize', size })
    const hop = press(sized, 'G', 'k', 'k', 'k', 'k')
    const { paneColumns, paneRows } = layoutFor(hop)
    expect(paneRows).toBeGreaterThan(6)
    for (const line of pane(hop)) expect(width(line)).toBeLessThanOrEqual(paneColumns)
    const end = press(hop, ...Array.from({ length: 99 }, () => 'J'))
    expect(end.paneTop).toBe(pane(hop).length - paneRows)
  })

  test('shows its detail at once where others do not, until p takes it away', () => {
    const small = reduce(listAt, chain, { kind: 'resize', size: { columns: 60, rows: 20 } })
    expect(layoutFor(small).pane).toBe('below')
    expect(layoutFor(press(small, 'p')).pane).toBe('none')
    expect(layoutFor(press(small, 'escape')).pane).toBe('none')
    expect(layoutOf(small.size, undefined).pane).toBe('none')
  })
})

test('a chain over two clouds names each by what its own tools call it', () => {
  const boss = 'arn:aws:iam::111122223333:role/boss'
  const workflow = 'acme/api/.github/workflows/ci.yml'
  const crossed = {
    ...chainPath(admin),
    id: 'muster-start-issues + entra-federated-sign-in + muster-enter-oidc',
    target: boss,
    hops: [
      { from: 'github:anyone', to: workflow, by: 'muster-start-issues', actions: [], text: 'Starts it.' },
      {
        from: workflow,
        to: '00000000-0000-4000-8000-000000000001',
        toName: 'ci-web',
        by: 'entra-federated-sign-in',
        actions: [],
        text: 'Signs in.',
      },
      {
        from: '00000000-0000-4000-8000-000000000001',
        fromName: 'ci-web',
        to: boss,
        by: 'muster-enter-oidc',
        actions: ['sts:AssumeRoleWithWebIdentity'],
        text: 'ci-web gets a token of Entra ID for api://aws, and enters the role boss with it.',
      },
    ],
  }
  const findings = data.findings.map((finding) => ({ ...finding, data: { paths: [crossed] } }))
  const list = listsOf({ ...data, findings }, glyphsFor(true))({ kind: 'path', finding: 0, path: 0 })
  const shown = Array.from({ length: list.size }, (_, row) => list.cell(row, 1).text)
  expect(shown).toEqual(
    expect.arrayContaining(['anyone on GitHub', `→ ${workflow}`, '→ ci-web', '→ role/boss', 'role/boss']),
  )
  const detail = Array.from({ length: list.size }, (_, row) => paneLines(list.detail(row), 60))
  const text = detail.flat().map((line) => line.text)
  expect(text.join(' ')).toContain('ci-web gets a token of Entra ID for api://aws')
  expect(text.every((line) => width(line) <= 60)).toBe(true)
})

describe('keys', () => {
  test('[ and ] go from path to path and from hop to hop, and Esc back to where one came from', () => {
    const hop = press(chain, 'j', 'j', 'enter')
    expect(title(hop)).toBe('hop 1 of 3')
    expect(title(press(hop, ']', ']'))).toBe('hop 3 of 3')
    expect(press(hop, ']', ']', ']').note?.text).toBe('This is the last one.')
    expect(press(hop, '[').note?.text).toBe('This is the first one.')
    const back = press(hop, ']', 'escape')
    expect([title(back), frameOf(back).selected]).toEqual(['iam-012 + sts-001 + lambda-003', 2])
    expect(title(press(chain, '[', 'escape'))).toBe('Identity can become administrator')
    expect(press(start, ']').note?.text).toContain('go through the paths')
  })

  test('Y copies what breaks the path, y the id of the row', () => {
    const at = press(chain, 'j', 'j')
    const statement = chainPath('arn:aws:iam::111122223333:role/ci-deployer-0').mendPolicy!.statement
    const [copied] = press(at, 'Y').effects
    expect(copied).toMatchObject({ kind: 'copy', what: 'the statement that breaks the path' })
    expect(JSON.parse(copied?.kind === 'copy' ? copied.text : '')).toEqual(statement)
    expect(press(chain, 'G', 'Y').effects).toEqual([copied])
    expect(press(chain, 'j', 'j', 'j', 'j', 'y').effects).toMatchObject([{ kind: 'copy', text: admin }])
    // The finding's own rows keep their own command.
    expect(press(start, 'enter', 'Y').effects).toMatchObject([
      { what: expect.stringContaining('aws iam update-access-key') },
    ])
  })

  test('from a hop to its statements and to the identities at its ends', () => {
    const hop = press(chain, 'j', 'j', 'j', 'enter')
    expect(rows(hop)).toEqual([
      ['hop 2', '→ role/metrics-agent-12'],
      ['allows', 'hop'],
      ['allows', 'trust policy'],
      ['who', 'nightly-etl-6'],
      ['whom', 'metrics-agent-12'],
    ])
    expect(title(press(hop, 'G', 'enter'))).toBe('metrics-agent-12')
  })
})

describe('an identity', () => {
  const pathsOf = (nativeId: string) => {
    const identity = data.identities.find((each) => each.nativeId === nativeId)
    const list = listAt({ kind: 'entity', id: identity?.id ?? '' })
    return Array.from({ length: list.size }, (_, row) => ({
      what: list.cell(row, 0).text,
      name: list.cell(row, 1).text,
      place: list.open(row),
    })).filter(({ what }) => what.startsWith('path '))
  }

  test('leads to the paths that start at it or lead over it', () => {
    expect(pathsOf('arn:aws:iam::111122223333:role/nightly-etl-6')).toEqual([
      { what: 'path from', name: 'to role/admin by lambda-001', place: { kind: 'path', finding: 6, path: 0 } },
      {
        what: 'path over',
        name: 'role/ci-deployer-0 to role/admin by iam-012 + sts-001 + lambda-003',
        place: { kind: 'path', finding: 0, path: 1 },
      },
    ])
    expect(pathsOf('arn:aws:iam::111122223333:role/ci-deployer-0')).toHaveLength(4)
  })

  test('leads to the paths that end at it, each once though two findings tell of it', () => {
    const [first] = data.findings
    const [target] = data.identities.filter(({ name }) => name === 'nightly-etl-6')
    if (first === undefined || target === undefined) throw new Error('the made result is empty')
    const path = { ...chainPath(first.subject.nativeId), id: 'iam-012', target: target.nativeId }
    const one = { ...first, data: { paths: [{ ...path, hops: path.hops.slice(0, 1) }] } }
    const twice = { ...data, findings: [one, one] }
    const list = listsOf(twice, glyphsFor(true))({ kind: 'entity', id: target.id })
    const names = Array.from({ length: list.size }, (_, row) => [list.cell(row, 0).text, list.cell(row, 1).text])
    expect(names.filter(([what]) => what?.startsWith('path '))).toEqual([
      ['path to', 'from role/ci-deployer-0 by iam-012'],
    ])
  })

  test('without any has none', () => {
    expect(pathsOf('arn:aws:iam::111122223333:user/log-shipper-32')).toEqual([])
  })
})

test('opening a result reads no path, nor does going down a list', () => {
  let read = 0
  const result = madeResult()
  const findings = Array.from(result.findings(), (finding, index) => ({
    ...finding,
    get data() {
      if (index > 0) read += 1
      return finding.data
    },
  }))
  const loaded = loadData({ ...result, findings: () => findings })
  const at = listsOf(loaded, glyphsFor(true))
  const state = startState(at, { columns: 100, rows: 30 })
  expect(at({ kind: 'finding', index: 0 }).size).toBeGreaterThan(0)
  expect(at({ kind: 'path', finding: 0, path: 1 }).size).toBeGreaterThan(0)
  reduce(at, state, { kind: 'key', key: 'j' })
  expect(read).toBe(0)
})

test('no control character of a policy reaches the screen', () => {
  const hop = press(chain, 'j', 'j', 'j', 'j')
  const text = [...pane(hop), ...rows(press(hop, 'enter')).flat()].join('')
  expect(text).toContain('deploy')
  expect(text).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/)
})
