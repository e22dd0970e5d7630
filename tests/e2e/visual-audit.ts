/**
 * What can be seen to be wrong with a screen without knowing the screen: text that is cut off,
 * controls on top of each other, a page wider than its window, words that are not Chinese, and
 * text too pale to read. Runs inside the page.
 */
import type { Page } from '@playwright/test'

export interface Finding {
  readonly rule: 'overflow' | 'clipped' | 'overlap' | 'words' | 'contrast'
  readonly where: string
  readonly what: string
}

/** Names and units of the trade that are written in Latin letters in Chinese offices too. */
const allowedWords = [
  'Alt',
  'Ctrl',
  'Shift',
  'Enter',
  'Esc',
  'Insert',
  'Tab',
  'WGS',
  'TCP',
  'UDP',
  'PIN',
  'USB',
  'XLSX',
  'PDF',
  'pdf',
  'docx',
  'DOCX',
  'Excel',
  'shp',
  'dbf',
  'prj',
  'cpg',
  'WPS',
  'CSV',
  'csv',
  'JSON',
  'TETRA',
  'PDT',
  'DMR',
  'HRNP',
  'AIR',
  'HYTERA',
  'Hytera',
  'PEI',
  'NMEA',
  'GPS',
  'GNSS',
  'IP',
  'ID',
  'RS',
  'CR',
  'LF',
  'dBm',
  'MHz',
  'GB',
  'MB',
  'KB',
  'Hz',
  'baud',
  'RSSI',
  'COM',
  'tty',
  'SDS',
  'ISSI',
  'SSI',
  'AT',
  'TMP',
  'LP',
  'RCP',
  'DTP',
  'mm',
  'RDSS',
  // 3GPP, without the digit before it; SL 651; JT/T 808.
  'GPP',
  'SL',
  'JT',
  'APRS',
  'KISS',
  // Datums, projections and files of maps.
  'CGCS',
  'GCJ',
  'BD',
  'UTM',
  'EPSG',
  'SRTM',
  'hgt',
  'GeoTIFF',
  'GeoJSON',
  'Shapefile',
  'KML',
  'KMZ',
  'GPX',
  'TCX',
  'GBK',
  'UTF',
  'ZIP',
  'OSM',
  'osm',
  'pbf',
  'PNG',
  'MBTiles',
  'PMTiles',
  'XYZ',
  'TMS',
  'ArcGIS',
  'OpenMapTiles',
  'Shortbread',
  'Protomaps',
  // The example of a reading that is typed in.
  'ning',
  'du',
]

export async function audit(page: Page): Promise<Finding[]> {
  return page.evaluate(lookAround, allowedWords)
}

/** Serialised into the page: everything it uses is inside. */
function lookAround(allowed: readonly string[]): Finding[] {
  const findings: Finding[] = []
  const seen = new Set<string>()
  const nameOf = (element: Element): string => {
    const parts: string[] = []
    for (let at: Element | null = element; at && parts.length < 4; at = at.parentElement) {
      const label = at.getAttribute('aria-label')
      const own = (at.getAttribute('class') ?? '').split(/\s+/).slice(0, 2).join('.')
      parts.unshift(
        `${at.tagName.toLowerCase()}${own ? `.${own}` : ''}${label ? `[${label}]` : ''}`,
      )
    }
    return parts.join(' > ')
  }
  const report = (rule: Finding['rule'], element: Element, what: string) => {
    const where = nameOf(element)
    if (seen.has(`${rule} ${where} ${what}`)) return
    seen.add(`${rule} ${where} ${what}`)
    findings.push({ rule, where, what })
  }
  const clips = (value: string) => value === 'hidden' || value === 'clip'
  const scrolls = (value: string) => value === 'auto' || value === 'scroll'

  interface Box {
    left: number
    top: number
    right: number
    bottom: number
  }
  /** What of a rectangle its ancestors let through. */
  const visibleBox = (rect: DOMRect, from: Element | null): Box | undefined => {
    const box = { left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom }
    for (let at = from; at; at = at.parentElement) {
      const style = getComputedStyle(at)
      if (style.visibility === 'hidden' || style.opacity === '0') return undefined
      if (style.overflowX !== 'visible' || style.overflowY !== 'visible') {
        const edge = at.getBoundingClientRect()
        box.left = Math.max(box.left, edge.left)
        box.top = Math.max(box.top, edge.top)
        box.right = Math.min(box.right, edge.right)
        box.bottom = Math.min(box.bottom, edge.bottom)
      }
      if (style.position === 'fixed') break
    }
    box.right = Math.min(box.right, innerWidth)
    box.bottom = Math.min(box.bottom, innerHeight)
    return box.right - box.left > 1 && box.bottom - box.top > 1 ? box : undefined
  }
  /** An element for screen readers only is a pixel large. */
  const readersOnly = (element: Element) => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { width, height } = at.getBoundingClientRect()
      const style = getComputedStyle(at)
      if (width <= 1 && height <= 1 && style.overflow !== 'visible') return true
      if (style.clipPath !== 'none' && style.position === 'absolute') return true
    }
    return false
  }
  const explains = (element: Element, text: string) => {
    for (let at: Element | null = element, up = 0; at && up < 4; at = at.parentElement, up++) {
      const full = `${at.getAttribute('title') ?? ''} ${at.getAttribute('aria-label') ?? ''}`
      if (full.includes(text.trim())) return true
    }
    return false
  }

  // The page as a whole.
  const root = document.documentElement
  if (root.scrollWidth > root.clientWidth) {
    report('overflow', root, `${root.scrollWidth} px in a window of ${root.clientWidth} px`)
  }
  for (const element of document.querySelectorAll('body *')) {
    const style = getComputedStyle(element)
    if (
      scrolls(style.overflowX) &&
      element.scrollWidth > element.clientWidth + 1 &&
      element.clientWidth > 0
    ) {
      report(
        'overflow',
        element,
        `scrolls sideways: ${element.scrollWidth} px in ${element.clientWidth} px`,
      )
    }
  }

  // Every text that is shown.
  interface Shown {
    readonly element: Element
    readonly text: string
    readonly box: Box
  }
  const texts: Shown[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    const text = (node.textContent ?? '').trim()
    if (!element || text === '' || element.closest('script, style, noscript, datalist, option'))
      continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const rect = range.getBoundingClientRect()
    const box = visibleBox(rect, element)
    if (!box || readersOnly(element)) continue
    texts.push({ element, text, box })
    // Cut by a box that does not scroll.
    for (let at: Element | null = element; at; at = at.parentElement) {
      const style = getComputedStyle(at)
      const edge = at.getBoundingClientRect()
      const wide =
        clips(style.overflowX) && (rect.right > edge.right + 1.5 || rect.left < edge.left - 1.5)
      const high =
        clips(style.overflowY) && (rect.bottom > edge.bottom + 3 || rect.top < edge.top - 3)
      if (wide && !(style.textOverflow === 'ellipsis' && explains(element, text))) {
        report(
          'clipped',
          element,
          `“${text}” by ${Math.round(rect.right - edge.right)} px of ${nameOf(at)}`,
        )
      }
      if (high) report('clipped', element, `“${text}” above or below ${nameOf(at)}`)
      if (scrolls(style.overflowX) || scrolls(style.overflowY) || style.position === 'fixed') break
    }
  }

  // Fields: what is written in them and what they say when they are empty.
  for (const field of document.querySelectorAll('input, textarea')) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue
    if (['checkbox', 'radio', 'file', 'hidden', 'range'].includes(field.type)) continue
    const box = visibleBox(field.getBoundingClientRect(), field.parentElement)
    if (!box || readersOnly(field) || getComputedStyle(field).opacity === '0') continue
    if (
      field.scrollWidth > field.clientWidth + 1 &&
      field !== document.activeElement &&
      !field.title
    ) {
      report('clipped', field, `field “${field.value}”`)
    }
    if (field.value === '' && field.placeholder !== '') {
      const style = getComputedStyle(field)
      const context = document.createElement('canvas').getContext('2d')
      if (context) {
        context.font = style.font
        const room =
          field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
        const needed = context.measureText(field.placeholder).width
        if (needed > room + 1 && field instanceof HTMLInputElement) {
          report(
            'clipped',
            field,
            `placeholder “${field.placeholder}” needs ${Math.round(needed)} px of ${Math.round(room)}`,
          )
        }
      }
    }
  }

  // Words nobody in the room reads.
  const latin = (text: string) =>
    // A call sign of the amateur service (BY5ZZ-1) is a name.
    (text.replace(/\b[A-Z]{1,2}\d[A-Z]{1,4}\b/g, '').match(/[A-Za-z][A-Za-z']+/g) ?? []).filter(
      (word) => !allowed.includes(word),
    )
  for (const { element, text } of texts) {
    if (element.closest('kbd, code, output, [data-raw]')) continue
    const words = latin(text)
    if (words.length > 0) report('words', element, `“${text}”: ${words.join(', ')}`)
  }
  for (const element of document.querySelectorAll('[title], [placeholder], [aria-label]')) {
    // The names of icons: the words beside them say it in Chinese.
    if (element.closest('[data-raw], .anticon')) continue
    for (const name of ['title', 'placeholder', 'aria-label']) {
      const text = element.getAttribute(name) ?? ''
      if (latin(text).length > 0)
        report('words', element, `${name} “${text}”: ${latin(text).join(', ')}`)
    }
  }

  // Controls on top of each other.
  const selector =
    'button, a[href], input, textarea, summary, .ant-select, .ant-checkbox-wrapper, [role="button"], [role="tab"]'
  const controls = [...document.querySelectorAll(selector)].flatMap((element) => {
    const own = element.closest(
      '.ant-select, .ant-input-affix-wrapper, .ant-checkbox-wrapper, .ant-segmented, .ant-radio-wrapper',
    )
    if (own && own !== element) return []
    if (readersOnly(element)) return []
    const box = visibleBox(element.getBoundingClientRect(), element.parentElement)
    if (!box) return []
    // Under something that lies over the page: not to be pressed now anyway.
    const middle = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    const free = middle !== null && (element.contains(middle) || middle.contains(element))
    const inOneLayer =
      middle?.closest('[role="dialog"], .ant-select-dropdown') ===
      element.closest('[role="dialog"], .ant-select-dropdown')
    return free || inOneLayer ? [{ element, box }] : []
  })
  const floats = (element: Element) => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { position, zIndex } = getComputedStyle(at)
      if (position === 'sticky') return true
      if (['absolute', 'fixed'].includes(position) && zIndex !== 'auto') return true
    }
    return false
  }
  for (const [index, one] of controls.entries()) {
    for (const other of controls.slice(index + 1)) {
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue
      // A form scrolls below its own buttons; an open list lies over what it covers.
      if (floats(one.element) !== floats(other.element)) continue
      const width =
        Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      const height =
        Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
      if (width > 1 && height > 1) report('overlap', one.element, `with ${nameOf(other.element)}`)
    }
  }

  // Contrast on plain backgrounds (WCAG 2.2, 1.4.3).
  type Colour = readonly [number, number, number, number]
  const pixel = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const colours = new Map<string, Colour>()
  const parse = (css: string): Colour => {
    const known = colours.get(css)
    if (known) return known
    const numbers = /^rgba?\(([^)]+)\)$/
      .exec(css)?.[1]
      ?.split(/[ ,/]+/)
      .map(Number)
    let colour: Colour = [0, 0, 0, 0]
    if (numbers) colour = [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0, numbers[3] ?? 1]
    else if (pixel) {
      // color(srgb …) of color-mix().
      pixel.clearRect(0, 0, 1, 1)
      pixel.fillStyle = css
      pixel.fillRect(0, 0, 1, 1)
      const [r = 0, g = 0, b = 0, a = 0] = pixel.getImageData(0, 0, 1, 1).data
      colour = [r, g, b, a / 255]
    }
    colours.set(css, colour)
    return colour
  }
  const over = (top: Colour, under: Colour): Colour => {
    const mix = (a: number, b: number) => a * top[3] + b * (1 - top[3])
    return [mix(top[0], under[0]), mix(top[1], under[1]), mix(top[2], under[2]), 1]
  }
  /** `undefined` where the background is a picture. */
  const behind = (element: Element): { background: Colour; opacity: number } | undefined => {
    const layers: Colour[] = []
    let opacity = 1
    let solid = false
    for (let at: Element | null = element; at && !solid; at = at.parentElement) {
      const style = getComputedStyle(at)
      const drawn = getComputedStyle(at.parentElement ?? at, '::before')
      if (drawn.content !== 'none' && drawn.position === 'absolute') return undefined
      if (style.backgroundImage !== 'none') return undefined
      if (at.querySelector(':scope > canvas, :scope > .leaflet-pane canvas')) return undefined
      opacity *= Number(style.opacity)
      const colour = parse(style.backgroundColor)
      if (colour[3] > 0) layers.push(colour)
      solid = colour[3] === 1
    }
    let background: Colour = [255, 255, 255, 1]
    for (const layer of layers.reverse()) background = over(layer, background)
    return { background, opacity }
  }
  const luminance = ([r, g, b]: Colour) => {
    const linear = [r, g, b].map((value) => {
      const part = value / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0)
  }
  const ratio = (one: Colour, two: Colour) => {
    const [light = 0, dark = 0] = [luminance(one), luminance(two)].sort((a, b) => b - a)
    return (light + 0.05) / (dark + 0.05)
  }
  const check = (element: Element, style: CSSStyleDeclaration, text: string) => {
    const under = behind(element)
    if (!under) return
    const colour = parse(style.color)
    // A searchable choice shows its value in the field; the words under it are hidden that way.
    if (colour[3] === 0 && element.closest('.ant-select-content')) return
    const shown = over(
      [colour[0], colour[1], colour[2], colour[3] * under.opacity],
      under.background,
    )
    const size = parseFloat(style.fontSize)
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
    const found = ratio(shown, under.background)
    if (found < (large ? 3 : 4.5)) {
      report(
        'contrast',
        element,
        `“${text.slice(0, 30)}” ${found.toFixed(2)}: ${style.color} on ${under.background.map(Math.round).join(',')}`,
      )
    }
  }
  for (const { element, text } of texts) check(element, getComputedStyle(element), text)
  for (const field of document.querySelectorAll('input, textarea')) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue
    if (['checkbox', 'radio', 'file', 'range'].includes(field.type) || readersOnly(field)) continue
    if (!visibleBox(field.getBoundingClientRect(), field.parentElement)) continue
    if (field.value !== '') check(field, getComputedStyle(field), field.value)
    else if (field.placeholder)
      check(field, getComputedStyle(field, '::placeholder'), field.placeholder)
  }
  return findings
}
