import { defineConfig } from 'vitest/config'

const shared = {
  environment: 'node',
  pool: 'forks',
  testTimeout: 30_000,
  hookTimeout: 60_000,
  env: { AWS_EC2_METADATA_DISABLED: 'true' },
} as const

/** These kill the command and watch its terminal: they get the machine to themselves. */
const alone = ['test/e2e/cli.test.ts', 'test/e2e/tui.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'units',
          include: ['src/**/*.test.{ts,tsx}'],
          // One more than the cores of a small machine: conformance waits for servers that hang, and costs nothing meanwhile.
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...shared,
          name: 'house',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: alone,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: { ...shared, name: 'alone', include: alone, maxWorkers: 1, sequence: { groupOrder: 2 } },
      },
    ],
  },
})
