/** Duties as iCalendar (RFC 5545), for the officers' own calendars. */
import ICAL from 'ical.js'
import { marked } from '../../drill-mark.ts'
import type { CoreContext } from '../../module.ts'
import { hoursWord } from './change-words.ts'
import type { ShownShift } from './contract.ts'
import { members } from './members.ts'
import { shiftRows } from './queries.ts'
import { shiftShower } from './shown.ts'

export interface CalendarAsk {
  /** Null: everybody. */
  readonly person: string | null
  readonly from: string
  readonly to: string
}

// Its folded lines begin with a blank that it does not count: 75 octets at most (RFC 5545 §3.1).
ICAL.foldLength = 74

const utc = (ms: number) => ICAL.Time.fromJSDate(new Date(ms), true)

function event(context: CoreContext, shift: ShownShift, person: string | null): ICAL.Component {
  const held = shift.posts.filter(({ people }) => people.some(({ id }) => id === person))
  const what = person === null ? '' : `${held.map(({ word }) => word).join('、')} `
  const vevent = new ICAL.Component('vevent')
  // The same shift of the same person replaces itself when it is imported again; never a drill's.
  const kind = context.status === 'actual' ? 'duty' : `${context.status}.duty`
  vevent.addPropertyWithValue(
    'uid',
    `${shift.id}-${person ?? 'all'}@${context.county.county.adcode}.${kind}`,
  )
  vevent.addPropertyWithValue('dtstamp', utc(context.world.clock.nowMs()))
  vevent.addPropertyWithValue('dtstart', utc(shift.from))
  vevent.addPropertyWithValue('dtend', utc(shift.to))
  vevent.addPropertyWithValue('summary', marked(context.status, `值班 ${what}${shift.word}`))
  vevent.addPropertyWithValue(
    'description',
    [
      `${shift.day} ${shift.word} ${hoursWord(shift)}`,
      ...shift.posts
        .filter(({ people }) => people.length > 0)
        .map(
          ({ word, people }) =>
            `${word}：${people.map(({ name, phone }) => (phone === '' ? name : `${name} ${phone}`)).join('、')}`,
        ),
    ].join('\n'),
  )
  vevent.addPropertyWithValue('categories', '值班')
  if (person !== null) {
    const alarm = new ICAL.Component('valarm')
    alarm.addPropertyWithValue('action', 'DISPLAY')
    alarm.addPropertyWithValue('trigger', ICAL.Duration.fromSeconds(-3600))
    alarm.addPropertyWithValue('description', marked(context.status, `一小时后值班：${shift.word}`))
    vevent.addSubcomponent(alarm)
  }
  return vevent
}

/** Published duties only; undefined where there are none. */
export function exportCalendar(
  context: CoreContext,
  { person, from, to }: CalendarAsk,
): { readonly path: string; readonly name: string } | undefined {
  const show = shiftShower(context)
  const shifts = shiftRows(context, from, to)
    .filter(
      ({ published, cells }) =>
        published && (person === null || cells.some(({ people }) => people.includes(person))),
    )
    .map(show)
  if (shifts.length === 0) return undefined
  const whose = members(context).find(({ id }) => id === person)?.name ?? '全部'
  const calendar = new ICAL.Component('vcalendar')
  calendar.addPropertyWithValue('prodid', `-//${context.county.county.productTitle}//ZH`)
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('method', 'PUBLISH')
  calendar.addPropertyWithValue('x-wr-calname', marked(context.status, `值班 ${whose}`))
  for (const shift of shifts) calendar.addSubcomponent(event(context, shift, person))
  const name = marked(context.status, `值班日历 ${whose} ${from} 至 ${to}.ics`)
  const text = `${calendar.toString()}\r\n`
  const type = 'text/calendar; charset=utf-8'
  return { path: context.files.offerStream({ name, type, parts: () => [text] }), name }
}
