/** Steps that several GitHub rules hand to the reader: commands where GitHub has them, else the page of the settings. */
import type { Credential, Identity, Remediation, Resource } from '../../model/index.ts'
import {
  appFacts,
  githubNumber,
  sshKeyFacts,
  storedSecretFacts,
  tokenFacts,
} from '../../analysis/effective/github-facts.ts'
import { holderLogin } from '../../analysis/effective/github-tokens.ts'
import { word } from './shell.ts'

const organizationVariable = '"$ORGANIZATION"'

/** Only an app may revoke fine-grained tokens by the API, so that an owner goes by the settings. */
export function revokeToken(token: Credential, organization = ''): readonly Remediation[] {
  const login = holderLogin(token)
  if (tokenFacts(token).type === 'fine-grained')
    return [
      {
        text: `In the organization's Settings > Personal access tokens > Active tokens, open "${token.name}" of ${login} and revoke it; ${login} is told by e-mail.`,
      },
    ]
  return [revokeAuthorization(token, organization)]
}

export function revokeAuthorization(credential: Credential, organization = ''): Remediation {
  const owner = organization === '' ? organizationVariable : word(organization)
  return {
    text: 'Take its single sign-on authorization away; what uses it is shut out at once, and its holder can ask again.',
    command: `gh api -X DELETE /orgs/${owner}/credential-authorizations/${word(credential.nativeId)}`,
  }
}

/** What may take a token's place, then its end. */
export function replaceToken(token: Credential, organization = ''): readonly Remediation[] {
  return [
    {
      text: `Ask ${holderLogin(token)} what it is for. What runs in Actions can use GITHUB_TOKEN; what runs elsewhere a GitHub App, whose tokens last an hour; what must be a token can be fine-grained, for the repositories it needs, with an end.`,
    },
    ...revokeToken(token, organization),
  ]
}

export function appSettings(app: Identity, organization = ''): string {
  const { installationId } = appFacts(app)
  return organization === ''
    ? `the organization's Settings > GitHub Apps > ${app.name} > Configure`
    : `https://github.com/organizations/${organization}/settings/installations/${installationId}`
}

export function deleteDeployKey(key: Credential): Remediation {
  const facts = sshKeyFacts(key)
  const repository = facts.type === 'deploy-key' ? facts.repository : ''
  return {
    text: 'Delete the key once its successor works, or at once if nobody knows what it is for.',
    command: `gh repo deploy-key delete ${word(key.nativeId)} --repo ${word(repository)}`,
  }
}

export function newDeployKey(key: Credential): readonly Remediation[] {
  const facts = sshKeyFacts(key)
  const repository = facts.type === 'deploy-key' ? facts.repository : ''
  return [
    {
      text: 'Make a new key on the machine that uses it.',
      command: `ssh-keygen -t ed25519 -N '' -C ${word(key.name)} -f ./deploy-key`,
    },
    {
      text: 'Add it; without --allow-write it may only read.',
      command: `gh repo deploy-key add ./deploy-key.pub --repo ${word(repository)} --title ${word(key.name)}`,
    },
  ]
}

/** Where `gh secret` finds the secret: `--org acme --app dependabot`. */
export function secretOptions(secret: Resource): string {
  const { level, repository = '', environment, store } = storedSecretFacts(secret)
  const [owner = ''] = secret.nativeId.split('/')
  const app = store === 'actions' ? '' : ` --app ${store}`
  if (level === 'organization') return `--org ${word(owner)}${app}`
  return `--repo ${word(repository)}${environment === undefined ? app : ` --env ${word(environment)}`}`
}

export function setSecret(secret: Resource): Remediation {
  return {
    text: 'Store the new value; gh asks for it, so that it stands in no history.',
    command: `gh secret set ${word(secret.name)} ${secretOptions(secret)}`,
  }
}

export function deleteSecret(secret: Resource): Remediation {
  return {
    text: 'Delete it once no workflow names it any more, and revoke the credential where it was issued.',
    command: `gh secret delete ${word(secret.name)} ${secretOptions(secret)}`,
  }
}

/** The part of the API that a webhook, of the organization or of a repository, is reached by. */
export function webhookPath(hook: Resource, repository: string | undefined, organization = ''): string {
  const owner = organization === '' ? organizationVariable : word(organization)
  const above = repository === undefined ? `orgs/${owner}` : `repos/${word(repository)}`
  return `/${above}/hooks/${githubNumber(hook)}`
}
