/** By the name of a container's image. */
import type { AiFacet } from '../../model/index.ts'
import { facetOf, ofType } from './ai-facets.ts'

/** `registry.acme.example:5000/mirror/vllm/vllm-openai:v0.9@sha256:…` is one of vLLM. */
export function aiOfImage(image: string): AiFacet | undefined {
  const name = imageName(image)
  return facetOf(imagePatterns.find(({ pattern }) => pattern.test(name))?.sign, `image ${name}`)
}

/** Without tag and digest, in small letters. */
export function imageName(image: string): string {
  return image
    .replace(/@.*$/, '')
    .replace(/:[^/:]*$/, '')
    .toLowerCase()
}

const imagePatterns = ofType('image').map((sign) => {
  const { value } = sign.match
  const plain = value.replace(/\*$/, '').replaceAll('.', String.raw`\.`)
  return { sign, pattern: new RegExp(`(?:^|/)${plain}${value.endsWith('*') ? '' : '$'}`) }
})
