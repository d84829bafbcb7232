/** Asks routes with the token of their own scope. */
import { all as allOf, one as oneOf, rowsOf as rowsOfVendor } from '../shared/vendor/index.ts'
import type { Asker, Given, Route } from '../shared/vendor/index.ts'
import type { OktaContext } from './place.ts'
import type { OktaSession } from './session.ts'

type Asking = Pick<OktaContext, 'call'> & {
  readonly session: Pick<OktaSession, 'vendors'>
  readonly gap?: OktaContext['gap']
}

function askerFor({ session, call, gap }: Asking, { permission }: Pick<Route<unknown>, 'permission'>): Asker {
  return { session: { vendor: session.vendors(permission) }, call, ...(gap === undefined ? {} : { gap }) }
}

export function rowsOf<Row>(context: Asking, route: Route<Row>, given: Given = {}): AsyncGenerator<Row> {
  return rowsOfVendor(askerFor(context, route), route, given)
}

export function all<Row>(context: Asking, route: Route<Row>, given: Given = {}): Promise<readonly Row[]> {
  return allOf(askerFor(context, route), route, given)
}

export function one<Row>(context: Asking, route: Route<Row>, given: Given = {}): Promise<Row> {
  return oneOf(askerFor(context, route), route, given)
}
