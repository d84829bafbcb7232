/** Signs by which an account that GitHub calls a user is taken for a machine's. */
const words = /(?:^|[-_])(?:bot|ci|svc|service|deploy|automation|robot|build|release|jenkins|machine)(?:[-_]|$)/i

interface Account {
  readonly login: string
  readonly name?: string | null | undefined
  readonly type: string
}

/** Whole words only: `abbot` and `deployer` are people. None: nothing says so. */
export function machineSigns({ login, name, type }: Account): readonly string[] {
  return [
    ...(type === 'Bot' ? ['account type Bot'] : []),
    ...(words.test(login) ? [`login ${login}`] : []),
    ...(typeof name === 'string' && words.test(name.trim().replaceAll(/\s+/g, '-')) ? [`name ${name}`] : []),
  ]
}
