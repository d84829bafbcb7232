import { defineConfig } from 'vitest/config'

const shared = {
  environment: 'node',
  pool: 'forks',
  testTimeout: 30_000,
  hookTimeout: 60_000,
  env: { AWS_EC2_METADATA_DISABLED: 'true' },
} as const

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'units',
          include: ['src/**/*.test.{ts,tsx}'],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      // These start the command, kill it and watch its terminal: they get the machine to themselves.
      {
        test: {
          ...shared,
          name: 'house',
          include: ['test/**/*.test.{ts,tsx}'],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
