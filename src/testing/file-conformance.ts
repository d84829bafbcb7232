/** What a connector has to stand whose source is files: nobody is asked over a wire, and files fail as well. */
import { describe, expect, test } from 'vitest'
import type { AnyConnector, Disk } from '../connectors/contract.ts'
import { StopError } from '../connectors/errors.ts'
import { faultyDisk, fileFaults, folderFaults, hangingDisk, shuffledDisk } from './faulty-disk.ts'
import type { DiskWish } from './faulty-disk.ts'
import { memoryDisk } from './memory-disk.ts'
import { scan } from './scan.ts'
import type { Scanned } from './scan.ts'

export interface FileHarness {
  /** Every file that the steps read, by its whole path: at least one for each step, and two scopes’ worth. */
  readonly disk: { readonly [path: string]: string }
  /** As it stands in muster.yaml. */
  readonly config: unknown
  /** Folders that are looked through, by their whole paths. */
  readonly folders?: readonly string[]
  /** What must stand in no record, log, error or coverage. */
  readonly canaries: readonly string[]
  /** Files in which any text is good: that one holds HTML, or half of what it did, is no fault of theirs. */
  readonly prose?: readonly string[]
}

export function conformFiles(connector: AnyConnector, harness: FileHarness): void {
  const { id, steps } = connector.meta
  const whole = memoryDisk(harness.disk)
  let first: Promise<FileRun> | undefined
  const baseline = (): Promise<FileRun> => (first ??= runOn(connector, harness, whole))

  describe(`${id}: on a good day`, () => {
    test('every step that is asked for ends complete, and one of each reads something', async () => {
      const { coverage, collected } = await baseline()
      expect(collected.bugs).toEqual([])
      expect(coverage.filter(({ status }) => status !== 'complete' && status !== 'skipped')).toEqual([])
      const silent = steps.filter((step) => !coverage.some((row) => row.step === step.id && row.calls > 0))
      expect(silent.map((step) => step.id)).toEqual([])
    })
    test('every file is read, and no other', async () => {
      const { read } = await baseline()
      expect([...read].toSorted()).toEqual(Object.keys(harness.disk).toSorted())
    })
    test('nothing secret is kept or said', async () => {
      const { text } = await baseline()
      expect(Object.values(harness.disk).join('\n')).toContain(harness.canaries[0])
      expect(harness.canaries.filter((canary) => text.includes(canary))).toEqual([])
    })
    test.each([1, 2, 3, 5])('folders in another order and pieces of other sizes give the same (%i)', async (seed) => {
      const [usual, shuffled] = [await baseline(), await runOn(connector, harness, shuffledDisk(whole, seed))]
      expect(shuffled.records).toEqual(usual.records)
    })
  })

  describe(`${id}: when a file fails`, () => {
    test.each(wishesFor(harness))('$path $kind', async (wish) => {
      expect(await complaintsAboutFile(connector, harness, await baseline(), wish)).toEqual([])
    })
    test('a stop is heeded at once, although nothing can be read', async () => {
      const stop = new AbortController()
      const hanging = hangingDisk(whole, () => stop.abort(new StopError('interrupted')))
      const stopped = await runOn(connector, harness, hanging, stop.signal)
      expect(stopped.collected.status).not.toBe('complete')
      expect(stopped.collected.bugs).toEqual([])
    })
  })
}

function wishesFor({ disk, folders, prose }: FileHarness): readonly DiskWish[] {
  const files = Object.keys(disk).flatMap((path) =>
    fileFaults
      .filter((kind) => kind !== 'html' || prose?.includes(path) !== true)
      .map((kind): DiskWish => ({ kind, path })),
  )
  return [...files, ...(folders ?? []).flatMap((path) => folderFaults.map((kind): DiskWish => ({ kind, path })))]
}

export async function complaintsAboutFile(
  connector: AnyConnector,
  harness: FileHarness,
  usual: FileRun,
  wish: DiskWish,
): Promise<readonly string[]> {
  const struck = await runOn(connector, harness, faultyDisk(memoryDisk(harness.disk), wish))
  const leaked = harness.canaries.filter((canary) => struck.text.includes(canary))
  return [
    ...struck.collected.bugs.map((bug) => `a bug: ${String(bug)}`),
    ...leaked.map((canary) => `${canary} leaked`),
    ...aboutGaps(struck, wish, connector),
    ...aboutTheRest(usual, struck),
  ]
}

/** The step says what it lacks and why. */
function aboutGaps(struck: FileRun, { kind }: DiskWish, { meta }: AnyConnector): readonly string[] {
  const wanted = kind === 'denied' ? 'denied' : 'failed'
  const gaps = struck.gaps.filter(({ reason }) => reason === wanted)
  if (gaps.length === 0) return [`no gap says "${wanted}"`]
  const needs = new Set(meta.steps.flatMap((step) => step.needs))
  const named = gaps.some(({ permission }) => permission !== undefined && needs.has(permission))
  const ends = gaps.map(({ step, scope }) => [step, struck.step(step, scope)?.status] as const)
  return [
    ...(wanted === 'denied' && !named ? ['no gap names a permission'] : []),
    ...ends.filter(([, status]) => status !== 'partial' && status !== wanted).map((end) => end.join(' ended ')),
  ]
}

/** What stands in other scopes is read as ever, and nothing is made up. */
function aboutTheRest(usual: FileRun, struck: FileRun): readonly string[] {
  const hit = new Set(struck.gaps.map(({ scope }) => scope))
  const known = new Set(usual.records.map(nameOf))
  return [
    ...usual.coverage
      .filter(({ scope, step, status }) => !hit.has(scope) && struck.step(step, scope)?.status !== status)
      .map(({ scope, step, status }) => `no longer ${scope} ${step} ${status}`),
    ...struck.records
      .filter((record) => record.type !== 'gap' && !known.has(nameOf(record)))
      .map((record) => `made up: ${nameOf(record)}`),
  ]
}

function nameOf(record: Scanned['records'][number]): string {
  if ('id' in record) return `${record.type} ${String(record.id)}`
  if (record.type === 'edge') return `edge ${record.kind} ${record.from} ${record.to}`
  return record.type === 'usage' ? `usage ${record.subject} ${record.source}` : record.type
}

export interface FileRun extends Scanned {
  readonly read: ReadonlySet<string>
}

export async function runOn(
  connector: AnyConnector,
  { config }: FileHarness,
  disk: Disk,
  signal?: AbortSignal,
): Promise<FileRun> {
  const read = new Set<string>()
  const watched: Disk = {
    ...disk,
    read: (path, over) => {
      read.add(path)
      return disk.read(path, over)
    },
  }
  // Of what hangs nothing more is to be had by waiting.
  const limits = { requestTimeout: 100_000 }
  const given = { connector, config, disk: watched, tier: 'deep', limits } as const
  return { ...(await scan(signal === undefined ? given : { ...given, signal })), read }
}
