import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { processEnvironment } from '../../config/environment.ts'
import { UsageError } from '../../config/errors.ts'
import { connectors } from '../../connectors/index.ts'
import { toFile } from '../output.ts'

/** Looks for what speaks for each vendor (variables, profiles), asks nobody, and writes muster.yaml. */
export async function init(flags: { readonly config: string; readonly force?: boolean }): Promise<number> {
  if (existsSync(flags.config) && !flags.force)
    throw new UsageError(
      `${flags.config} is there already.`,
      'Write over it with --force, or another file with --config FILE.',
    )
  const env = processEnvironment()
  const look = { env, exists: existsSync, home: homedir() }
  const blocks: string[] = []
  for (const connector of connectors) {
    const found = connector.discover?.(look)
    const { id } = connector.meta
    if (found)
      blocks.push(
        ...found.found.map((line) => `  # ${line}`),
        `  ${id}:${found.settings.length === 0 ? ' {}' : ''}`,
        ...found.settings.map((line) => `    ${line}`),
      )
    else blocks.push(`  # ${id}: {}   # nothing was found in the environment`)
    process.stderr.write(
      found ? `${connector.meta.title}: found ${found.found.join('; ')}\n` : `${connector.meta.title}: nothing found\n`,
    )
  }
  const none = blocks.every((line) => line.trimStart().startsWith('#'))
  await toFile(flags.config, [template(blocks, none)])
  process.stderr.write(`Wrote ${flags.config}. Next: muster doctor\n`)
  return 0
}

function template(blocks: readonly string[], none: boolean): string {
  return `# yaml-language-server: $schema=https://unpkg.com/nhi-muster/schema/config.schema.json
# What muster scans, and how it judges. Secrets are given by reference only, never written here.
connectors:${none ? ' {}' : ''}
${blocks.join('\n')}

# rules:
#   aws-access-key-unused: { severity: high, options: { maxDays: 45 } }
#   aws-role-unused: off
# waivers: waivers.yaml
`
}
