/** Asks routes, each under the sign-in for its own scope. */
import type { Call, StepContext } from '../contract.ts'
import { all as allRows, one as oneRow, rowsOf as rows } from '../shared/google/read.ts'
import type { Parameters, Route } from '../shared/google/route.ts'
import type { Clients } from './session.ts'

/** What it takes to ask: a step's context will do. */
export interface Asker {
  readonly session: { readonly clients: Clients }
  readonly call: Call
  readonly gap?: StepContext<unknown>['gap']
}

export function rowsOf<Asked extends Parameters, Row>(
  asker: Asker,
  route: Route<Asked, Row>,
  asked: Asked,
): AsyncGenerator<Row> {
  return rows(under(asker, route), route, asked)
}

export function all<Asked extends Parameters, Row>(
  asker: Asker,
  route: Route<Asked, Row>,
  asked: Asked,
): Promise<readonly Row[]> {
  return allRows(under(asker, route), route, asked)
}

export function one<Asked extends Parameters, Row>(asker: Asker, route: Route<Asked, Row>, asked: Asked): Promise<Row> {
  return oneRow(under(asker, route), route, asked)
}

/** The first row there is, however many empty pages come before it; one request where the answer has it at once. */
export async function first<Asked extends Parameters, Row>(
  asker: Asker,
  route: Route<Asked, Row>,
  asked: Asked,
): Promise<Row | undefined> {
  for await (const row of rowsOf(asker, route, asked)) return row
  return undefined
}

function under({ session, call, gap }: Asker, { permission }: { readonly permission: string }) {
  const client = session.clients(permission)
  return { session: { client }, call, ...(gap === undefined ? {} : { gap }) }
}
