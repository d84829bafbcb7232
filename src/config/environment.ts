/** The one place that reads the process's environment. */
export type Environment = (name: string) => string | undefined

export function processEnvironment(): Environment {
  return (name) => {
    const value = process.env[name]
    return value === undefined || value === '' ? undefined : value
  }
}

/** For a program that is run: this process's own, and what is given beside it. */
export function childEnvironment(more: { readonly [name: string]: string }): {
  readonly [name: string]: string | undefined
} {
  return { ...process.env, ...more }
}
