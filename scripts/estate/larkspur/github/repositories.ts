/** The repositories of Larkspur: most of them are what repositories are, a few hold what a rule is about. */
import { repositoryOf } from '../../../../fixtures/servers/github/estate.ts'
import type { Answers, GithubRepository, Row } from '../../../../fixtures/servers/github/estate.ts'
import { test, type Language } from './workflows.ts'

export type Files = GithubRepository['files']

export interface RepositorySpec {
  readonly id: number
  readonly name: string
  readonly team: string
  readonly language?: Language
  readonly visibility?: 'public' | 'private' | 'internal'
  readonly archived?: boolean
  readonly description: string
}

export const specs: readonly RepositorySpec[] = [
  { id: 801, name: 'parcel-api', team: 'parcel', language: 'go', description: 'Parcels, from label to doorstep' },
  { id: 802, name: 'route-planner', team: 'route', language: 'go', description: 'Which van goes where' },
  { id: 803, name: 'driver-app', team: 'driver', language: 'node', description: 'What drivers see' },
  { id: 804, name: 'invoice-engine', team: 'invoice', language: 'go', description: 'Invoices and credit notes' },
  { id: 805, name: 'customs-forms', team: 'customs', language: 'node', description: 'Declarations at borders' },
  { id: 806, name: 'dock-scheduler', team: 'dock', language: 'go', description: 'Slots at loading docks' },
  { id: 807, name: 'fleet-tracker', team: 'fleet', language: 'go', description: 'Where the vans are' },
  { id: 808, name: 'yard-map', team: 'yard', language: 'node', description: 'Maps of yards' },
  { id: 809, name: 'claims-portal', team: 'claims', language: 'node', description: 'Damage and loss' },
  { id: 810, name: 'tariff-tables', team: 'tariff', language: 'python', description: 'Prices by weight and zone' },
  { id: 811, name: 'label-printer', team: 'label', language: 'go', description: 'Labels on thermal paper' },
  { id: 812, name: 'pallet-optimizer', team: 'pallet', language: 'python', description: 'How to stack pallets' },
  { id: 813, name: 'mobile-scanner', team: 'driver', language: 'node', description: 'Scans bar codes' },
  { id: 814, name: 'data-warehouse', team: 'data', language: 'python', description: 'Tables for analysts' },
  { id: 815, name: 'shop', team: 'shop', language: 'node', description: 'Where customers buy postage' },
  { id: 816, name: 'infrastructure', team: 'platform', description: 'Everything that runs, as code' },
  {
    id: 817,
    name: 'website',
    team: 'marketing',
    language: 'node',
    visibility: 'public',
    description: 'larkspur.example',
  },
  {
    id: 818,
    name: 'storefront-widgets',
    team: 'shop',
    language: 'node',
    visibility: 'public',
    description: 'Track a parcel on your own page',
  },
  {
    id: 819,
    name: 'address-normalizer',
    team: 'parcel',
    language: 'go',
    visibility: 'public',
    description: 'Addresses of forty countries',
  },
  {
    id: 820,
    name: 'design-system',
    team: 'shop',
    language: 'node',
    visibility: 'internal',
    description: 'Buttons and colours',
  },
  {
    id: 821,
    name: 'platform-actions',
    team: 'platform',
    visibility: 'internal',
    description: 'Workflows for everybody',
  },
  { id: 822, name: 'runbooks', team: 'platform', visibility: 'internal', description: 'What to do at night' },
  { id: 823, name: 'forecasting', team: 'data', language: 'python', description: 'How many parcels tomorrow' },
  { id: 824, name: 'support-assistant', team: 'support', language: 'python', description: 'Answers customers' },
  { id: 825, name: 'partner-edi', team: 'parcel', language: 'go', description: 'EDIFACT, alas' },
  { id: 826, name: 'legacy-billing', team: 'invoice', archived: true, description: 'Before the invoice engine' },
  { id: 827, name: 'load-simulator', team: 'platform', language: 'go', description: 'Black Friday, on demand' },
  { id: 828, name: '.github', team: 'platform', visibility: 'internal', description: 'Profile and templates' },
]

export interface Drawer {
  /** Adds what a repository holds beyond the ordinary; lists of rows are joined. */
  readonly put: (repository: string, address: string, answer: readonly Row[] | object) => void
  readonly file: (repository: string, path: string, lines: readonly string[]) => void
  readonly build: () => readonly GithubRepository[]
}

export function drawer(): Drawer {
  const answers = new Map<string, { [address: string]: unknown }>(specs.map(({ name }) => [name, {}]))
  const files = new Map<string, { [path: string]: readonly string[] }>(specs.map((spec) => [spec.name, ordinary(spec)]))
  return {
    put: (repository, address, answer) => {
      const own = answers.get(repository)!
      const before = own[address]
      own[address] =
        Array.isArray(answer) && Array.isArray(before) ? [...(before as Row[]), ...(answer as Row[])] : answer
    },
    file: (repository, path, lines) => void (files.get(repository)![path] = lines),
    build: () => specs.map((spec) => built(spec, answers.get(spec.name)!, files.get(spec.name)!)),
  }
}

function built(spec: RepositorySpec, answers: Answers, files: Files): GithubRepository {
  const { id, name, visibility = 'private', archived = false, description } = spec
  return repositoryOf(id, name, {
    answers,
    files,
    repository: {
      visibility,
      archived,
      description,
      created_at: `2023-0${1 + (id % 9)}-12T08:30:00Z`,
      pushed_at: archived ? '2024-02-01T16:20:00Z' : `2026-11-${String(10 + (id % 10)).padStart(2, '0')}T16:20:00Z`,
    },
  })
}

function ordinary({ name, team, language, description }: RepositorySpec): { [path: string]: readonly string[] } {
  return {
    'README.md': [`# ${name}`, '', description],
    '.github/CODEOWNERS': [`* @larkspur/${team}`, '/.github/ @larkspur/platform'],
    ...(language === undefined ? {} : { '.github/workflows/test.yml': test(language) }),
  }
}
