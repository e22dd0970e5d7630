import {
  Fragment,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { beijingDate, beijingTime } from '../../core/kernel/beijing-time.ts'
import { entryWord, type LogEntry } from '../../core/modules/logbook/contract.ts'
import { classes } from '../ui/classes.ts'
import { isComposing } from '../ui/hotkeys.ts'
import { nextIndex } from '../ui/list-keys.ts'
import type { Recording } from '../../core/modules/recordings/contract.ts'
import { PlayRecording } from '../recordings/PlayRecording.tsx'
import { useEntryRecordings } from '../recordings/use-recordings.ts'
import { EntryActions } from './EntryActions.tsx'
import { EntryText } from './EntryText.tsx'
import styles from './EntryList.module.css'

/** How near the end still counts as "at the end": new lines then scroll into view. */
const nearPx = 48
/** Older lines are fetched before the first one is reached. */
const aheadPx = 200

export interface EntryListProps {
  readonly label: string
  /** In the order shown. */
  readonly entries: readonly LogEntry[]
  /** `end`: newest last, held in view. `start`: newest first, as a search shows them. */
  readonly newestAt: 'start' | 'end'
  readonly selected: string | undefined
  readonly onSelect: (id: string | undefined) => void
  /** Older lines exist: called when their end comes near. */
  readonly onOlder?: (() => void) | undefined
  /** Marked in the text. */
  readonly query?: string
  readonly narrow?: boolean
  /** The incident's number before each line, where lines of several are shown. */
  readonly incidentNumber?: ((id: string) => string | undefined) | undefined
  readonly empty: ReactNode
}

/** Lines of the log: the place of each never changes, a struck line stays where it was. */
export function EntryList(props: EntryListProps) {
  const { label, entries, newestAt, selected, onSelect, onOlder, narrow = false } = props
  const scroller = useRef<HTMLDivElement>(null)
  const lines = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const listId = useId()
  const index = entries.findIndex(({ id }) => id === selected)
  const recordings = useEntryRecordings(
    entries.filter(({ generated, kind }) => generated && kind === 'comm').map(({ id }) => id),
  )

  useLayoutEffect(() => {
    const box = scroller.current
    if (box && newestAt === 'end' && atEnd.current) box.scrollTop = box.scrollHeight
  })
  useEffect(() => {
    const box = scroller.current
    if (!box || newestAt !== 'end') return
    // The entry row opened below, a border was dragged: the newest line stays in view.
    const watch = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTop = box.scrollHeight
    })
    watch.observe(box)
    // Lines out of view have a guessed height: they grow when they come into view.
    if (lines.current) watch.observe(lines.current)
    return () => watch.disconnect()
  }, [newestAt])
  useEffect(() => {
    if (index >= 0)
      document.getElementById(`${listId}-${index}`)?.scrollIntoView({ block: 'nearest' })
  }, [index, listId])

  const onScroll = () => {
    const box = scroller.current
    if (!box) return
    const below = box.scrollHeight - box.scrollTop - box.clientHeight
    atEnd.current = below < nearPx
    if ((newestAt === 'end' ? box.scrollTop : below) < aheadPx) onOlder?.()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.target !== event.currentTarget) return
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'Escape') onSelect(undefined)
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / 32) - 1)
    const next = nextIndex(event.key, index, entries.length, page)
    const entry = next === undefined ? undefined : entries[next]
    if (!entry) return
    event.preventDefault()
    onSelect(entry.id)
  }
  return (
    <div
      ref={scroller}
      className={classes(styles.list, narrow && styles.narrow)}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={index < 0 ? undefined : `${listId}-${index}`}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <div className={classes(styles.row, styles.head)} role="row">
        {['序号', '听到时间', '类别', '来源', ...(narrow ? [] : ['方式']), '内容', '记录人'].map(
          (title) => (
            <div key={title} role="columnheader">
              {title}
            </div>
          ),
        )}
      </div>
      {entries.length === 0 && props.empty}
      <div ref={lines} role="presentation">
        {entries.map((entry, place) => (
          <Fragment key={entry.id}>
            <DateLine entry={entry} before={entries[place - 1]} />
            <EntryRow
              id={`${listId}-${place}`}
              entry={entry}
              list={props}
              recording={recordings.get(entry.id)}
              selected={entry.id === selected}
            />
          </Fragment>
        ))}
      </div>
    </div>
  )
}

/** At midnight, and above the first line when it is not of today's page. */
function DateLine({
  entry,
  before,
}: {
  readonly entry: LogEntry
  readonly before: LogEntry | undefined
}) {
  const date = beijingDate(entry.heardAt)
  if (before ? beijingDate(before.heardAt) === date : false) return null
  return <div className={styles.date}>{date}</div>
}

function EntryRow({
  id,
  entry,
  list,
  recording,
  selected,
}: {
  readonly id: string
  readonly entry: LogEntry
  readonly list: EntryListProps
  readonly recording: Recording | undefined
  readonly selected: boolean
}) {
  const { narrow = false, query = '' } = list
  const incident = entry.incident === null ? undefined : list.incidentNumber?.(entry.incident)
  const way = [entry.channel === null ? '' : entryWord(entry.channel), entry.group ?? '']
    .join(' ')
    .trim()
  return (
    <div
      id={id}
      className={classes(styles.block, selected && styles.selected)}
      role="rowgroup"
      data-entry={entry.number}
    >
      <div
        className={classes(
          styles.row,
          entry.generated && styles.generated,
          entry.struck !== null && styles.struck,
        )}
        role="row"
        aria-selected={selected}
        onClick={() => list.onSelect(entry.id)}
      >
        <div role="gridcell" className={styles.number}>
          {entry.number}
        </div>
        <div role="gridcell">{beijingTime(entry.heardAt)}</div>
        <div role="gridcell">{entry.corrects === null ? entryWord(entry.kind) : '更正'}</div>
        <div role="gridcell" title={entry.source.text}>
          {entry.source.text}
        </div>
        {!narrow && (
          <div role="gridcell" title={way}>
            {way}
          </div>
        )}
        <div role="gridcell" className={styles.content}>
          {incident !== undefined && <span className={styles.incident}>{incident}</span>}
          <EntryText entry={entry} query={query} narrow={narrow} />
          {recording && (
            <>
              {' '}
              <PlayRecording recording={recording} />
            </>
          )}
        </div>
        <div role="gridcell" title={entry.recorder.name}>
          {entry.recorder.name}
        </div>
      </div>
      {selected && <EntryActions key={entry.id} entry={entry} />}
    </div>
  )
}
