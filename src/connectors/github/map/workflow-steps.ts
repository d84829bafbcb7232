/** What the steps of a job use, check out and run. */
import type { CloudLogin, UsedAction } from '../../../model/facts/github.ts'
import { expressionsIn, injectionsIn, isHeadOfOutsiders, namesIn } from './workflow-expressions.ts'
import { envWith, resolved } from './workflow-env.ts'
import type { Env } from './workflow-env.ts'
import { loginOfAction, loginsOfEnv, loginsOfScript } from './workflow-logins.ts'
import { tableOf, textAt } from './workflow-yaml.ts'
import type { Yaml, YamlTable, YamlText } from './workflow-yaml.ts'

export interface StepsFound {
  readonly actions: readonly UsedAction[]
  readonly cloudLogins: readonly CloudLogin[]
  readonly checksOut: string | undefined
  readonly injections: readonly string[]
}

export function stepsOf(node: Yaml | undefined, jobEnv: Env): StepsFound {
  const steps = node?.type === 'list' ? node.items.flatMap((item) => tableOf(item) ?? []) : []
  const found = steps.map((step) => stepOf(step, jobEnv))
  return {
    actions: found.flatMap(({ action }) => action ?? []),
    cloudLogins: found.flatMap(({ cloudLogins }) => cloudLogins),
    checksOut: found.find(({ checksOut }) => checksOut !== undefined)?.checksOut,
    injections: [...new Set(found.flatMap(({ injections }) => injections))].toSorted(),
  }
}

interface StepFound extends Omit<StepsFound, 'actions'> {
  readonly action: UsedAction | undefined
}

function stepOf(step: YamlTable, jobEnv: Env): StepFound {
  const env = envWith(jobEnv, step.entries.get('env'))
  const own = envWith(new Map(), step.entries.get('env'))
  const uses = step.entries.get('uses')
  const run = step.entries.get('run')
  const scripts = scriptsOf(step)
  const byAction = uses?.type === 'text' ? loginOfAction(uses.text, step, env) : undefined
  return {
    action: uses?.type === 'text' ? usedAction(uses) : undefined,
    cloudLogins: [
      ...(byAction === undefined ? [] : [byAction]),
      ...loginsOfEnv(new Map([...env].filter(([name]) => own.has(name)))),
      ...(run?.type === 'text' ? loginsOfScript(run, env) : []),
    ],
    checksOut: checkoutOf(step, env) ?? (run?.type === 'text' ? fetchOf(run.text, env) : undefined),
    injections: injectionsOf(scripts, env),
  }
}

/** A full commit id, the digest of an image, or a file of the same commit. */
export function usedAction({ text, line }: YamlText): UsedAction {
  const uses = text.trim().slice(0, 300)
  const pinned =
    uses.startsWith('./') ||
    (uses.startsWith('docker://') ? /@sha256:[0-9a-f]{64}$/i.test(uses) : /@(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(uses))
  return { uses, pinned, line }
}

/** What the step hands to an interpreter as its program. */
function scriptsOf(step: YamlTable): readonly YamlText[] {
  const given = tableOf(step.entries.get('with'))
  const scripts = [step.entries.get('run'), given?.entries.get('script'), given?.entries.get('inlineScript')]
  return scripts.filter((each) => each?.type === 'text')
}

/** A variable that is pasted into a script is no safer than what stands in it. */
function injectionsOf(scripts: readonly YamlText[], env: Env): readonly string[] {
  const pasted = new Set(scripts.flatMap(({ text }) => expressionsIn(text)))
  const variables = new Set([...pasted].flatMap((expression) => namesIn(expression, 'env')))
  for (const name of variables)
    for (const expression of expressionsIn(resolved(env.get(name)?.text ?? '', env))) pasted.add(expression)
  return [...pasted].flatMap(injectionsIn)
}

function checkoutOf(step: YamlTable, env: Env): string | undefined {
  const action = textAt(step, 'uses')?.split('@')[0]?.trim().toLowerCase()
  if (action !== 'actions/checkout') return undefined
  const given = tableOf(step.entries.get('with'))
  for (const input of ['ref', 'repository']) {
    const text = textAt(given, input)
    if (text !== undefined && isHeadOfOutsiders(resolved(text, env))) return text.trim().slice(0, 200)
  }
  return undefined
}

/** Only the form of the command is kept: what else stands in a script may be secret. */
function fetchOf(script: string, env: Env): string | undefined {
  if (/\bgh pr checkout\b/.test(script)) return 'gh pr checkout'
  for (const [command] of script.matchAll(
    /\bgit (?:-\S{1,40} (?:\S{1,200} )?)?(?:fetch|pull|checkout|switch|merge|reset|clone)\b[^\n]{0,300}/g,
  )) {
    const isPull = /\bgit [^\n]*?\b(?:fetch|pull)\b[^\n]*\bpull\//.test(command)
    const variables = [...command.matchAll(/\$\{?(\w{1,100})/g)].map(([, name = '']) => env.get(name)?.text ?? '')
    const isHead = [command, ...variables].some((text) => isHeadOfOutsiders(resolved(text, env)))
    if (isPull || isHead) return /\b(?:fetch|pull)\b/.test(command) ? 'git fetch' : 'git checkout'
  }
  return undefined
}
