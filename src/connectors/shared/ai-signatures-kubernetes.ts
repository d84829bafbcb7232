/** Signs by which what runs in a cluster is known to be a model, an agent, or a way to one. */
import type { AiSignature } from './ai-signatures.ts'

/** By the end of an image's name, so that a mirror of it counts as well; with `*` at the end what the name goes on with is free. */
const images: readonly AiSignature[] = (
  [
    ['ollama/ollama', 'Ollama', 'model-integration'],
    ['vllm/vllm-openai', 'vLLM', 'model-integration'],
    ['berriai/litellm*', 'LiteLLM', 'model-integration'],
    ['huggingface/text-generation-inference', 'Hugging Face', 'model-integration'],
    ['huggingface/text-embeddings-inference', 'Hugging Face', 'model-integration'],
    ['nvidia/tritonserver', 'NVIDIA', 'model-integration'],
    ['lmsysorg/sglang', 'SGLang', 'model-integration'],
    ['ggml-org/llama.cpp', 'llama.cpp', 'model-integration'],
    ['open-webui/open-webui', 'Open WebUI', 'model-integration'],
    ['langfuse/langfuse*', 'Langfuse', 'model-integration'],
    ['langchain/langgraph*', 'LangChain', 'agent'],
    ['flowiseai/flowise', 'Flowise', 'agent'],
    ['langgenius/dify-api', 'Dify', 'agent'],
    ['kagent-dev/kagent/*', 'kagent', 'agent'],
    ['openhands/openhands', 'OpenHands', 'agent'],
    ['n8nio/n8n', 'n8n', 'automation'],
  ] as const
).map(([value, vendor, kind]) => ({
  id: `image-${value.replaceAll(/\W+/g, '-').replace(/-$/, '')}`,
  match: { type: 'image', value },
  vendor,
  kind,
  confidence: 0.7,
  source: 'named so by its project',
  verifiedAt: null,
}))

/** Kinds that platforms for models and agents add to the API, as `group/kind` in small letters. */
const kinds: readonly AiSignature[] = (
  [
    ['kagent.dev/agent', 'kagent', 'agent'],
    ['kagent.dev/mcpserver', 'kagent', 'model-integration'],
    ['agents.x-k8s.io/sandbox', 'Kubernetes Agent Sandbox', 'agent'],
    ['toolhive.stacklok.dev/mcpserver', 'ToolHive', 'model-integration'],
    ['serving.kserve.io/inferenceservice', 'KServe', 'model-integration'],
    ['serving.kserve.io/llminferenceservice', 'KServe', 'model-integration'],
    ['ray.io/rayservice', 'Ray', 'model-integration'],
    ['ray.io/raycluster', 'Ray', 'model-integration'],
    ['kaito.sh/workspace', 'KAITO', 'model-integration'],
    ['apps.nvidia.com/nimservice', 'NVIDIA', 'model-integration'],
  ] as const
).map(([value, vendor, kind]) => ({
  id: `kubernetes-kind-${value.replaceAll(/\W+/g, '-')}`,
  match: { type: 'kubernetes-kind', value },
  vendor,
  kind,
  // An object of Kubernetes that is for nothing else; what Ray runs may be other mathematics.
  confidence: vendor === 'Ray' ? 0.5 : 0.9,
  source: 'named so by its project',
  verifiedAt: '2026-11-21',
}))

export const kubernetesSignatures: readonly AiSignature[] = [...images, ...kinds]
