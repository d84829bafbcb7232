/**
 * Facts of what configurations of AI clients on a machine, or in the folder of a repository, say, by type and kind. Paths
 * are told from the home directory (`~/.cursor/mcp.json`) or from the folder (`.mcp.json`).
 */
import type { Known } from '../known.ts'
import type { ConfigSecret } from './config-secret.ts'

/** identity `mcp-server`: tools that a client hands to its model; `nativeId` is `<path>#<name>`. */
export type McpServerFacts = {
  readonly server: string
  /** `claude-code`, `cursor`, … */
  readonly client: string
  readonly path: string
  /** The folder that it is for, of files that hold several; null: wherever the client is started. */
  readonly project: string | null
  readonly transport: 'stdio' | 'http' | 'sse' | 'unknown'
  /** The program that is started, without its path and arguments; null: it is reached over the network. */
  readonly command: Known<string>
  /** What is fetched and run; null: nothing is fetched, or in a way that is not known. */
  readonly package: McpPackage | null
  /** null: it is started here. */
  readonly host: Known<string>
  /** The host is this machine itself. */
  readonly local: boolean
  /** Without TLS. */
  readonly plainHttp: boolean
  readonly credentials: readonly McpCredential[]
  /** Tools that run without being asked about: `*` is all of them. */
  readonly autoApproved: readonly string[]
}

export type McpPackage = {
  readonly ecosystem: 'npm' | 'pypi' | 'oci'
  /** As written: `@acme/mcp@1.2.3`. */
  readonly name: string
  readonly pinned: boolean
}

/** A secret that the server is given, by its name alone. */
export type McpCredential = {
  /** `env.GITHUB_TOKEN`, `headers.Authorization` */
  readonly name: string
  /** It stands in the file, or the file says where it is kept, or the client asks for it. */
  readonly form: 'literal' | 'reference' | 'prompt'
  readonly looksLike?: string
  /** Name of what holds it: `GITHUB_TOKEN`. */
  readonly reference?: string
}

/**
 * credential of a literal in a configuration; `nativeId` is `<path>#<server>/<where>`. The secret is dropped, its
 * fingerprint is kept. Edges `authenticates` to the server or agent, `stored-in` to the configuration.
 */
export type McpSecretFacts = {
  readonly path: string
  /** Name of the server or agent that it is given to; null: the client itself. */
  readonly server: Known<string>
  readonly looksLike: string
  readonly by: 'value' | 'name'
}

/** resource `agent-config`: a file that configures a client; `nativeId` is its path. */
export type AgentConfigFacts = {
  readonly client: string
  readonly path: string
  /** Its owner on disk. */
  readonly user: Known<string>
  readonly servers: Known<number>
  /** What stands in it that looks like a credential, of servers and of the client itself. */
  readonly configSecrets: readonly ConfigSecret[]
  /** Names of secrets that it refers to. */
  readonly references: readonly string[]
  /** A mode in which the agent does not ask: `bypassPermissions`, `danger-full-access`. */
  readonly unattended: Known<string>
  /** Commands that run by themselves on certain events. */
  readonly hooks: Known<number>
  /** How the client is set to work; null: the file says nothing of it. */
  readonly settings: AgentSettings | null
}

export type AgentSettings = {
  /** `acceptEdits`, `on-request`, … as the client calls it. */
  readonly mode: Known<string>
  /** `workspace-write`, `danger-full-access` */
  readonly sandbox: Known<string>
  /** How many rules let something run unasked, and how many forbid something. */
  readonly allowed: number
  readonly denied: number
  /** Whose models are used: a name that the file itself may explain. */
  readonly provider: Known<string>
  /** `gemini-api-key`, `oauth-personal`, … */
  readonly signIn: Known<string>
  /** A command is asked for the key. */
  readonly keyHelper: boolean
}

/** identity `subagent`: an agent that a file describes; `nativeId` is its path. */
export type SubagentFacts = {
  readonly path: string
  readonly client: string
  /** null: all that its parent has. */
  readonly tools: Known<readonly string[]>
  readonly model: Known<string>
}

/**
 * identity `agent` of a framework, `model-gateway`, or `compose-service` that is a model or is given a key of one;
 * `nativeId` is `<path>#<name>`. Edge `runs-as` to a role of AWS, where the file names one.
 */
export type FrameworkAgentFacts = {
  readonly path: string
  /** `langgraph`, `crewai`, `agentcore`, `litellm`, `compose` */
  readonly client: string
  readonly credentials: readonly McpCredential[]
  /** ARN of the role that it runs with. */
  readonly runsAs: Known<string>
  /** Of the container, with its tag or digest. */
  readonly image: Known<string>
}

/** resource `skill`: instructions and programs that an agent may take up; `nativeId` is the path of its page. */
export type SkillFacts = {
  readonly path: string
  readonly client: string
  /** Tools that it may use unasked; null: the file names none. */
  readonly tools: Known<readonly string[]>
  readonly model: Known<string>
}

/** credential `session` of a client that is signed in; `nativeId` is the path of the file, of which nothing is read. */
export type SignInFacts = {
  readonly client: string
  readonly path: string
  /** When the file was last written, as on signing in and on renewal. */
  readonly writtenAt: Known<string>
}
