/**
 * What is drawn on the map, in the words of the plan, with the shapes each may have (the usual one
 * first). The key is what facts hold. The symbols are our own: the text of GB/T 35649-2017 was not
 * at hand.
 */
export const shapes = ['point', 'line', 'area', 'circle', 'sector'] as const
export type Shape = (typeof shapes)[number]

export const shapeWords: Readonly<Record<Shape, string>> = {
  point: '点',
  line: '线',
  area: '面',
  circle: '圆',
  sector: '扇形',
}

export const meanings = [
  ['fire-line', '火线', ['line']],
  ['controlled-line', '已控火线', ['line']],
  ['firebreak', '隔离带', ['line']],
  ['burnt-area', '过火区', ['area']],
  ['attack', '进攻方向', ['line']],
  ['route', '行进路线', ['line']],
  ['evacuation', '撤离区', ['area', 'circle', 'sector']],
  ['evacuation-route', '转移路线', ['line']],
  ['cordon', '警戒区', ['circle', 'area', 'sector']],
  ['hazard', '危险源', ['point', 'circle', 'area']],
  ['flood', '淹没区', ['area']],
  ['search', '搜索区', ['area', 'sector', 'circle']],
  ['trapped', '被困人员', ['point']],
  ['road-block', '路障', ['point', 'line']],
  ['command-post', '指挥部', ['point']],
  ['muster', '集结点', ['point', 'area']],
  ['helipad', '直升机起降点', ['point', 'circle']],
  ['water', '水源', ['point', 'area']],
  ['medical', '救护点', ['point']],
  ['settlement', '安置点', ['point', 'area']],
  ['note', '标注', ['point', 'line', 'area', 'circle', 'sector']],
] as const satisfies readonly (readonly [string, string, readonly Shape[]])[]

export type Meaning = (typeof meanings)[number][0]

const words = new Map<string, string>(meanings.map(([key, word]) => [key, word]))

/** The word on screen; an unknown key (from a newer console) is shown as it is. */
export function meaningWord(key: string): string {
  return words.get(key) ?? key
}

export function shapesOf(meaning: Meaning): readonly Shape[] {
  return meanings.find(([key]) => key === meaning)?.[2] ?? shapes
}
