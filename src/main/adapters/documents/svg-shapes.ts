/**
 * The part of SVG that our own drawings are made of: `svg`, `g`, `rect`, `line`, `circle`,
 * `polyline`, `polygon`, `path` and `text` with plain attributes (no `style`, no CSS, no `tspan`).
 * Anything else is a mistake in the drawing and is said so.
 */

export type Attributes = Readonly<Record<string, string>>

export interface SvgShape {
  readonly name: string
  readonly attributes: Attributes
  readonly text: string
  readonly children: readonly SvgShape[]
}

interface OpenShape {
  readonly name: string
  readonly attributes: Attributes
  text: string
  readonly children: OpenShape[]
}

const known = new Set('svg g rect line circle polyline polygon path text title desc'.split(' '))

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

function plain(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g, (whole, decimal, hex, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(String(hex), 16))
    return entities[String(name)] ?? whole
  })
}

function attributesOf(text: string): Attributes {
  const found = text.matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)
  return Object.fromEntries([...found].map(([, name, one, two]) => [name, plain(one ?? two ?? '')]))
}

/** @throws Where the drawing holds what is not drawn here. */
export function readSvg(svg: string): SvgShape {
  const root: OpenShape = { name: 'root', attributes: {}, text: '', children: [] }
  const open: OpenShape[] = [root]
  const tags = /<\?[^>]*\?>|<!--[\s\S]*?-->|<\/([\w:]+)\s*>|<([\w:]+)([^>]*?)(\/?)>|([^<]+)/g
  for (const [, closing, opening, attributes, selfClosing, words] of svg.matchAll(tags)) {
    const inside = open.at(-1) ?? root
    if (words !== undefined) inside.text += plain(words)
    else if (closing !== undefined) open.pop()
    else if (opening !== undefined) {
      if (!known.has(opening)) throw new Error(`this drawing holds <${opening}>`)
      const shape = {
        name: opening,
        attributes: attributesOf(attributes ?? ''),
        text: '',
        children: [],
      }
      inside.children.push(shape)
      if (selfClosing !== '/') open.push(shape)
    }
  }
  const [top] = root.children
  if (!top || top.name !== 'svg' || open.length !== 1) throw new Error('this is no SVG drawing')
  return top
}
