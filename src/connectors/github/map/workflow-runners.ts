/** Where a job runs. */
import { expressionsIn } from './workflow-expressions.ts'
import { tableOf, textsOf } from './workflow-yaml.ts'
import type { Yaml, YamlTable } from './workflow-yaml.ts'

/** https://docs.github.com/en/actions/reference/runners/github-hosted-runners */
const hosted =
  /^(?:ubuntu|windows|macos)-(?:latest|slim|\d[\w.]*)(?:-(?:arm|arm64|x64|intel|large|xlarge|preview|vs\d+))*$/i

export interface Runners {
  readonly runsOn: readonly string[]
  readonly selfHosted: boolean
}

/**
 * Larger runners of GitHub's have names that their organization gives them, and so have one's own: who has neither
 * GitHub's name nor a choice that can be seen counts as one's own.
 */
export function runnersOf(job: YamlTable): Runners {
  const given = job.entries.get('runs-on')
  const byGroup = tableOf(given)
  const group = textsOf(byGroup?.entries.get('group')).map((name) => `group: ${name}`)
  const runsOn = [...group, ...textsOf(byGroup === undefined ? given : byGroup.entries.get('labels'))]
  const labels = runsOn.flatMap((label) => choicesOf(label, job))
  return { runsOn: runsOn.map((label) => label.slice(0, 300)), selfHosted: labels.some((label) => !hosted.test(label)) }
}

/** What an expression may come to, as far as the file says: `${{ matrix.os }}`, or the texts it chooses among. */
function choicesOf(label: string, job: YamlTable): readonly string[] {
  const [expression] = expressionsIn(label)
  if (expression === undefined) return [label]
  const axis = /^matrix\.([\w-]{1,100})$/.exec(expression)?.[1]
  const values = axis === undefined ? quotedIn(expression) : matrixValues(job, axis)
  const known = values.filter((value) => !value.includes('${{'))
  return known.length > 0 && known.length === values.length ? known : [label]
}

/** Texts that the expression may give, not those that it compares with. */
function quotedIn(expression: string): readonly string[] {
  const texts: string[] = []
  for (const { index, 0: whole, 1: text = '' } of expression.matchAll(/'([^']{0,200})'/g)) {
    const before = expression.slice(Math.max(0, index - 12), index)
    const after = expression.slice(index + whole.length, index + whole.length + 12)
    if (!/[=!<>]=\s{0,8}$/.test(before) && !/^\s{0,8}[=!<>]=/.test(after)) texts.push(text)
  }
  const words = texts.flatMap((text) =>
    text.startsWith('[') ? [...text.matchAll(/"([^"]{1,100})"/g)].map(([, each = '']) => each) : [text],
  )
  return words.filter((text) => text !== '' && !text.startsWith('refs/'))
}

function matrixValues(job: YamlTable, axis: string): readonly string[] {
  const matrix = tableOf(tableOf(job.entries.get('strategy'))?.entries.get('matrix'))
  const include = matrix?.entries.get('include')
  const more = include?.type === 'list' ? include.items : []
  return [matrix?.entries.get(axis), ...more.map((each) => tableOf(each)?.entries.get(axis))].flatMap(labelsOf)
}

/** An axis may hold lists of labels. */
function labelsOf(node: Yaml | undefined): readonly string[] {
  if (node?.type === 'list') return node.items.flatMap(labelsOf)
  return textsOf(node)
}
