/** 11 领导批示办理单: with the incident's head, the rest to be written. */
import { factPairs, factRows, minute, signatures } from '../../../documents/blocks.ts'
import type { Block, PrintDocument } from '../../../documents/model.ts'
import type { CoreContext } from '../../../module.ts'
import { framed, incidentSubtitle } from './frame.ts'
import type { QuotedIncident } from './incident-reading.ts'

export function instructionBlocks(about: readonly Block[]): readonly Block[] {
  return [
    ...about,
    factPairs([
      ['批示人', ''],
      ['批示时间', ''],
      ['批示方式', ''],
      ['接收人', ''],
    ]),
    factRows([
      { label: '批示原文', value: '', heightMm: 48 },
      { label: '承办单位', value: '', heightMm: 14 },
      { label: '办理时限', value: '' },
      { label: '传达情况', value: '', heightMm: 18 },
      { label: '办理情况', value: '', heightMm: 48 },
      { label: '反馈时间', value: '' },
    ]),
    signatures(['承办人', ''], ['反馈人', ''], ['带班领导', '']),
  ]
}

export function instructionSlip(context: CoreContext, incident: QuotedIncident): PrintDocument {
  const { shown } = incident
  return framed(context, {
    title: '领导批示办理单',
    subtitle: incidentSubtitle(incident),
    fileName: `领导批示办理单 ${shown.number}`,
    blocks: instructionBlocks([
      factRows([
        { label: '关联事件', value: `${shown.title}（接报 ${minute(shown.receivedAt)}）` },
      ]),
    ]),
  })
}
