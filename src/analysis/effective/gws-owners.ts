/** Whose an OAuth client is, as far as its id tells. */
import type { View } from '../../inventory/view.ts'
import type { ContainerFacts } from '../../model/facts/gcp.ts'
import type { Identity } from '../../model/index.ts'
import { valueOf } from '../../model/index.ts'

/**
 * google: one of Google's own programs · own: of a project that was scanned · other: of no project that was scanned ·
 * untold: no project was scanned that it could be of.
 */
export type ClientOwner = 'google' | 'own' | 'other' | 'untold'

/** Programs of Google's whose client id is the same wherever they run; they carry it in the open. */
const googles: ReadonlySet<string> = new Set(
  [
    // Chrome
    '77185425430',
    // The command line of Google Cloud, and what its libraries sign in with
    '32555940559',
    '764086051850-6qr4p6gpi6hn506pt8ejuq83di341hur',
    // Gemini CLI and Antigravity
    '681255809395-oo8ft2oprdrnp9e3aqf6av3hmdib135j',
    '1071006060591-tmhssin2h21lcre235vtolojh4g403ep',
  ].map((id) => `${id}.apps.googleusercontent.com`),
)

export function ownerOf(client: Identity, view: View): ClientOwner {
  if (googles.has(client.nativeId)) return 'google'
  const own = ownProjects(view)
  // A client's id begins with the number of the project that it was made in.
  const [, project] = /^(\d+)(?:-\w+)?\.apps\.googleusercontent\.com$/.exec(client.nativeId) ?? []
  if (project !== undefined && own.has(project)) return 'own'
  return own.size === 0 ? 'untold' : 'other'
}

/** Numbers of all projects of Google Cloud in the store. */
function ownProjects(view: View): ReadonlySet<string> {
  return view.onceForAll('numbers of own projects', () => {
    const clouds = view.scopes().filter(({ provider }) => provider === 'gcp')
    const projects = clouds.flatMap(({ id }) => [...view.resources({ kind: 'project', scope: id })])
    const numbers = projects.map(({ facts }) => valueOf((facts as unknown as ContainerFacts).number))
    return new Set(numbers.flatMap((number) => (number === undefined ? [] : [number.replace(/^projects\//, '')])))
  })
}
