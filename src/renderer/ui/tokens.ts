/** Reads the values of `tokens.css` out of its text, so that each is written once. */

export const themeNames = ['dark', 'light', 'wall'] as const
export type ThemeName = (typeof themeNames)[number]

export type Tokens = ReadonlyMap<string, string>

function declarations(block: string): [string, string][] {
  return [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [
    name,
    value.trim(),
  ])
}

function blockOf(css: string, theme: ThemeName): string {
  const start = css.indexOf(`[data-theme='${theme}'] {`)
  if (start < 0) throw new Error(`tokens.css has no theme ${theme}`)
  return css.slice(start, css.indexOf('\n}', start))
}

/**
 * Every token of a theme by its name without dashes; what a theme leaves out is the dark value.
 * @param css the text of `tokens.css`
 */
export function tokensOf(css: string, theme: ThemeName): Tokens {
  return new Map([...declarations(blockOf(css, 'dark')), ...declarations(blockOf(css, theme))])
}

/** @throws when the name is not in `tokens.css`: a typing mistake of ours. */
export function token(tokens: Tokens, name: string): string {
  const value = tokens.get(name)
  if (value === undefined) throw new Error(`no token --${name}`)
  return value
}
