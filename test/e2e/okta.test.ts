/** The command over an organization of Okta that is larger than what a probe asks for. */
import { expect, test } from 'vitest'
import { startOktaServer } from '../../fixtures/servers/okta/server.ts'
import { apiToken, everything } from '../support/okta-everything.ts'
import { inDirectory, muster } from '../support/muster.ts'

const now = '2026-11-21T10:00:00Z'

test(
  'doctor asks for no permission that has just been shown to be there',
  () =>
    inDirectory(async (cwd) => {
      const server = await startOktaServer({ estate: everything(), now, pageSize: 1 })
      const env = { OKTA_ORG_URL: server.url, OKTA_API_TOKEN: apiToken }
      const { code, stdout } = await muster(['doctor', 'okta'], { cwd, env })
      await server.close()
      expect(code).toBe(0)
      expect(stdout).toMatch(/ok\s+apps/)
      expect(stdout).toMatch(/not asked\s+app-grants/)
      expect(stdout).toContain('Nothing is missing.')
    }),
  60_000,
)
