/** What a feature says of itself, as text; how it looked in another program is left out. */

const looks =
  /^(?:stroke|fill|icon|label|marker|style|visibility|tessellate|extrude|coordinateProperties|heading|range|tilt|altitudeMode)|^(?:@geometry-type|_gpxType|_name)$/i
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
  const words = /<\/?[a-z][^>]*>/i.test(text)
    ? text.replaceAll(/<br\s*\/?>|<\/(?:p|tr|div|li)>/gi, '\n').replaceAll(/<[^>]*>/g, ' ')
    : text
  return (
    words
      .replaceAll('\r\n', '\n')
      // oxlint-disable-next-line no-control-regex -- control characters are what is removed
      .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
      .replaceAll(/[ \t]+/g, ' ')
      .replaceAll(/\n\s*\n+/g, '\n')
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
  // A description with markup, as the KML reader hands it on.
  const { value: inner } = value as { readonly value?: unknown }
  return typeof inner === 'string' ? plainText(inner) : plainText(JSON.stringify(value))
}

export function textsOf(properties: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts: Record<string, string> = {}
  let count = 0
  for (const [key, value] of Object.entries(properties)) {
    if (looks.test(key) || key === '__proto__' || count >= mostProperties) continue
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
