/** Small turns of what a row says. */
import type { Known } from '../../../model/index.ts'
import { isKnown } from '../../../model/index.ts'
import type { FileContext } from '../session.ts'
import type { Dated } from './instants.ts'

export type Place = Pick<FileContext, 'session' | 'scope'>

export function at(date: Known<Dated>): Known<string> {
  return isKnown(date) ? date.at : date
}

/** What the settings say of all rows, where a row says nothing. */
export function or(said: Known<string>, otherwise: string | undefined): Known<string> {
  return isKnown(said) || said === null || otherwise === undefined ? said : otherwise
}

export function textOr(text: Known<string>, otherwise: string): string {
  return isKnown(text) ? text : otherwise
}
