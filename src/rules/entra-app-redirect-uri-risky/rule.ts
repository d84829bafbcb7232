import { applicationFacts } from '../../analysis/effective/entra-facts.ts'
import type { RedirectUri } from '../../model/facts/entra.ts'
import type { Remediation, Resource, Severity } from '../../model/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { enumerated } from '../shared/lists.ts'
import { word } from '../shared/shell.ts'

type Fault = 'wildcard' | 'plain' | 'borrowed' | 'local'

/** Hosts whose names are handed out for an hour, and to somebody else after it; and pages that show whatever token they get. */
const borrowedHosts =
  /(?:^|\.)(?:ngrok\.io|ngrok\.app|ngrok-free\.app|ngrok-free\.dev|trycloudflare\.com|loca\.lt|localtunnel\.me|serveo\.net|lhr\.life|jwt\.ms|oauth\.pstmn\.io|oauthdebugger\.com)$/
const localHosts = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/

/** Worst first. */
const severities = {
  wildcard: 'high',
  plain: 'high',
  borrowed: 'high',
  local: 'low',
} as const satisfies { readonly [F in Fault]: Severity }

export const rule = defineRule({
  id: 'entra-app-redirect-uri-risky',
  title: 'Sign-ins are sent where others can read them',
  severity: 'high',
  provider: 'azure',
  subject: 'resource',
  kinds: ['application'],
  reads: ['azure.applications'],
  messages: {
    wildcard: 'Application {app} sends sign-ins to any address under {uris}.',
    plain: 'Application {app} sends sign-ins over plain HTTP to {uris}.',
    borrowed: 'Application {app} sends sign-ins to {uris}, a name that is lent to anybody.',
    local: 'Application {app} sends sign-ins of its web site to the user’s own machine as well, by {uris}.',
  },
  frameworks: entraControls('loose-trust', { 'owasp-nhi-2025': ['NHI4:2025'], 'mitre-attack-19.1': ['T1528'] }),
  remediation: (application) => keepOnly(application, []),
  check(application) {
    const { redirectUris, disabled } = applicationFacts(application)
    if (disabled === true || redirectUris.length === 0) return undefined
    const found = redirectUris.flatMap((each) => {
      const fault = faultOf(each, redirectUris)
      return fault === undefined ? [] : [{ ...each, fault }]
    })
    const faults = Object.keys(severities).filter((name): name is Fault => name in severities)
    const worst = faults.find((name) => found.some(({ fault }) => fault === name))
    if (worst === undefined) return pass
    const uris = found.filter(({ fault }) => fault === worst).map(({ uri }) => plainOf(uri))
    return fail(worst, {
      values: { app: application.name, uris: enumerated(uris.toSorted()) },
      severity: severities[worst],
      evidence: found.map(({ uri, platform }) => ({
        source: 'GET /applications',
        detail: `${platform} redirectUris ${plainOf(uri)}`,
      })),
      data: { uris: found.map(({ uri, fault }) => `${fault} ${plainOf(uri)}`).toSorted() },
      remediation: keepOnly(application, found),
    })
  },
})

function faultOf({ uri, platform }: RedirectUri, all: readonly RedirectUri[]): Fault | undefined {
  const [, scheme = '', host = ''] = /^([a-z][a-z\d+.-]*):\/\/([^/?#]*)/i.exec(uri) ?? []
  // Schemes of apps on a device are another matter, and so is a program that waits on the user's own machine.
  if (!/^https?$/i.test(scheme) || platform === 'public') return undefined
  const name = host.toLowerCase().replace(/:\d+$/, '')
  if (name.includes('*')) return 'wildcard'
  if (localHosts.test(name)) return platform === 'web' && all.some(isPublished) ? 'local' : undefined
  if (scheme.toLowerCase() === 'http') return 'plain'
  return borrowedHosts.test(name) ? 'borrowed' : undefined
}

/** An application that only ever runs on a developer's machine has nothing to lose by it. */
function isPublished({ uri, platform }: RedirectUri): boolean {
  return platform === 'web' && /^https:\/\//i.test(uri) && !/^https:\/\/(?:localhost|127\.|\[::1\])/i.test(uri)
}

/** Without what stands behind a question mark. */
function plainOf(uri: string): string {
  return uri.replace(/[?#].*$/, '')
}

function keepOnly(application: Resource, bad: readonly RedirectUri[]): readonly Remediation[] {
  const { redirectUris, appId } = applicationFacts(application)
  const platforms = [...new Set(bad.map(({ platform }) => platform))].toSorted()
  const text =
    'Keep only exact addresses with https, of hosts that are yours; give development a registration of its own.'
  if (platforms.length === 0) return [{ text }]
  return platforms.map((platform) => {
    const kept = redirectUris.filter((each) => each.platform === platform && !bad.some(({ uri }) => uri === each.uri))
    const list = kept.map(({ uri }) => word(uri)).join(' ')
    if (platform === 'spa' || kept.length === 0) return { text }
    return { text, command: `az ad app update --id ${word(appId)} --web-redirect-uris ${list}` }
  })
}
