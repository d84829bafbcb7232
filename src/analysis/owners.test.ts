import { describe, expect, it } from 'vitest'
import { edge } from '../../test/support/aws-records.ts'
import { githubResource } from '../../test/support/github-place.ts'
import {
  app,
  deployKey,
  fineGrainedToken,
  githubId,
  githubScope,
  member,
  repository,
  repositoryIdOf,
  storedSecret,
  userIdOf,
} from '../../test/support/github-records.ts'
import type { Records } from '../../test/support/aws-records.ts'
import { viewOf } from '../inventory/memory.ts'
import { ownersOf } from './owners.ts'

const team = githubResource('team', 'payments', '@acme/payments', {}, '@acme/payments')
const owns = (from: string, to: string, source: string) => edge('owns', from, to, { evidence: [{ source }] })
const owners = (subject: { id: string; type: string }, ...records: Records[]) =>
  ownersOf(subject, viewOf({ scope: githubScope(), records: records.flat() }))

describe('who owns', () => {
  it('a repository: a team, by its name', () => {
    const edges = [owns(githubId('team', 'payments'), repositoryIdOf('acme/api'), 'CODEOWNERS')]
    expect(owners({ id: repositoryIdOf('acme/api'), type: 'resource' }, repository(), team, edges)).toEqual([
      { name: '@acme/payments', source: 'CODEOWNERS' },
    ])
  })

  it('what is kept in a repository: what owns it itself comes before the owners of the repository', () => {
    const [secret] = storedSecret()
    const id = secret && 'id' in secret ? secret.id : ''
    const edges = [
      owns(githubId('team', 'payments'), repositoryIdOf('acme/api'), 'CODEOWNERS'),
      owns(userIdOf('mona'), id, 'added_by'),
    ]
    expect(owners({ id, type: 'resource' }, storedSecret(), repository(), team, member(), edges)).toEqual([
      { name: 'mona', source: 'added_by' },
      { name: '@acme/payments', source: 'CODEOWNERS' },
    ])
  })

  it('a credential: whoever is said to, then the owners of whom it stands for, and of its repository', () => {
    const key = githubId('ssh-key', '51')
    const added = [owns(userIdOf('mona'), key, 'added_by')]
    expect(
      owners({ id: key, type: 'credential' }, deployKey(), member(), repository({ tags: { team: 'web' } }), added),
    ).toEqual([
      { name: 'mona', source: 'added_by' },
      { name: 'web', source: 'tag team' },
    ])
    const token = githubId('token', '51')
    const holder = [owns(githubId('app', 7), userIdOf('mona'), 'directory')]
    expect(owners({ id: token, type: 'credential' }, fineGrainedToken(), member(), app(), holder)).toEqual([
      { name: githubId('app', 7), source: 'directory' },
    ])
  })
})
