import { useId, useState, type KeyboardEvent } from 'react'
import { Input } from 'antd'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { coordinateProblem, readCoordinates } from '../../../../../core/kernel/coordinates.ts'
import { zoneAt } from '../../../../../core/kernel/projected.ts'
import type { Found } from '../../../../../core/modules/finder/contract.ts'
import { queries } from '../../../../client.ts'
import { useMapPick } from '../../../../map/pick.ts'
import { classes } from '../../../../ui/classes.ts'
import { isComposing } from '../../../../ui/hotkeys.ts'
import { describeError } from '../../../../ui/describe-error.ts'
import { useMapDesk } from '../desk.ts'
import { coordinateText } from '../map-geometry.ts'
import { FoundDetail } from './FoundDetail.tsx'
import { setSought, useFound, type Sought } from './found.ts'
import { useGoToSought } from './use-go-to-sought.ts'
import map from '../MapPanel.module.css'
import styles from './Find.module.css'

const shownAtMost = 10

interface Row {
  readonly key: string
  readonly kindWord: string
  readonly label: string
  readonly note: string
  readonly sought: Sought
}

/** One box for whatever has a place: names, numbers, pinyin, initials, coordinates in any form. */
export function FindTool() {
  const { openTool } = useMapDesk()
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const listId = useId()
  const sought = useFound((found) => found.sought)
  const goTo = useGoToSought()
  // The map is needed whole while a point is asked for.
  const asking = useMapPick((pick) => pick.asking !== undefined)
  const { rows, problem, searching, empty, error } = useRows(query, sought === undefined)
  const choose = (row: Row | undefined) => {
    if (!row) return
    setSought(row.sought)
    goTo(row.sought)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActive(Math.min(Math.max(active + step, 0), Math.max(rows.length - 1, 0)))
    }
    // What was found for fewer letters is still on show: the first of it is not what is meant.
    if (event.key === 'Enter' && !searching) choose(rows[active])
    if (event.key === 'Escape') {
      event.stopPropagation()
      openTool(undefined)
    }
  }
  return (
    <div
      className={classes(map.box, styles.find, asking && styles.away)}
      role="search"
      aria-label="图上查找"
    >
      <Input
        autoFocus
        allowClear
        value={query}
        role="combobox"
        aria-label="查找地点、队伍、事件、测站或坐标"
        aria-expanded={rows.length > 0}
        aria-controls={listId}
        aria-activedescendant={rows[active] && `${listId}-${active}`}
        placeholder="地名、队伍、事件、测站、坐标；可用拼音"
        maxLength={60}
        onChange={(event) => {
          setQuery(event.target.value)
          setActive(0)
          setSought(undefined)
        }}
        onKeyDown={onKeyDown}
      />
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {rows.length > 0 && (
        <ul id={listId} role="listbox" aria-label="查到的" className={styles.rows}>
          {rows.map((row, index) => (
            <li
              key={row.key}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              className={classes(styles.row, index === active && styles.active)}
              onMouseDown={(event) => {
                event.preventDefault()
                choose(row)
              }}
            >
              <span className={styles.kind}>{row.kindWord}</span>
              <span className={styles.label}>{row.label}</span>
              <span className={styles.note}>{row.note}</span>
            </li>
          ))}
        </ul>
      )}
      {error !== undefined && (
        <p className={styles.problem} role="alert">
          {error}
        </p>
      )}
      {empty && (
        <p className={styles.note} role="status">
          没有找到“{query.trim()}”，请换个写法，或输入坐标。
        </p>
      )}
      {sought && (
        <FoundDetail
          sought={sought}
          onChanged={(changed) => {
            setSought(changed)
            goTo(changed)
          }}
        />
      )}
    </div>
  )
}

function noteOf({ note, point, precision }: Found): string {
  const where =
    precision === 'township-only' ? '仅到乡镇' : point === null && note === '' ? '无位置' : ''
  return [note, where].filter((words) => words !== '').join(' · ')
}

/** Typed coordinates first; names are asked for while nothing was chosen. */
function useRows(query: string, open: boolean) {
  const { county } = useMapDesk()
  const words = query.trim()
  const read = readCoordinates(words, { zone: zoneAt(county.view.lon) })
  const hits = useQuery({
    ...queries.finder.find.queryOptions({ input: { query: words, limit: shownAtMost } }),
    enabled: open && words !== '' && !read.ok,
    staleTime: 0,
    placeholderData: keepPreviousData,
  })
  const found = words === '' || read.ok ? [] : (hits.data ?? [])
  const rows: readonly Row[] = !open
    ? []
    : read.ok
      ? [
          {
            key: 'point',
            kindWord: '坐标',
            label: coordinateText(read.value.point),
            note: read.value.note ?? '',
            sought: { kind: 'point', point: read.value.point, note: read.value.note },
          },
        ]
      : found.map((one) => ({
          key: one.key,
          kindWord: one.kindWord,
          label: one.label,
          note: noteOf(one),
          sought: { kind: 'thing', found: one },
        }))
  const meant = !read.ok && read.code === 'bad-coordinates' ? read.data.fault : undefined
  const asked = open && words !== '' && !read.ok
  return {
    rows,
    problem:
      open && meant !== undefined && found.length === 0 ? coordinateProblem(meant) : undefined,
    searching: asked && (hits.isPlaceholderData || hits.isPending),
    empty: asked && hits.isFetched && !hits.isPlaceholderData && found.length === 0 && !meant,
    error: asked && hits.error ? describeError(hits.error) : undefined,
  }
}
