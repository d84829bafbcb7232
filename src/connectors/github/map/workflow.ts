/** What a workflow file says: what starts it, and what its jobs may do, use and run. */
import type { WorkflowJob, WorkflowTrigger } from '../../../model/facts/github.ts'
import { envWith } from './workflow-env.ts'
import { expressionsWithin, jobOf, namesOf, needsOf, permissionsOf } from './workflow-job.ts'
import type { Around } from './workflow-job.ts'
import { readYaml, tableOf, textsOf } from './workflow-yaml.ts'
import type { Yaml, YamlTable } from './workflow-yaml.ts'

export interface ParsedWorkflow {
  readonly triggers: readonly WorkflowTrigger[]
  readonly jobs: readonly WorkflowJob[]
}

/** Beyond what GitHub itself runs; what every job has of the workflow is told once for each. */
const most = { jobs: 500, variables: 1000 }

/** Never throws: a file that cannot be understood has a flaw, in words that follow its name. */
export function parseWorkflow(text: string): ParsedWorkflow | { readonly flaw: string } {
  const tree = readYaml(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  if ('flaw' in tree) return tree
  const workflow = tableOf(tree)
  if (workflow === undefined) return { flaw: 'it is no workflow' }
  // YAML of before 2009 reads `on` as true, and tools that rewrite files leave that behind.
  const on = workflow.entries.get('on') ?? workflow.entries.get('true')
  const jobs = tableOf(workflow.entries.get('jobs'))
  if (on === undefined || jobs === undefined) return { flaw: `it has no ${on === undefined ? 'triggers' : 'jobs'}` }
  const envNode = workflow.entries.get('env')
  const names = namesOf(expressionsWithin(envNode))
  const variables = Math.max(tableOf(envNode)?.entries.size ?? 0, names.secrets.length, names.vars.length)
  if (jobs.entries.size > most.jobs || variables > most.variables) return { flaw: 'it has too many jobs or variables' }
  const tables = new Map<string, YamlTable>()
  for (const [name, node] of jobs.entries) {
    const job = tableOf(node)
    if (job === undefined) return { flaw: `one of its jobs has another form (line ${node.line})` }
    tables.set(name, job)
  }
  const around: Around = {
    permissions: permissionsOf(workflow.entries.get('permissions')) ?? 'default',
    env: envWith(new Map(), envNode),
    names,
  }
  const found = [...tables].map(([name, job]) => jobOf(name, job, around))
  return { triggers: triggersOf(on), jobs: guardedByNeeds(found, tables) }
}

function triggersOf(on: Yaml): readonly WorkflowTrigger[] {
  const table = tableOf(on)
  if (table === undefined) return textsOf(on).map((event) => ({ event: event.slice(0, 100) }))
  return [...table.entries].map(([event, node]) => {
    const filters = tableOf(node)
    const branches = filters?.entries.get('branches')
    const types = filters?.entries.get('types')
    return {
      event: event.slice(0, 100),
      ...(branches === undefined ? {} : { branches: textsOf(branches) }),
      ...(types === undefined ? {} : { types: textsOf(types) }),
    }
  })
}

/** A job that waits for a guarded one is not run where that one is not. */
function guardedByNeeds(jobs: readonly WorkflowJob[], tables: ReadonlyMap<string, YamlTable>): readonly WorkflowJob[] {
  const names = [...tables.keys()]
  const waiting = new Map<string, string[]>()
  for (const [name, job] of tables)
    for (const need of needsOf(job)) waiting.set(need, [...(waiting.get(need) ?? []), name])
  const guarded = new Set<string>()
  const open = names.filter((_name, index) => jobs[index]?.guarded)
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (guarded.has(name)) continue
    guarded.add(name)
    open.push(...(waiting.get(name) ?? []))
  }
  return jobs.map((job, index) => (guarded.has(names[index] ?? '') ? { ...job, guarded: true } : job))
}
