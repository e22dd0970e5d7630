import { useState, type KeyboardEvent } from 'react'
import { Input } from 'antd'
import { useQuery } from '@tanstack/react-query'
import type { PlaceHit } from '../../../../../core/modules/places/contract.ts'
import { queries } from '../../../../client.ts'
import { classes } from '../../../../ui/classes.ts'
import { isComposing } from '../../../../ui/hotkeys.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import styles from '../MapPanel.module.css'

/** Finds a place by name, pinyin or initials; a village without a point can be given one. */
export function PlaceFinder({
  found,
  onFound,
  onPick,
  onTakeBack,
  onClose,
}: {
  readonly found: PlaceHit | undefined
  readonly onFound: (hit: PlaceHit | undefined) => void
  readonly onPick: () => void
  readonly onTakeBack: () => void
  readonly onClose: () => void
}) {
  const [query, setQuery] = useState('')
  const hits = useQuery({
    ...queries.places.search.queryOptions({ input: { query, limit: 8 } }),
    enabled: query.trim() !== '' && !found,
    placeholderData: (previous) => previous,
  })
  const choose = (hit: PlaceHit | undefined) => {
    if (!hit) return
    setQuery(hit.name)
    onFound(hit)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    // What was found for fewer letters is still on show: the first of it is not what is meant.
    if (event.key === 'Enter' && !hits.isPlaceholderData) choose(hits.data?.[0])
    if (event.key === 'Escape') onClose()
  }
  const list = query.trim() === '' || found ? [] : (hits.data ?? [])
  return (
    <div className={classes(styles.box, styles.search)}>
      <Input
        autoFocus
        allowClear
        value={query}
        aria-label="找地点"
        placeholder="找地点：名称、拼音或首字母"
        onChange={(event) => {
          setQuery(event.target.value)
          onFound(undefined)
        }}
        onKeyDown={onKeyDown}
      />
      {list.map((hit) => (
        <button key={hit.id} type="button" className={styles.hit} onClick={() => choose(hit)}>
          {hit.label} {hit.point === null && <span className={styles.note}>位置仅到乡镇</span>}
        </button>
      ))}
      {hits.isFetched && query.trim() !== '' && !found && list.length === 0 && (
        <div className={classes(styles.found, styles.note)}>没有找到“{query}”，请换个写法。</div>
      )}
      {found && <FoundPlace hit={found} onPick={onPick} onTakeBack={onTakeBack} />}
    </div>
  )
}

function FoundPlace({
  hit,
  onPick,
  onTakeBack,
}: {
  readonly hit: PlaceHit
  readonly onPick: () => void
  readonly onTakeBack: () => void
}) {
  if (hit.kind === 'township') return null
  return (
    <div className={styles.found}>
      <div className={styles.note}>
        {hit.point === null ? '位置仅到乡镇，不计算距离。' : '已有位置。'}
      </div>
      <ActionButton onPress={onPick}>{hit.point === null ? '在图上标定' : '重新标定'}</ActionButton>
      {hit.point !== null && hit.kind !== 'own' && (
        <ActionButton kind="quiet" onPress={onTakeBack}>
          撤销标定
        </ActionButton>
      )}
    </div>
  )
}
