import { expect, it } from 'vitest'
import { readSvg } from './svg-shapes.ts'

it('reads shapes inside groups with their words', () => {
  const svg = `<?xml version="1.0"?><!-- a chart --><svg viewBox="0 0 10 10">
    <g transform="translate(1 2)"><rect x='1' width="5"/><text x="2">到达 &lt;14:02&gt; &#x706b;</text></g></svg>`
  const [group] = readSvg(svg).children
  expect(group).toMatchObject({ name: 'g', attributes: { transform: 'translate(1 2)' } })
  expect(group?.children).toMatchObject([
    { name: 'rect', attributes: { x: '1', width: '5' } },
    { name: 'text', text: '到达 <14:02> 火' },
  ])
})

it('refuses what it cannot draw instead of leaving it out', () => {
  expect(() => readSvg('<svg><image href="x"/></svg>')).toThrow('<image>')
  expect(() => readSvg('<p>words</p>')).toThrow('<p>')
  expect(() => readSvg('<svg><g></svg>')).toThrow('no SVG')
})
