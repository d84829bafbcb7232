import { storedSecretFacts } from '../../analysis/effective/github-facts.ts'
import { publicRepositories } from '../../analysis/effective/github-repositories.ts'
import { namesIdentifier, relatedToSecret } from '../../analysis/effective/github-secrets.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { githubControls } from '../shared/github-controls.ts'
import { secretEvidence, secretValues } from '../shared/github-secrets.ts'
import { secretOptions } from '../shared/github-steps.ts'
import { word } from '../shared/shell.ts'

export const rule = defineRule({
  id: 'github-org-secret-all-repos',
  title: 'Organization secret is open to every repository',
  severity: 'high',
  provider: 'github',
  subject: 'resource',
  kinds: ['secret'],
  reads: ['github.organization-secrets'],
  messages: {
    all: 'Secret {secret} of {place} is open to every repository.',
    public: 'Secret {secret} of {place} is open to every repository, public ones included.',
  },
  frameworks: githubControls('over-privilege', { 'owasp-nhi-2025': ['NHI8:2025', 'NHI5:2025'] }),
  remediation: (secret) => [
    {
      text: 'Name the repositories that need it; gh asks for the value again. Other repositories lose it at once.',
      command: `gh secret set ${word(secret.name)} ${secretOptions(secret)} --visibility selected --repos "$REPOSITORIES"`,
    },
    { text: 'Where stages differ, keep one for each in the environments of the repositories instead.' },
  ],
  check(secret, { view }) {
    const { level, visibility, store } = storedSecretFacts(secret)
    if (level !== 'organization' || namesIdentifier(secret.name)) return undefined
    if (visibility !== 'all') return pass
    const open = publicRepositories(view)
    return fail(open === 'some' ? 'public' : 'all', {
      values: secretValues(secret),
      ...(open === 'none' ? { severity: 'medium' } : {}),
      evidence: secretEvidence(secret, 'visibility all'),
      related: relatedToSecret(secret, view),
      data: { store, publicRepositories: open },
    })
  },
})
