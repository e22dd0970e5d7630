/** 12 启动/调整/终止应急响应通知: the response level is decided by people and written by hand. */
import { factPairs, factRows, minuteInWords, signatures } from '../../../documents/blocks.ts'
import type { PrintDocument } from '../../../documents/model.ts'
import type { CoreContext } from '../../../module.ts'
import { framed, incidentSubtitle } from './frame.ts'
import type { QuotedIncident } from './incident-reading.ts'

type Step = '启动' | '调整' | '终止'

const measuresLabel: Readonly<Record<Step, string>> = {
  启动: '响应措施',
  调整: '调整后措施',
  终止: '后续工作',
}

export function activationNotice(
  context: CoreContext,
  incident: QuotedIncident,
  step: Step,
): PrintDocument {
  const { shown, field } = incident
  const basis = [
    `${minuteInWords(shown.receivedAt)}接报：${shown.title}。`,
    field('gradeBasis') === '' ? '' : `定级依据：${field('gradeBasis')}。`,
  ].join('')
  const level: readonly (readonly [string, string])[] =
    step === '调整'
      ? [
          ['原响应级别', ''],
          ['调整为', ''],
        ]
      : [
          ['响应级别', ''],
          [step === '启动' ? '启动时间' : '终止时间', ''],
        ]
  return framed(context, {
    title: `关于${step}应急响应的通知`,
    subtitle: incidentSubtitle(incident),
    fileName: `${step}应急响应通知 ${shown.number}`,
    blocks: [
      factRows([{ label: '主送', value: '', heightMm: 14 }]),
      factPairs([
        ['依据预案', ''],
        ['事项', shown.title],
        ...level,
        ['事件级别', field('grade')],
        [step === '终止' ? '启动单位' : '预计期限', ''],
      ]),
      factRows([
        { label: '依据', value: basis, heightMm: 22 },
        {
          label: measuresLabel[step],
          value: step === '启动' ? field('measures') : '',
          heightMm: 52,
        },
        { label: '要求', value: '', heightMm: 42 },
      ]),
      ...(step === '终止'
        ? [
            {
              kind: 'paragraph' as const,
              words: [{ text: '谁启动、谁终止：由启动响应的主体签发。', quiet: true }],
            },
          ]
        : []),
      signatures(['签发人', ''], ['签发时间', ''], ['经办人', '']),
    ],
  })
}
