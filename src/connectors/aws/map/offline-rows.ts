/** Rows of a resources file, checked before they are believed. */
import { z } from 'zod'
import { gapReasons } from '../../../model/index.ts'
import { ConfigError } from '../../errors.ts'
import { accountsOf, readJson, where, type AccountRef } from './offline-files.ts'

type FactType = 'boolean' | 'string' | 'number'

/** Facts that judgements hang on, by kind; whatever else a row has is taken as it is. */
const factTypes: { readonly [kind: string]: { readonly [fact: string]: FactType } } = {
  'bedrock-agentcore:code-interpreter': { status: 'string' },
  'cloudformation:stackset': { administrationRoleArn: 'string', instances: 'number' },
  'codebuild:project': { batch: 'boolean' },
  'ec2:instance': { state: 'string', publicIp: 'string', ssmManaged: 'boolean', instanceProfileArn: 'string' },
  'ec2:launch-template': { usedByAutoScalingGroup: 'boolean', instanceProfileArn: 'string' },
  'ecs:container-instance': { clusterArn: 'string', instanceProfileArn: 'string' },
  'ecs:service': { clusterArn: 'string', taskDefinition: 'string', enableExecuteCommand: 'boolean' },
  'ecs:task': { clusterArn: 'string', taskDefinitionArn: 'string', enableExecuteCommand: 'boolean' },
  'lambda:function': { hasTrigger: 'boolean', hasEventSource: 'boolean' },
  'sagemaker:notebook-instance': { status: 'string' },
}

const words: { readonly [type in FactType]: string } = {
  boolean: 'true or false',
  string: 'text in quotes',
  number: 'a number',
}

const Resource = z.looseObject({
  type: z.string().regex(/^[a-z0-9-]+:[\w./-]+$/i),
  arn: z.string().startsWith('arn:'),
  roleArn: z.string().startsWith('arn:').nullish(),
  name: z.string().nullish(),
})
export type ResourceRow = z.infer<typeof Resource>

export function readResourcesFile(path: string, text: string): readonly ResourceRow[] {
  const hint = 'Give a list such as [{ "type": "lambda:function", "arn": "…", "roleArn": "…" }].'
  const parsed = z.array(Resource).safeParse(readJson(path, text, hint))
  if (!parsed.success) throw new ConfigError(`${path} is no list of resources${where(parsed.error)}.`, hint)
  for (const [index, row] of parsed.data.entries()) {
    const [fact, type] = wronglyTyped(row) ?? []
    if (fact === undefined || type === undefined) continue
    const sentence = `${path} gives ${fact} of the ${row.type} at [${index}] in another form than ${words[type]}.`
    throw new ConfigError(sentence, `Write ${fact} as ${words[type]}, or leave it out where it is not known.`)
  }
  return parsed.data
}

function wronglyTyped(row: ResourceRow): readonly [string, FactType] | undefined {
  const types = Object.entries(factTypes[row.type] ?? {})
  return types.find(([fact, type]) => !isGiven(row[fact], type))
}

/** As inventories write it: the value, `null` for none, `{ "unknown": "denied" }` for what could not be read. */
function isGiven(value: unknown, type: FactType): boolean {
  if (value === undefined || value === null || typeof value === type) return true
  if (typeof value !== 'object' || !('unknown' in value)) return false
  return gapReasons.some((reason) => reason === value.unknown)
}

/** The account that a row belongs to: its own, by its ARN, or else that of its role or profile. */
export function accountOfRow(row: ResourceRow): AccountRef | undefined {
  const profile = row['instanceProfileArn']
  const arns = [row.arn, row.roleArn ?? '', typeof profile === 'string' ? profile : '']
  return arns.map((arn) => accountsOf([arn])[0]).find((account) => account !== undefined)
}
