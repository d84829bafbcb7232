/** Reference pages: made from rules, connectors, formats and the command tree, so that they cannot go stale. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Command } from 'commander'
import { makeProgram } from '../../src/cli/program.ts'
import { musterSchema } from '../../src/cli/house.ts'
import { connectors } from '../../src/connectors/index.ts'
import type { AnyConnector } from '../../src/connectors/contract.ts'
import { frameworks } from '../../src/rules/frameworks.ts'
import type { AnyRule } from '../../src/rules/contract.ts'
import { rules } from '../../src/rules/index.ts'
import { packs } from '../../src/rules/packs.ts'

export function pages(root: string): { readonly [path: string]: string } {
  return {
    'docs/reference/rules/README.md': ruleList(),
    ...Object.fromEntries(rules.map((rule) => [`docs/reference/rules/${rule.id}.md`, rulePage(root, rule)])),
    ...Object.fromEntries(
      connectors.map((connector) => [
        `docs/reference/connectors/${connector.meta.id}.md`,
        connectorPage(root, connector),
      ]),
    ),
    ...Object.fromEntries(
      connectors.map((connector) => [`docs/reference/permissions/${connector.meta.id}.md`, permissionPage(connector)]),
    ),
    'docs/reference/configuration.md': configurationPage(),
    'docs/reference/commands.md': commandPage(makeProgram(() => undefined)),
  }
}

const severityOrder = ['critical', 'high', 'medium', 'low', 'info']

function ruleList(): string {
  const sorted = rules.toSorted(
    (a, b) => severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity) || (a.id < b.id ? -1 : 1),
  )
  const rows = sorted.map(
    (rule) =>
      `| [${rule.id}](${rule.id}.md) | ${rule.severity} | ${(rule.frameworks['owasp-nhi-2025'] ?? []).join(', ')} | ${rule.title} |`,
  )
  const packRows = packs.map((pack) => `| \`${pack.id}\` | ${pack.title} |`)
  return `# Rules\n\n| rule | severity | OWASP NHI | what it finds |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n\n## Packs\n\n| pack | what it takes |\n| --- | --- |\n${packRows.join('\n')}\n`
}

function rulePage(root: string, rule: AnyRule): string {
  const text = readFileSync(join(root, 'src/rules', rule.id, 'doc.md'), 'utf8').trim()
  const controls = Object.entries(rule.frameworks).map(
    ([id, ids]) => `| ${frameworks[id as keyof typeof frameworks]} | ${ids.join(', ')} |`,
  )
  const body = text.replace(/^# .*\n+/, '')
  return `# ${rule.title}\n\n\`${rule.id}\` · severity ${rule.severity} · judges each ${rule.kinds?.join(', ') ?? rule.subject} · reads ${rule.reads.map((facet) => `\`${facet}\``).join(', ')}\n\n${body}\n\n## Controls\n\n| catalogue | controls |\n| --- | --- |\n${controls.join('\n')}\n`
}

function connectorPage(root: string, connector: AnyConnector): string {
  const steps = connector.meta.steps.map(
    (step) =>
      `| \`${step.id}\` | ${step.title} | ${step.tier} | ${step.scopes.join(', ')} | ${step.emits.map((facet) => `\`${connector.meta.id}.${facet}\``).join(' ')} |`,
  )
  const text = readFileSync(join(root, 'src/connectors', connector.meta.id, 'README.md'), 'utf8').trim()
  return `${text}\n\n## Steps\n\n| step | what it reads | tier | scope | facets |\n| --- | --- | --- | --- | --- |\n${steps.join('\n')}\n`
}

function permissionPage(connector: AnyConnector): string {
  const { steps, title } = connector.meta
  const rows = steps.map(
    (step) => `| \`${step.id}\` | ${step.tier} | ${step.needs.map((need) => `\`${need}\``).join(' ')} |`,
  )
  return `# Permissions: ${title}\n\nReading only. \`muster permissions ${connector.meta.id}\` prints the policy below; \`--format terraform\` and \`--format list\` give it in other forms, \`--tier\` narrows it.\n\n\`\`\`\n${connector.permissions.native(steps).trim()}\n\`\`\`\n\n| step | tier | needs |\n| --- | --- | --- |\n${rows.join('\n')}\n`
}

interface Shape {
  type?: string | string[]
  description?: string
  default?: unknown
  enum?: unknown[]
  const?: unknown
  anyOf?: Shape[]
  properties?: { [key: string]: Shape }
}

function configurationPage(): string {
  const schema = z.toJSONSchema(musterSchema, { io: 'input', unrepresentable: 'any' }) as Shape
  const rows = [...settings(schema, '')].map(
    ([path, shape]) =>
      `| \`${path}\` | ${typeOf(shape)} | ${shape.default === undefined ? '' : `\`${JSON.stringify(shape.default)}\``} | ${shape.description ?? ''} |`,
  )
  return `# Configuration: muster.yaml\n\nThe schema for editors is \`schema/config.schema.json\`. Unknown keys are errors. Secrets are given by reference only.\n\n| setting | type | default | meaning |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`
}

function* settings(shape: Shape, path: string): Generator<[string, Shape]> {
  for (const branch of [shape, ...(shape.anyOf ?? [])])
    for (const [key, inner] of Object.entries(branch.properties ?? {})) {
      const at = path === '' ? key : `${path}.${key}`
      yield [at, inner]
      yield* settings(inner, at)
    }
}

function typeOf(shape: Shape): string {
  if (shape.const !== undefined) return `\`${JSON.stringify(shape.const).replaceAll('"', '')}\``
  if (shape.enum) return shape.enum.map((value) => `\`${String(value)}\``).join(', ')
  if (shape.anyOf) return [...new Set(shape.anyOf.map(typeOf))].join(' or ')
  return Array.isArray(shape.type) ? shape.type.join(' or ') : (shape.type ?? 'any')
}

function commandPage(program: Command): string {
  const parts = program.commands.map((command) => {
    const text = command.createHelp().formatHelp(command, Object.assign(command.createHelp(), { helpWidth: 100 }))
    return `## muster ${command.name()}\n\n\`\`\`\n${text.trimEnd()}\n\`\`\`\n`
  })
  return `# Commands\n\n${parts.join('\n')}`
}
