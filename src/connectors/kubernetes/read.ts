/** Asks for lists. One that expires while it is read is begun anew, once. */
import { VendorError } from '../errors.ts'
import { rowsOf } from '../shared/vendor/index.ts'
import type { Asker, Route } from '../shared/vendor/index.ts'
import { expired } from './vendor.ts'

interface Named {
  readonly metadata: { readonly name: string; readonly namespace?: string | undefined }
}

/** Every row of every page, each once: https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks */
export async function* listOf<Row extends Named>(asker: Asker, route: Route<Row>): AsyncGenerator<Row> {
  const seen = new Set<string>()
  for (let again = false; ; again = true) {
    try {
      for await (const row of rowsOf(asker, route)) {
        const key = `${row.metadata.namespace ?? ''}/${row.metadata.name}`
        if (seen.has(key)) continue
        seen.add(key)
        yield row
      }
      return
    } catch (error) {
      if (again || !(error instanceof VendorError) || !error.message.includes(expired)) throw error
    }
  }
}

export async function allOf<Row extends Named>(asker: Asker, route: Route<Row>): Promise<readonly Row[]> {
  const rows: Row[] = []
  for await (const row of listOf(asker, route)) rows.push(row)
  return rows
}
