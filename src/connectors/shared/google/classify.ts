/** How errors of Google and of the way there are to be taken; sign-in.ts tells those of its library. */
import { classifyFor } from '../vendor/classify.ts'

export const classify = classifyFor('Google')
