/** The one place that reads the process's environment. */
export type Environment = (name: string) => string | undefined

export function processEnvironment(): Environment {
  return (name) => {
    const value = process.env[name]
    return value === undefined || value === '' ? undefined : value
  }
}
