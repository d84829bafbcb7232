import type { CoverageStatus, Modules } from './result.ts'

/** What the engine tells its listeners while it works. Times are milliseconds of the engine's clock. */
export type ScanEvent =
  | {
      readonly kind: 'scan-started'
      readonly at: number
      readonly connectors: readonly string[]
      readonly endpoints: readonly string[]
      readonly modules?: Modules
    }
  | {
      readonly kind: 'scope-found'
      readonly at: number
      readonly connector: string
      readonly scope: string
      readonly name: string
      readonly steps: number
    }
  | {
      readonly kind: 'scope-resumed'
      readonly at: number
      readonly connector: string
      readonly scope: string
      readonly name: string
    }
  | {
      readonly kind: 'step-started'
      readonly at: number
      readonly connector: string
      readonly scope: string
      readonly step: string
      readonly title: string
    }
  | {
      readonly kind: 'called'
      readonly at: number
      readonly connector: string
      readonly scope: string
      readonly step: string
      readonly operation: string
      readonly milliseconds: number
    }
  | {
      readonly kind: 'throttled'
      readonly at: number
      readonly connector: string
      readonly scope: string
      readonly step: string
      readonly operation: string
      readonly waitMilliseconds: number
    }
  | {
      readonly kind: 'emitted'
      readonly at: number
      readonly connector: string
      readonly scope: string
      readonly step: string
      readonly records: number
    }
  | {
      readonly kind: 'step-finished'
      readonly at: number
      readonly connector: string
      readonly scope: string
      readonly step: string
      readonly status: CoverageStatus
      readonly detail?: string
    }
  | {
      readonly kind: 'scope-finished'
      readonly at: number
      readonly connector: string
      readonly scope: string
      readonly name: string
    }
  | {
      readonly kind: 'judging'
      readonly at: number
      readonly scope: string
      readonly done: number
      readonly total: number
    }
  | { readonly kind: 'interrupted'; readonly at: number }
  | { readonly kind: 'finished'; readonly at: number }
  | { readonly kind: 'log'; readonly at: number; readonly level: 'debug' | 'info' | 'warn'; readonly message: string }

export type Listener = (event: ScanEvent) => void
