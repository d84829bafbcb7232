/** How errors of Microsoft and of the way there are to be taken; sign-in.ts tells those of its library. */
import { classifyFor } from '../shared/vendor/classify.ts'

export const classify = classifyFor('Microsoft')
