import { expect, test } from 'vitest'
import { machineSigns } from './machine-signs.ts'

test.for(['acme-bot', 'svc_deploy', 'ci-acme', 'jenkins', 'acme-release-eu', 'Build-Machine'])(
  '%s is a machine’s',
  (login) => {
    expect(machineSigns({ login, type: 'User' })).toEqual([`login ${login}`])
  },
)

test.for(['abbot', 'deployer', 'civic', 'octocat', 'robotnik', 'rebuild'])('%s is a person’s', (login) => {
  expect(machineSigns({ login, type: 'User' })).toEqual([])
})

test('by its name, or because GitHub says so', () => {
  expect(machineSigns({ login: 'acme2', name: 'Acme Deploy', type: 'User' })).toEqual(['name Acme Deploy'])
  expect(machineSigns({ login: 'acme2', name: null, type: 'Bot' })).toEqual(['account type Bot'])
})
