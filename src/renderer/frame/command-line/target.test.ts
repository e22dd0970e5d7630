import { expect, it } from 'vitest'
import { targetOf } from './target.ts'

const fire = { id: 'i12', number: '#12', title: '森林火灾' }
const slide = { id: 'i3', number: '#车3', title: '山体滑坡' }
const open = [fire, slide]

it('sends plain words to the selected incident, or to the duty log when none is selected', () => {
  expect(targetOf(' 22 人到达 ', open, 'i12')).toEqual({
    kind: 'incident',
    incident: fire,
    text: '22 人到达',
  })
  expect(targetOf('市局来电询问', open, undefined)).toEqual({
    kind: 'duty-log',
    text: '市局来电询问',
  })
  expect(targetOf('询问', open, 'gone')).toEqual({ kind: 'duty-log', text: '询问' })
})

it('sends a line that names an incident there, whatever is selected', () => {
  expect(targetOf('#12 火线 300 米', open, 'i3')).toMatchObject({
    incident: fire,
    text: '火线 300 米',
  })
  expect(targetOf('＃１２ 火线', open, undefined)).toMatchObject({ incident: fire, text: '火线' })
  expect(targetOf('#车3续报 道路已通', open, undefined)).toMatchObject({
    incident: slide,
    text: '续报 道路已通',
  })
})

it('saves nothing under an incident that is not open here', () => {
  expect(targetOf('#99 续报', open, 'i12')).toEqual({ kind: 'unknown-incident', number: '#99' })
})

it('leaves a number sign that names nothing as plain words', () => {
  expect(targetOf('#号变压器起火', open, undefined)).toMatchObject({ kind: 'duty-log' })
})
