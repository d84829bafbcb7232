/** The least that Muster has to be allowed, as a GitHub App's manifest, made from what the steps declare. */
import type { StepMeta } from '../contract.ts'

/** Permissions that an app gets for the organization alone; any other reaches into repositories. */
const ofOrganization = /^(?:metadata|members|organization_\w+)=/

const profiles = [
  {
    id: 'org-only',
    title: 'Reads the organization alone, nothing inside of repositories.',
    takes: (step: StepMeta) => step.needs.every((need) => ofOrganization.test(need)),
  },
  {
    id: 'core',
    title: 'Reads the organization, and of repositories what every scan reads.',
    takes: (step: StepMeta) => step.tier !== 'deep',
  },
  { id: 'deep', title: 'Reads also what --tier deep asks for.', takes: () => true },
] as const

/** https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest */
function manifest(steps: readonly StepMeta[], profile: (typeof profiles)[number]): object {
  return {
    name: `muster-${profile.id}`,
    url: 'https://www.npmjs.com/package/nhi-muster',
    public: false,
    hook_attributes: { url: 'https://example.com/unused', active: false },
    default_events: [],
    default_permissions: Object.fromEntries(neededBy(steps.filter(profile.takes)).map((need) => need.split('='))),
  }
}

/**
 * Whoever has an app installed lets it see that repositories are there. What takes a permission to write is never asked
 * for: the step says so in its gap.
 */
function neededBy(steps: readonly StepMeta[]): readonly string[] {
  return [...new Set(['metadata=read', ...steps.flatMap(({ needs }) => needs)])]
    .filter((need) => /^\w+=read$/.test(need))
    .toSorted()
}

/** One object, a manifest for each profile: whoever makes the app takes one of them. */
function native(steps: readonly StepMeta[]): string {
  const offered = profiles.filter(({ id }) => id !== 'deep' || steps.some(({ tier }) => tier === 'deep'))
  const manifests = offered.map((profile) => [profile.id, { description: profile.title, ...manifest(steps, profile) }])
  return `${JSON.stringify(Object.fromEntries(manifests), null, 2)}\n`
}

function list(steps: readonly StepMeta[]): string {
  return `${neededBy(steps).join('\n')}\n`
}

/** Terraform cannot make an app; what it can hold is the list to compare an installation with. */
function terraform(steps: readonly StepMeta[]): string {
  const rows = neededBy(steps)
    .map((need) => need.split('='))
    .map(([name, level]) => `    ${name} = "${level}"`)
  return `# Terraform's GitHub provider cannot make an app; these are the permissions that its manifest asks for.\nlocals {\n  muster_github_app_permissions = {\n${rows.join('\n')}\n  }\n}\n`
}

export const permissions = { native, terraform, list }
