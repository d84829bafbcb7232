/** Which facets of configurations of AI clients must be named when something is looked at. */
export const mcpFacets: { readonly [touch: string]: readonly string[] } = {
  'identity mcp-server': ['mcp.servers', 'mcp.frameworks'],
  'identity subagent': ['mcp.agents'],
  'identity agent': ['mcp.frameworks'],
  'identity model-gateway': ['mcp.frameworks'],
  'identity compose-service': ['mcp.frameworks'],
  'resource agent-config': ['mcp.servers', 'mcp.frameworks', 'mcp.env-files'],
  'resource skill': ['mcp.agents'],
  'credential api-key': ['mcp.servers', 'mcp.frameworks', 'mcp.env-files'],
  'credential token': ['mcp.servers', 'mcp.frameworks', 'mcp.env-files'],
  'credential password': ['mcp.servers', 'mcp.frameworks'],
  'credential session': ['mcp.sign-ins'],
}
