/** Lines at the head and the foot of a page: weather, rain, fire danger, the summary. */
import { refuse, accept, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'
import { conditionsSet, summarySet } from './facts.ts'
import { pageSpan } from './pages.ts'

interface Conditions {
  readonly page: string
  readonly weather: string
  readonly rain: string
  readonly fireDanger: string
}

export function setConditions(
  context: CoreContext,
  seat: Seat,
  input: Conditions,
): Result<Recorded, Refusal<'not-found'>> {
  const { person, name } = requireRight(seat, 'log.write')
  const span = pageSpan(context, input.page)
  if (!span) return refuse('not-found')
  const [weather, rain, fireDanger] = [input.weather, input.rain, input.fireDanger].map((text) =>
    text.trim(),
  ) as [string, string, string]
  const body = { weather, rain, fireDanger, at: context.world.clock.nowMs(), by: name }
  const said = [
    ['天气', weather],
    ['雨水情', rain],
    ['火险', fireDanger],
  ].filter(([, text]) => text !== '')
  const text =
    said.length === 0
      ? '天气、雨水情、火险已清空'
      : said.map(([label, words]) => `${label}：${words}`).join('；')
  return accept(
    recordFor(context, seat, () => [
      { kind: conditionsSet.kind, entity: span.page, body },
      logLines(context)({
        kind: 'change',
        source: { kind: 'person', id: person, text: name },
        text: `${span.day} ${span.word} ${text}`,
        recorder: name,
      }),
    ]),
  )
}

export function setSummary(
  context: CoreContext,
  seat: Seat,
  input: { readonly page: string; readonly text: string },
): Result<Recorded, Refusal<'not-found'>> {
  const { person, name } = requireRight(seat, 'log.write')
  const span = pageSpan(context, input.page)
  if (!span) return refuse('not-found')
  const text = input.text.trim()
  const body = { text, at: context.world.clock.nowMs(), by: name }
  return accept(
    recordFor(context, seat, () => [
      { kind: summarySet.kind, entity: span.page, body },
      logLines(context)({
        kind: 'change',
        source: { kind: 'person', id: person, text: name },
        text: `${span.day} ${span.word} 当班小结：${text === '' ? '（清空）' : text}`,
        recorder: name,
      }),
    ]),
  )
}
