import { Fragment, useEffect, useId, type KeyboardEvent, type ReactNode } from 'react'
import type { IncidentCard, IncidentGroup } from '../../core/modules/incidents/contract.ts'
import { isComposing } from '../ui/hotkeys.ts'
import { nextIndex } from '../ui/list-keys.ts'
import { IncidentCardRow } from './IncidentCardRow.tsx'
import styles from './IncidentList.module.css'

export const groupWords: Readonly<Record<IncidentGroup, string>> = {
  waiting: '等待',
  active: '在办',
  closed: '近 24 小时办结',
}

/** Standing lists one under the other, waiting first. Arrows select, Enter opens. */
export function IncidentList({
  cards,
  selected,
  onSelect,
  onOpen,
  clickOpens = false,
  empty,
}: {
  /** In the order of the lists. */
  readonly cards: readonly IncidentCard[]
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
  readonly onOpen?: ((id: string) => void) | undefined
  /** A click opens, where there is nothing to see of a card that is only selected. */
  readonly clickOpens?: boolean
  readonly empty: ReactNode
}) {
  const listId = useId()
  const index = cards.findIndex(({ id }) => id === selected)
  useEffect(() => {
    if (index >= 0)
      document.getElementById(`${listId}-${index}`)?.scrollIntoView({ block: 'nearest' })
  }, [index, listId])
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'Enter' && selected !== undefined) {
      event.preventDefault()
      onOpen?.(selected)
      return
    }
    const next = nextIndex(event.key, index, cards.length, 5)
    const card = next === undefined ? undefined : cards[next]
    if (!card) return
    event.preventDefault()
    onSelect(card.id)
  }
  if (cards.length === 0) return empty
  return (
    <div
      className={styles.list}
      role="listbox"
      aria-label="事件"
      tabIndex={0}
      aria-activedescendant={index < 0 ? undefined : `${listId}-${index}`}
      onKeyDown={onKeyDown}
    >
      {cards.map((card, place) => (
        <Fragment key={card.id}>
          {cards[place - 1]?.group !== card.group && (
            <div className={styles.group} role="presentation">
              {groupWords[card.group]} {cards.filter(({ group }) => group === card.group).length}
            </div>
          )}
          <IncidentCardRow
            id={`${listId}-${place}`}
            card={card}
            selected={card.id === selected}
            onSelect={() => (clickOpens && onOpen ? onOpen(card.id) : onSelect(card.id))}
            onOpen={onOpen && (() => onOpen(card.id))}
          />
        </Fragment>
      ))}
    </div>
  )
}
