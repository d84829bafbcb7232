/** The one place that reads the process's environment. */
export type Environment = (name: string) => string | undefined

export function processEnvironment(): Environment {
  return (name) => {
    const value = process.env[name]
    return value === undefined || value === '' ? undefined : value
  }
}

/** An environment with some variables set or, with `undefined`, taken away. */
export function withVariables(base: Environment, variables: { readonly [name: string]: string | undefined }): Environment {
  return (name) => (Object.hasOwn(variables, name) ? variables[name] : base(name))
}
