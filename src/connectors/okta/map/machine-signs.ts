/** Signs by which an account that Okta calls a user is taken for a machine's. */
const words =
  /(?:^|[-_.+])(?:bot|ci|svc|service|serviceaccount|api|automation|robot|integration|sync|noreply|no-reply|system|machine)(?:[-_.+]|\d*$)/i

/** Whole words before the @ only: `abbot@` and `sylvia.apinella@` are people. None: nothing says so. */
export function machineSigns(login: string): readonly string[] {
  const [local = ''] = login.split('@')
  return words.test(local) ? [`login ${login}`] : []
}
