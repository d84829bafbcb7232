/** Names and numbers of Larkspur's organization at Google. */
import { createHash } from 'node:crypto'

export const organization = 'organizations/700700700700'
export const folders = { production: 'folders/700700700701', lab: 'folders/700700700702' } as const

export const projects = {
  prod: { id: 'larkspur-prod', number: '810000000001', parent: folders.production },
  data: { id: 'larkspur-data', number: '810000000002', parent: folders.production },
  ci: { id: 'larkspur-ci', number: '810000000003', parent: folders.production },
  lab: { id: 'larkspur-lab', number: '810000000004', parent: folders.lab },
  ai: { id: 'larkspur-ai', number: '810000000005', parent: folders.lab },
  security: { id: 'larkspur-security', number: '810000000006', parent: organization },
} as const
export type ProjectName = keyof typeof projects

/** Digits that are the same each time, made of a word. */
export function digits(word: string, length = 21): string {
  const digest = createHash('sha256').update(`larkspur google ${word}`).digest('hex')
  return `1${(BigInt(`0x${digest}`) % 10n ** BigInt(length - 1)).toString().padStart(length - 1, '0')}`
}

export function hex(word: string, length = 40): string {
  return createHash('sha256').update(`larkspur google ${word}`).digest('hex').slice(0, length)
}

export function container(name: string): string {
  return `//cloudresourcemanager.googleapis.com/${name}`
}

export function projectResource(project: ProjectName): string {
  return container(`projects/${projects[project].id}`)
}

/** Days as Google writes instants. */
export function at(day: string): string {
  return `${day}T08:00:00Z`
}

/** As the analysis names it: by its e-mail, which its policies go by. */
export function accountResource(project: ProjectName, email: string): string {
  return `//iam.googleapis.com/projects/${projects[project].id}/serviceAccounts/${email}`
}
