/** Empty forms for a shift on paper, with a number that the late entry refers to. */
import { accept, refuse } from '../../../kernel/result.ts'
import { beijingMinute } from '../../../kernel/beijing-time.ts'
import { factPairs, factRows, signatures } from '../../../documents/blocks.ts'
import type { DocumentKind } from '../../../documents/kind.ts'
import type { Block } from '../../../documents/model.ts'
import type { CoreContext } from '../../../module.ts'
import { framed } from './frame.ts'
import { instructionBlocks } from './instruction-slip.ts'

interface Form {
  readonly key: string
  readonly number: number
  readonly title: string
  readonly blocks: readonly Block[]
}

/** How many sheets may be had at once, each with a number of its own. */
const sheets = [1, 5, 10, 20] as const

const intakeForm: Form = {
  key: 'blank_phone_record',
  number: 4,
  title: '接报登记单（空白）',
  blocks: [
    factPairs([
      ['接报时间', ''],
      ['方式', ''],
      ['来电人、单位', ''],
      ['职务', ''],
      ['电话', ''],
      ['事件类别', ''],
    ]),
    factRows([
      { label: '地点', value: '', heightMm: 12 },
      { label: '内容', value: '', heightMm: 62 },
      { label: '是否核实', value: '', heightMm: 12 },
      { label: '处理意见', value: '', heightMm: 26 },
      { label: '带班领导批示', value: '', heightMm: 26 },
      { label: '办理结果', value: '', heightMm: 18 },
    ]),
    signatures(['登记人', ''], ['带班领导', ''], ['时间', '']),
  ],
}

const emptyRows = (count: number, columns: number) =>
  Array.from({ length: count }, (_, row) => [
    String(row + 1),
    ...Array.from({ length: columns - 1 }, () => ''),
  ])

const logPage: Form = {
  key: 'blank_log_page',
  number: 20,
  title: '值班纪实页（空白）',
  blocks: [
    factPairs([
      ['日期', ''],
      ['班次', ''],
      ['关联事件', ''],
      ['记录人', ''],
    ]),
    {
      kind: 'table',
      rowHeightMm: 11,
      columns: [
        { title: '行', width: 'auto', align: 'center' },
        { title: '听到时间', width: 1.6 },
        { title: '来源（单位、呼号）', width: 2.4 },
        { title: '方式', width: 1.2 },
        { title: '内容', width: 7 },
        { title: '处理、通知', width: 2.6 },
      ],
      rows: emptyRows(17, 6),
    },
    signatures(['交班人', ''], ['接班人', ''], ['带班领导', '']),
  ],
}

const rollCall: Form = {
  key: 'blank_roll_call_sheet',
  number: 25,
  title: '电台点名登记表（空白）',
  blocks: [
    factPairs([
      ['网络（信道）', ''],
      ['开始时间', ''],
      ['点名员', ''],
      ['类别', '□日常　□卫星北斗周测　□三断月测　□临时'],
    ]),
    {
      kind: 'table',
      rowHeightMm: 9,
      columns: [
        { title: '序', width: 'auto', align: 'center' },
        { title: '单位', width: 2.6 },
        { title: '呼号', width: 1.7 },
        { title: '应答时间', width: 1.4 },
        { title: '清晰度1–5', width: 1.3 },
        { title: '应答人', width: 1.6 },
        { title: '位置状态', width: 2.2 },
        { title: '电源电池', width: 1.3 },
        { title: '结果', width: 1.4 },
        { title: '补点时间', width: 1.4 },
        { title: '备注', width: 1.5 },
      ],
      rows: emptyRows(17, 11),
    },
    {
      kind: 'paragraph',
      words: [
        {
          text: '结果填：应答、质差、代答、未应答、请假、补点应答。未应答的 10 分钟后补点。',
          quiet: true,
        },
      ],
    },
    factRows([{ label: '小结', value: '', heightMm: 14 }]),
    signatures(['点名员', ''], ['带班领导', '']),
  ],
}

const instruction: Form = {
  key: 'blank_instruction_slip',
  number: 11,
  title: '领导批示办理单（空白）',
  blocks: instructionBlocks([factRows([{ label: '关联事件', value: '' }])]),
}

/** `中-1129-1430-2`: site, day, minute of printing, sheet. */
function formNumber(context: CoreContext, sheet: number): string {
  const when = beijingMinute(context.world.clock.nowMs())
  return `${context.site}-${when.replaceAll(/[-:]/g, '').replace(' ', '-')}-${sheet}`
}

function kindOf(form: Form): DocumentKind {
  return {
    key: form.key,
    number: form.number,
    title: form.title,
    formats: ['pdf', 'docx'],
    subjects: (_context, incident) =>
      incident === null ? sheets.map((count) => ({ id: String(count), title: `${count} 份` })) : [],
    compose(context, subject) {
      const count = sheets.find((each) => String(each) === subject)
      if (count === undefined) return refuse('not-found')
      const blocks = Array.from({ length: count }, (_, sheet): Block[] => [
        ...(sheet === 0 ? [] : [{ kind: 'page-break' as const }]),
        {
          kind: 'paragraph',
          words: [{ text: `纸质表号 ${formNumber(context, sheet + 1)}`, bold: true }],
        },
        ...form.blocks,
      ]).flat()
      return accept(
        framed(context, {
          title: form.title.replace('（空白）', ''),
          fileName: form.title,
          blocks,
        }),
      )
    },
  }
}

export const blankForms: readonly DocumentKind[] = [intakeForm, instruction, logPage, rollCall].map(
  kindOf,
)
