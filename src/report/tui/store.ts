/** Holds the state while the explorer runs, and has the world do what keys ask of it. */
import type { Size } from './layout.ts'
import type { ListAt } from './places.ts'
import { reduce } from './reduce.ts'
import type { Effect, Event, Note, State } from './state.ts'
import { startState } from './state.ts'

/** Does what a key asked of the world, and says what became of it. */
export type Perform = (effect: Effect) => Promise<Note | undefined>

export interface Store {
  readonly state: () => State
  readonly send: (event: Event) => void
  readonly subscribe: (listener: () => void) => () => void
}

export function storeOf(listAt: ListAt, size: Size, perform: Perform): Store {
  let state = startState(listAt, size)
  const listeners = new Set<() => void>()
  const send = (event: Event): void => {
    state = reduce(listAt, state, event)
    const { effects } = state
    for (const listener of listeners) listener()
    for (const effect of effects) void run(effect)
  }
  const run = async (effect: Effect): Promise<void> => {
    const note = await perform(effect)
    if (note !== undefined) send({ kind: 'note', note })
  }
  return {
    state: () => state,
    send,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
