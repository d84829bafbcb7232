/** Machines stand by zone: a page is taken apart, and each of them is read for itself. */
import { wordsOf } from '../../shared/flaws.ts'
import type { GcpContext } from '../place.ts'
import { listMachines } from '../routes/workloads.ts'
import { machineShape } from '../routes/workload-shapes.ts'
import type { Told } from './runner.ts'

type Page = ReturnType<typeof listMachines.schema.parse>

/** A zone that holds none says so with a warning; any other one means that it was not reached. */
const nothing = 'NO_RESULTS_ON_PAGE'

export function* machinesIn({ gap }: Pick<GcpContext, 'gap'>, { items = {} }: Page): Generator<Told> {
  for (const [zone, { instances = [], warning }] of Object.entries(items)) {
    if (warning?.code !== undefined && warning.code !== nothing)
      gap({ reason: 'failed', detail: `Google did not reach ${zone} for ${listMachines.operation}: ${warning.code}.` })
    for (const row of instances) {
      const read = machineShape.safeParse(row)
      if (read.success) yield read.data
      else
        gap({
          reason: 'failed',
          detail: `A row of Google’s answer to ${listMachines.operation} cannot be read: ${wordsOf(read.error)}.`,
        })
    }
  }
}
