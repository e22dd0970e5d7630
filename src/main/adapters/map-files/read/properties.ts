/** What a feature says of itself, as text; how it looked in another program is left out. */

const looks =
  /^(?:stroke|fill|icon|label|style|visibility|tessellate|extrude|altitudeMode)|^(?:@geometry-type|_gpxType|heading|range|tilt)$/i

const markup =
  /<\/?(?:a|b|body|br|center|div|font|h\d|hr|html|i|img|li|p|span|table|tbody|td|th|tr|u|ul)\b[^>]*>/gi

/** Descriptions are pages there; here they are lines. */
function withoutMarkup(value: unknown): unknown {
  const { value: inner = value } = (typeof value === 'object' && value !== null ? value : {}) as {
    readonly value?: unknown
  }
  if (typeof inner !== 'string') return value
  return inner
    .replaceAll(/<(?:br|\/p|\/tr|\/div|\/li)\b[^>]*>/gi, '\n')
    .replaceAll(markup, ' ')
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/\s*\n\s*/g, '\n')
}

/** KML and GPX: without how it was drawn there. Attributes of a table may have such names too. */
export function withoutLooks(
  properties: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const kept = Object.entries(properties).filter(([key]) => !looks.test(key))
  return Object.fromEntries(
    kept.map(([key, value]) => [key, key === 'description' ? withoutMarkup(value) : value]),
  )
}

const mostProperties = 60
const longestText = 2000

/** Headings under which Chinese and other programs keep a feature's name, best first. */
const nameKeys = [
  'name',
  '名称',
  '地名',
  '村名',
  '标注',
  'mc',
  'xzqmc',
  'xzmc',
  'zldwmc',
  'cname',
  'name_chn',
  'fname',
  'title',
  'label',
]

function plainText(text: string): string {
  return (
    text
      .replaceAll('\r\n', '\n')
      // oxlint-disable-next-line no-control-regex -- control characters are what is removed
      .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
      .trim()
      .slice(0, longestText)
  )
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return plainText(value)
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return plainText(JSON.stringify(value))
}

export function textsOf(properties: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts: Record<string, string> = {}
  let count = 0
  for (const [key, value] of Object.entries(properties)) {
    if (key === '__proto__' || count >= mostProperties) continue
    const text = valueText(value)
    if (text === '') continue
    texts[plainText(key).slice(0, 60)] = text
    count++
  }
  return texts
}

export function nameOf(texts: Readonly<Record<string, string>>): string {
  const byPlain = new Map(Object.entries(texts).map(([key, text]) => [key.toLowerCase(), text]))
  const key = nameKeys.find((one) => byPlain.has(one))
  return (key === undefined ? '' : (byPlain.get(key) ?? '')).replaceAll('\n', ' ').slice(0, 120)
}
