/** Answers that many scopes ask for alike: what is above a thousand projects is asked once, not a thousand times. */
import { AccessError } from '../errors.ts'

export type Once<T> = (client: object, key: string, ask: () => Promise<T>) => Promise<T>

/** Kept as long as the client is; of failures refusals alone, since the others may pass. */
export function onceEach<T>(): Once<T> {
  const clients = new WeakMap<object, Map<string, Promise<T>>>()
  return async (client, key, ask) => {
    const answers = clients.get(client) ?? new Map<string, Promise<T>>()
    clients.set(client, answers)
    const there = answers.get(key)
    if (there !== undefined) return there
    const asking = ask()
    answers.set(key, asking)
    try {
      return await asking
    } catch (error) {
      if (!(error instanceof AccessError)) answers.delete(key)
      throw error
    }
  }
}
