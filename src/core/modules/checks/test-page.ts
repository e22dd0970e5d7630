/** The page that shows whether the printer prints what this console prints. */
import { beijingDateTime } from '../../kernel/beijing-time.ts'
import type { CoreContext } from '../../module.ts'
import type { PrintDocument } from '../../documents/model.ts'

export function testPage(context: CoreContext, by: string): PrintDocument {
  const madeAt = context.world.clock.nowMs()
  const now = beijingDateTime(madeAt)
  return {
    title: '打印测试页',
    subtitle: `${context.county.county.name}应急指挥调度台 · ${now} · ${by}`,
    fileName: `打印测试页-${now.replaceAll(/[-: ]/g, '')}`,
    paper: 'A4',
    status: context.status,
    madeAt,
    foot: `打印测试页 ${now}`,
    blocks: [
      { kind: 'heading', text: '纸上应当看到', level: 1 },
      {
        kind: 'facts',
        rows: [
          [
            ['常用字', '石城县小松镇罗源村 山火 塌方 内涝 转移 安置'],
            ['数字', '0123456789 14:02:31'],
          ],
          [
            ['生僻字', '赣 珩 垚 堃 犇 淼 喆'],
            ['标点', '，。；：“”（）—— ……'],
          ],
        ],
      },
      {
        kind: 'paragraph',
        words: [
          { text: '划改的字：' },
          { text: '火线约 200 米，向西北蔓延。', struck: true },
          { text: '　更正：火线约 300 米。', bold: true },
        ],
      },
      {
        kind: 'table',
        columns: [
          { title: '序号', width: 1 },
          { title: '时间', width: 2 },
          { title: '内容', width: 5 },
        ],
        rows: [
          ['1', '14:02', '四条边框都看得见，字不出格。'],
          ['2', '14:03', [{ text: '淡字也读得清。', quiet: true }]],
        ],
      },
      {
        kind: 'signatures',
        labels: [
          ['打印人', by],
          ['看过', ''],
        ],
      },
    ],
  }
}
