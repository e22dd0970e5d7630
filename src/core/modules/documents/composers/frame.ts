/** What every document composed here shares. */
import type { Block, PrintDocument, Words } from '../../../documents/model.ts'
import type { CoreContext } from '../../../module.ts'
import type { QuotedIncident } from './incident-reading.ts'

export interface Framed {
  readonly title: string
  readonly subtitle?: Words
  readonly fileName: string
  readonly paper?: PrintDocument['paper']
  readonly blocks: readonly Block[]
}

export function framed(context: CoreContext, { paper = 'A4', ...document }: Framed): PrintDocument {
  return {
    ...document,
    paper,
    status: context.status,
    madeAt: context.world.clock.nowMs(),
    foot: '',
  }
}

/** `石城县应急指挥中心` */
export function issuer({ county }: CoreContext): string {
  return `${county.county.name}应急指挥中心`
}

export function incidentSubtitle({ shown }: QuotedIncident): string {
  return `事件 ${shown.number}　编号 ${shown.incidentNo}`
}
