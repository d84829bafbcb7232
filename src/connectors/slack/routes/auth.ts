import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import { minutely } from './pace.ts'

const SignIn = z.object({
  team_id: z.string(),
  team: z.string().nullish(),
  user_id: z.string().nullish(),
  bot_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().nullish(),
  app_id: z.string().nullish(),
  /** Only of tokens that are rotated. */
  expires_in: z.number().nullish(),
})
export type SignInAnswer = z.infer<typeof SignIn>

/** https://docs.slack.dev/reference/methods/auth.test */
export const testSignIn = route({
  path: '/auth.test',
  operation: 'auth.test',
  schema: SignIn,
  permission: '',
})

/** https://docs.slack.dev/reference/methods/auth.teams.list: workspaces that the app is let into. */
export const listTeams = route({
  path: '/auth.teams.list',
  operation: 'auth.teams.list',
  query: { limit: 1000 },
  schema: z.object({ id: z.string(), name: z.string().nullish() }),
  rows: 'teams',
  pages: { by: 'cursor', from: 'response_metadata.next_cursor', to: 'cursor' },
  permission: '',
  pace: minutely('auth.teams.list', 20),
})
