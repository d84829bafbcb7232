/** One job of a workflow. */
import type { WorkflowJob } from '../../../model/facts/github.ts'
import type { Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { expressionsIn, isGuard, namesIn } from './workflow-expressions.ts'
import { envWith } from './workflow-env.ts'
import type { Env } from './workflow-env.ts'
import { loginsOfEnv } from './workflow-logins.ts'
import { runnersOf } from './workflow-runners.ts'
import { stepsOf, usedAction } from './workflow-steps.ts'
import { tableOf, textAt, textsOf, textsWithin } from './workflow-yaml.ts'
import type { Yaml, YamlTable } from './workflow-yaml.ts'

type Permissions = WorkflowJob['permissions']

/** What the workflow says for all of its jobs. */
export interface Around {
  readonly permissions: Permissions
  readonly env: Env
  readonly names: Names
}

/** Secrets and variables that are named somewhere. */
export interface Names {
  readonly secrets: readonly string[]
  readonly vars: readonly string[]
}

export function jobOf(name: string, job: YamlTable, around: Around): WorkflowJob {
  const permissions = permissionsOf(job.entries.get('permissions')) ?? around.permissions
  const env = envWith(around.env, job.entries.get('env'))
  const steps = stepsOf(job.entries.get('steps'), env)
  const called = job.entries.get('uses')
  const calls = called?.type === 'text' && called.text.trim() !== '' ? usedAction(called) : undefined
  const names = namesOf([...conditionsOf(job), ...expressionsWithin(job)])
  return {
    name: name.slice(0, 200),
    permissions,
    idToken: mayMint(permissions),
    environment: environmentOf(job.entries.get('environment')),
    ...runnersOf(job),
    ...(job.entries.has('container') ? { ownContainer: true } : {}),
    ...(calls === undefined ? {} : { calls: calls.uses }),
    inheritsSecrets: textAt(job, 'secrets')?.trim() === 'inherit',
    actions: calls === undefined ? steps.actions : [calls, ...steps.actions],
    secrets: joined(around.names.secrets, names.secrets).filter((secret) => secret !== 'GITHUB_TOKEN'),
    variables: joined(around.names.vars, names.vars),
    cloudLogins: [...loginsOfEnv(env), ...steps.cloudLogins],
    ...(steps.checksOut === undefined ? {} : { checksOut: steps.checksOut }),
    injections: steps.injections,
    guarded: isGuard(conditionOf(job)),
  }
}

/**
 * None: nothing is said here. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
 */
export function permissionsOf(node: Yaml | undefined): Permissions | undefined {
  if (node?.type === 'text') {
    const text = node.text.trim()
    return text === 'read-all' || text === 'write-all' ? text : undefined
  }
  const table = tableOf(node)
  if (table === undefined) return undefined
  const levels = [...table.entries].flatMap(([name, level]) => {
    const text = level.type === 'text' ? level.text.trim() : ''
    if (!/^[a-z]{1,40}(?:-[a-z]{1,40}){0,4}$/.test(name) || name === 'constructor') return []
    return text === 'read' || text === 'write' || text === 'none' ? [[name, text] as const] : []
  })
  return Object.fromEntries(levels)
}

/** Nobody gets it by default: https://docs.github.com/en/actions/concepts/security/openid-connect */
function mayMint(permissions: Permissions): boolean {
  if (typeof permissions === 'string') return permissions === 'write-all'
  return permissions['id-token'] === 'write'
}

function environmentOf(node: Yaml | undefined): Known<string> {
  const text = (node?.type === 'text' ? node.text : textAt(tableOf(node), 'name'))?.trim()
  if (text === undefined || text === '') return null
  return text.includes('${{') ? unknown('not-collected') : text.slice(0, 300)
}

export function namesOf(expressions: readonly string[]): Names {
  const named = (context: 'secrets' | 'vars'): readonly string[] => {
    const names = expressions.flatMap((expression) => namesIn(expression, context))
    return [...new Set(names.map((name) => name.slice(0, 200).toUpperCase()))]
  }
  return { secrets: named('secrets'), vars: named('vars') }
}

export function expressionsWithin(node: Yaml | undefined): readonly string[] {
  return [...textsWithin(node)].flatMap(({ text }) => expressionsIn(text))
}

function joined(some: readonly string[], more: readonly string[]): readonly string[] {
  return [...new Set([...some, ...more])].toSorted()
}

/** Conditions are expressions with `${{ }}` and without. */
export function conditionOf(node: YamlTable): string {
  return textAt(node, 'if') ?? ''
}

function conditionsOf(job: YamlTable): readonly string[] {
  const steps = job.entries.get('steps')
  const ofSteps = steps?.type === 'list' ? steps.items.map((step) => conditionOf(tableOf(step) ?? job)) : []
  return [conditionOf(job), ...ofSteps]
}

/** Jobs that this one waits for: it is not run where they are not, unless its condition says `always()`. */
export function needsOf(job: YamlTable): readonly string[] {
  return /\b(?:always|failure|cancelled)\s{0,8}\(/.test(conditionOf(job)) ? [] : textsOf(job.entries.get('needs'))
}
