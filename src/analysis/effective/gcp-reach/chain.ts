/** Steps end to end and the control that they come to, as a path that a finding carries. */
import type { View } from '../../../inventory/view.ts'
import type { FoundPath, PathHop } from '../../../model/index.ts'
import { settled } from './deciding.ts'
import { containerWords, nameOf, nativeIdOf } from './names.ts'
import type { Control, Step } from './types.ts'

export function chainOf(view: View, steps: readonly Step[], control: Control): FoundPath {
  const parts = [...steps, control]
  const whole = settled({
    conditions: parts.flatMap(({ conditions }) => conditions),
    missing: parts.flatMap(({ missing }) => missing),
    statements: parts.flatMap(({ statements }) => statements),
  })
  const last = lastHop(view, control)
  const ids = [...steps.map(({ by }) => by), ...last.map(({ by }) => by)]
  return {
    id: ids.length === 0 ? 'gcp-holds-control' : ids.join(' + '),
    verdict: whole.verdict,
    target: control.container,
    gain: 'admin',
    hops: [...steps.map((step) => hopOf(view, step)), ...last],
    statements: whole.statements,
    conditions: whole.conditions,
    missingFacts: whole.missing,
    mend: parts[0]?.mend ?? control.mend,
  }
}

function hopOf(view: View, { from, to, by, actions, text }: Step): PathHop {
  return {
    from: nativeIdOf(from),
    to: nativeIdOf(to),
    fromName: nameOf(view, from),
    toName: nameOf(view, to),
    by,
    actions,
    text,
  }
}

/** A role that gives control needs no step; one that is rewritten first does. */
function lastHop(view: View, { by, member, container, permission, text }: Control): readonly PathHop[] {
  if (by === 'grant') return []
  return [
    {
      from: nativeIdOf(member),
      to: container,
      fromName: nameOf(view, member),
      toName: containerWords(view, container),
      by,
      actions: [permission],
      text,
    },
  ]
}
