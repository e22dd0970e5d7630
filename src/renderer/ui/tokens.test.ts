import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { themeNames, token, tokensOf, type ThemeName } from './tokens.ts'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')

/** WCAG 2.2 relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(theme: ThemeName, front: string, back: string): number {
  const tokens = tokensOf(css, theme)
  const [light = 0, dark = 0] = [front, back]
    .map((name) => luminance(token(tokens, name)))
    .sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const texts = [
  'text-1',
  'text-2',
  'text-3',
  'red-text',
  'orange-text',
  'yellow-text',
  'blue-text',
  'ok-text',
  'accent-text',
]
const surfaces = ['bg-app', 'bg-panel', 'bg-raised', 'bg-input']
const onSoft = ['red', 'orange', 'yellow', 'blue', 'ok'].flatMap((tone) => [
  [`${tone}-text`, `${tone}-soft`],
  ['text-1', `${tone}-soft`],
])
const onFill = [
  'warn-red',
  'warn-orange',
  'warn-yellow',
  'warn-blue',
  'st-free',
  'st-muster',
  'st-route',
  'st-scene',
  'st-talk',
  'st-out',
  'st-support',
  'st-return',
  'st-rest',
  'st-emerg',
].map((fill) => ['on-signal', fill])

it.each(themeNames)('keeps every text of the %s theme readable at 4.5', (theme) => {
  const pairs = [
    ...texts.flatMap((text) => surfaces.map((surface) => [text, surface])),
    ...onSoft,
    ...onFill,
    ['on-accent', 'accent-fill'],
    ['text-1', 'accent-soft'],
    ['text-2', 'accent-soft'],
    ['text-3', 'accent-soft'],
    ['text-1', 'bg-hover'],
    ['text-2', 'bg-hover'],
    ['map-label', 'map-land'],
    ['map-water-label', 'map-land'],
  ]
  const poor = pairs
    .map(([front = '', back = '']) => ({ front, back, ratio: contrast(theme, front, back) }))
    .filter(({ ratio }) => ratio < 4.5)
  expect(poor).toEqual([])
})

it.each(themeNames)(
  'keeps control borders and the focus ring of the %s theme visible at 3',
  (theme) => {
    for (const front of ['line-control', 'focus']) {
      for (const back of ['bg-panel', 'bg-raised', 'bg-input']) {
        expect(contrast(theme, front, back), `${front} on ${back}`).toBeGreaterThanOrEqual(3)
      }
    }
  },
)

it('sees a pair that is too pale', () => {
  expect(contrast('dark', 'line', 'bg-panel')).toBeLessThan(3)
})

it('refuses a token that nobody wrote', () => {
  expect(() => token(tokensOf(css, 'dark'), 'no-such-colour')).toThrow('no-such-colour')
})
