/** Options that several commands share, and what they mean. */
import { InvalidArgumentError, Option } from 'commander'
import type { Command } from 'commander'
import { tiers } from '../connectors/contract.ts'
import type { Tier } from '../connectors/contract.ts'
import { failOnLevels } from './exit.ts'

export interface CommonOptions {
  readonly config?: string
  readonly store?: string
  readonly quiet?: boolean
  readonly verbose?: boolean
  readonly logFormat: 'text' | 'json'
  readonly color: boolean
  readonly tui: boolean
  readonly screenReader?: boolean
}
export interface OutputFlags extends CommonOptions {
  readonly format: readonly string[]
  readonly outputDirectory?: string
  readonly failOn: readonly string[]
}
export interface JudgeFlags extends OutputFlags {
  readonly now?: string
}
export interface OrganizationFlags {
  readonly org: readonly string[]
}
export interface CollectFlags extends CommonOptions {
  readonly now?: string
  readonly maxCalls?: number
  readonly tier: Tier
  readonly concurrency?: number
  readonly resume: boolean
  readonly requestTimeout?: number
}

export function withCommon(command: Command): Command {
  return command
    .option('--config <file>', 'configuration file (default: muster.yaml, if there is one)')
    .option('--store <url>', 'where facts and results are kept (default: sqlite:.muster/muster.db)')
    .option('--quiet', 'no progress on standard error')
    .option('--verbose', 'every step and request on standard error')
    .addOption(new Option('--log-format <format>', 'how progress is written').choices(['text', 'json']).default('text'))
    .option('--no-color', 'no colours (also NO_COLOR)')
    .option('--no-tui', 'no terminal interface')
    .option('--screen-reader', 'plain sequential lines instead of a drawn screen')
}

export function withJudging(command: Command): Command {
  return withOutput(command).option('--now <instant>', 'judge as of then, such as 2026-11-21T10:00:00Z', instantOption)
}

export function withOutput(command: Command): Command {
  return command
    .option('-f, --format <formats>', 'formats, repeatable: json,ndjson,text or FORMAT=FILE', commaList, [])
    .option('-o, --output-directory <dir>', 'write each format to a file there')
    .option('--fail-on <levels>', `exit 1 on findings at or above: ${failOnLevels.join('|')}`, failOn, ['never'])
}

export function withCollecting(command: Command, tier: Tier = 'creds'): Command {
  return command
    .addOption(new Option('--tier <tier>', 'how deep to look').choices(tiers).default(tier))
    .option('--max-calls <n>', 'stop asking after so many requests', wholeNumber)
    .option('--concurrency <n>', 'requests under way at once', wholeNumber)
    .option('--request-timeout <seconds>', 'how long one request may take', wholeNumber)
    .option('--resume', 'go on with a scan that was cut off (the default)', true)
    .option('--no-resume', 'start anew even when a scan was cut off')
}

export function withOrganizations(command: Command): Command {
  return command.option(
    '--org <name>',
    'only this organization, of connectors that know them by name (repeatable)',
    commaList,
    [],
  )
}

function commaList(value: string, before: readonly string[]): readonly string[] {
  return [
    ...before,
    ...value
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  ]
}

function failOn(value: string): readonly string[] {
  const levels = value.split(',').map((part) => part.trim())
  const wrong = levels.find((level) => !(failOnLevels as readonly string[]).includes(level))
  if (wrong !== undefined) throw new InvalidArgumentError(`"${wrong}" is none of ${failOnLevels.join(', ')}.`)
  return levels
}

export function wholeNumber(value: string): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number of 1 or more.')
  return number
}

export function instantOption(value: string): string {
  const time = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00Z` : value)
  if (Number.isNaN(time)) throw new InvalidArgumentError('It must be an instant such as 2026-11-21T10:00:00Z.')
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z')
}
