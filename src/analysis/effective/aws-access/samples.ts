/** Resources that nobody has, to ask with: what holds for them holds for all that their pattern covers. */
import { userFacts } from '../aws-facts.ts'
import { actionFacts, arnFormats } from '../aws-actions/index.ts'
import { global } from './context.ts'
import type { Account, Principal } from './types.ts'

const anyName = 'muster-probe-7f3a'

export function isGlobalService(service: string): boolean {
  return global.test(service)
}

/** One resource that the pattern covers; for `*` one of a type that the action is for. */
export function concrete(pattern: string, action: string, principal: Principal, account: Account): string {
  if (/^\*+$/.test(pattern)) return sampleFor(action, account)
  const named = principal.kind === 'user' ? principal.identity.name : '${aws:username}'
  const text = pattern
    .replaceAll('${aws:username}', named)
    .replaceAll('${aws:userid}', userFacts(principal.identity).userId ?? '${aws:userid}')
    .replaceAll('${*}', '*')
  if (!text.startsWith('arn:')) return text.replaceAll('*', anyName).replaceAll('?', 'x')
  const [scheme = '', partition = '', service = '', region = '', owner = '', ...rest] = text.split(':')
  const open = (part: string, known: string): string => (/[*?]/.test(part) ? known : part)
  const head = [scheme, open(partition, account.partition), open(service, action.slice(0, action.indexOf(':')))]
  const tail = rest.length === 0 ? anyName : rest.join(':').replaceAll('*', anyName).replaceAll('?', 'x')
  return [...head, open(region, account.region), open(owner, account.id), tail].join(':')
}

function sampleFor(action: string, account: Account): string {
  const format = formatsFor(action)[0]
  if (format === undefined) return '*'
  return format
    .replaceAll('${Partition}', account.partition)
    .replaceAll('${Region}', account.region)
    .replaceAll('${Account}', account.id)
    .replaceAll(/\$\{[^}]*\}/g, anyName)
}

function formatsFor(action: string): readonly string[] {
  const facts = actionFacts(action)
  const [service = ''] = action.split(':')
  return facts?.resourceTypes.flatMap((type) => arnFormats(service, type)) ?? []
}

/** Whether the pattern can cover a resource that the action is for; actions for no resource need `*`. */
export function fits(pattern: string, action: string): boolean {
  if (/^\*+$/.test(pattern)) return true
  return formatsFor(action).some((format) => overlap(pattern, format))
}

const open = /[*?]|\$\{/

/** Whether a pattern and an ARN format may mean the same, told by what both say literally. */
function overlap(pattern: string, format: string): boolean {
  const wanted = format.split(':')
  const given = pattern.split(':')
  for (const at of [1, 2, 3, 4]) {
    const [part, other] = [given[at], wanted[at]]
    if (part === undefined || (at + 1 === given.length && part.endsWith('*'))) return true
    if (!open.test(part) && other !== undefined && !open.test(other) && part !== other) return false
  }
  const rest = given.slice(5).join(':')
  const shape = wanted.slice(5).join(':')
  const [literal, start] = [before(rest), before(shape)]
  const alike = literal.startsWith(start) || (start.startsWith(literal) && literal.length < rest.length)
  // Names of buckets have no slash: what has one is an object.
  if (shape === '${BucketName}') return alike && !rest.includes('/')
  return alike
}

function before(text: string): string {
  const at = text.search(open)
  return at < 0 ? text : text.slice(0, at)
}
