/** Documents that hold everything a document can hold. */
import type { PrintDocument } from '../../src/core/documents/model.ts'

export const madeAt = Date.UTC(2026, 10, 29, 6, 30)

const report =
  '11月29日14时02分，小松镇罗源村发生山火，火线约三百米，风向西北。县森林消防大队（含车辆6台、人员48名）已出动。'

const drawing = `<svg viewBox="0 0 400 60"><rect x="0" y="20" width="400" height="20" fill="#eee" stroke="#333"/>
<line x1="100" y1="10" x2="100" y2="50" stroke="#c00" stroke-dasharray="3 2"/>
<text x="100" y="9" font-size="8" text-anchor="middle">到达 14:22</text></svg>`

export const everything: PrintDocument = {
  title: '突发事件信息（首报）',
  subtitle: '编号 中-0012　2026-11-29 14:30',
  fileName: '首报',
  paper: 'A4',
  status: 'exercise',
  madeAt,
  foot: '打印 2026-11-29 14:30:00 王海燕',
  blocks: [
    {
      kind: 'facts',
      rows: [
        [
          ['接报时间', '2026-11-29 14:02:31'],
          ['信息来源', '小松镇值班室'],
        ],
        [['地点', '小松镇罗源村']],
        [['处理意见', '']],
      ],
      heightsMm: [0, 0, 30],
    },
    { kind: 'heading', level: 1, text: '一、伤亡情况' },
    {
      kind: 'paragraph',
      words: [
        { text: '死亡2人', struck: true },
        { text: '死亡1人', bold: true },
        { text: '（县医院核实）', quiet: true },
      ],
    },
    { kind: 'heading', level: 2, text: '（一）生僻字' },
    { kind: 'paragraph', indent: true, words: '王喆、邓玥、㑇䶮、\u{1f600}、\u{2f9f4}\u0007。' },
    {
      kind: 'table',
      columns: [
        { title: '队伍', width: 2 },
        { title: '出动', width: 'auto', align: 'center' },
        { title: '备注', width: 5 },
      ],
      rows: [
        { band: '2026年11月29日' },
        ['森林消防大队', '14:10', report.repeat(2)],
        ['蓝天救援队', '14:15', ''],
      ],
    },
    {
      kind: 'table',
      rowHeightMm: 10,
      columns: [
        { title: '序号', width: 'auto' },
        { title: '手填内容', width: 1 },
      ],
      rows: Array.from({ length: 30 }, (_, row) => [String(row + 1), '']),
    },
    { kind: 'picture', svg: drawing, widthPt: 400, heightPt: 60 },
    { kind: 'space', mm: 5 },
    {
      kind: 'signatures',
      labels: [
        ['编报', '王海燕'],
        ['审核', ''],
        ['签发', ''],
      ],
    },
    { kind: 'page-break' },
    { kind: 'paragraph', words: '附页' },
  ],
}

const paste = report.repeat(400).slice(0, 20_000)

/** 20,000 characters in a paragraph, in a grid and in a table. */
export const pasted: PrintDocument = {
  ...everything,
  title: '续报',
  status: 'actual',
  blocks: [
    { kind: 'paragraph', words: paste },
    { kind: 'facts', rows: [[['内容', paste]]] },
    { kind: 'table', columns: [{ title: '内容', width: 1 }], rows: [[paste]] },
  ],
}

/** How often the first character of the village's name must be found for each copy of the paste. */
export const pastedOnce = paste.split('罗').length - 1

/** A landscape list of so many lines. */
export function longList(lines: number): PrintDocument {
  return {
    ...everything,
    title: '值班日志',
    paper: 'A4-landscape',
    status: 'test',
    blocks: [
      {
        kind: 'table',
        small: true,
        columns: [
          { title: '编号', width: 'auto' },
          { title: '听到', width: 'auto' },
          { title: '内容', width: 1 },
          { title: '记录人', width: 'auto' },
        ],
        rows: Array.from({ length: lines }, (_, line) => [
          `中-${String(line + 1).padStart(4, '0')}`,
          '14:02:31',
          [{ text: report, struck: line % 9 === 4 }],
          '王海燕',
        ]),
      },
    ],
  }
}
