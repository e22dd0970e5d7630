/** 9 电话快报提示卡: what must be said within the first minutes, in the order it is said. */
import { factPairs, factRows, minute, signatures, toBeVerified } from '../../../documents/blocks.ts'
import type { PrintDocument } from '../../../documents/model.ts'
import type { CoreContext } from '../../../module.ts'
import { framed, incidentSubtitle, issuer } from './frame.ts'
import type { QuotedIncident } from './incident-reading.ts'

export function phoneCard(context: CoreContext, incident: QuotedIncident): PrintDocument {
  const { shown, field } = incident
  const orVerify = (words: string) => (words === '' ? toBeVerified : words)
  const occurred = field('occurredAt')
  const when =
    occurred === '' ? `接报 ${minute(shown.receivedAt)}，事发时间${toBeVerified}` : occurred
  const spoken = [
    `我是${issuer(context)}值班室，现电话报告：`,
    `${when}，${shown.place.text}发生${shown.categoryName === '待定' ? '突发事件' : shown.categoryName}。`,
    `伤亡情况：${orVerify(field('casualties'))}。已采取措施：${orVerify(field('measures'))}。`,
    '书面信息随后报送。',
  ].join('')
  return framed(context, {
    title: '电话快报提示卡',
    subtitle: incidentSubtitle(incident),
    fileName: `电话快报提示卡 ${shown.number}`,
    blocks: [
      factRows([
        {
          label: '单位名称、地址、性质',
          value: orVerify(field('unitInvolved')),
          heightMm: 14,
        },
        { label: '时间、地点', value: `${when}\n${incident.place}`, heightMm: 14 },
        {
          label: '伤亡（含下落不明、涉险）',
          value: orVerify(field('casualties')),
          heightMm: 18,
        },
        { label: '已采取措施', value: orVerify(field('measures')), heightMm: 24 },
      ]),
      { kind: 'heading', level: 2, text: '照此说' },
      { kind: 'paragraph', indent: true, words: spoken },
      { kind: 'heading', level: 2, text: '通话记录（当场填写）' },
      factPairs([
        ['报告人', ''],
        ['通话时间', ''],
        ['对方单位', ''],
        ['对方姓名', ''],
      ]),
      factRows([
        { label: '对方复述', value: '', heightMm: 14 },
        { label: '对方要求', value: '', heightMm: 20 },
      ]),
      {
        kind: 'paragraph',
        words: [
          {
            text: '依据《生产安全事故信息报告和处置办法》第十条：电话快报应包括单位名称、地址、性质，时间、地点，伤亡情况（含下落不明、涉险人数）。不清楚的说“待核”，不要等。',
            quiet: true,
          },
        ],
      },
      signatures(['报告人', ''], ['带班领导', '']),
    ],
  })
}
