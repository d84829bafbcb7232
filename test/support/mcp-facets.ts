/** Which facets of configurations of AI clients must be named when something is looked at. */
export const mcpFacets: { readonly [touch: string]: readonly string[] } = {
  'identity mcp-server': ['mcp.servers'],
  'identity subagent': ['mcp.agents'],
  'resource agent-config': ['mcp.servers'],
  'credential api-key': ['mcp.servers'],
  'credential token': ['mcp.servers'],
  'credential password': ['mcp.servers'],
}
