import { createContext, useContext } from 'react'
import type { Glyphs } from './glyphs.ts'
import { glyphsFor } from './glyphs.ts'
import { fit, wrap } from './screen.ts'
import type { Theme } from './theme.ts'
import { themeFor } from './theme.ts'

/** What the terminal can show, for every component. */
export interface Look {
  readonly glyphs: Glyphs
  readonly theme: Theme
  /** Text of exactly so many cells, in characters that the terminal has. */
  readonly cells: (text: string, cells: number, align?: 'left' | 'right') => string
  /** Text in characters that the terminal has. */
  readonly safe: (text: string) => string
  readonly lines: (text: string, cells: number) => readonly string[]
}

export function lookFor({ color, unicode }: { readonly color: boolean; readonly unicode: boolean }): Look {
  const glyphs = glyphsFor(unicode)
  const safe = (text: string) => (unicode ? text : text.replace(/[^\x20-\x7E]/gu, '?'))
  return {
    glyphs,
    theme: themeFor(color),
    safe,
    cells: (text, cells, align = 'left') => fit(safe(text), cells, align, glyphs.ellipsis),
    lines: (text, cells) => wrap(safe(text), cells),
  }
}

const LookContext = createContext<Look>(lookFor({ color: false, unicode: true }))
export const LookProvider = LookContext.Provider

export function useLook(): Look {
  return useContext(LookContext)
}
