import { conform } from 'nhi-muster/testing'
import { canary, startPagerly } from './demo.ts'
import * as pagerly from './index.ts'

conform(pagerly, {
  start: startPagerly,
  config: (url) => ({ endpoint: url }),
  env: { PAGERLY_TOKEN: 'demo' },
  signIn: ['account:read'],
  reading: /:read$/,
  canaries: [canary],
  quiet: [],
  thorough: true,
})
