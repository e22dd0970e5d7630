import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { Input, Select, type InputRef } from 'antd'
import { useQuery } from '@tanstack/react-query'
import type { Contact } from '../../../../core/modules/contacts/contract.ts'
import { queries } from '../../../client.ts'
import { whomKey } from '../../../frame/navigation.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { useHotkey } from '../../../ui/hotkeys.ts'
import { Kbd } from '../../../ui/Kbd.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { useReturnFocus } from '../../../ui/return-focus.ts'
import { FailingState, LoadingState } from '../../../ui/states.tsx'
import { ContactCard } from './ContactCard.tsx'
import { ContactForm } from './ContactForm.tsx'
import { ContactList } from './ContactList.tsx'
import { contactFilters, filterContacts, type ContactFilter } from './contact-rows.ts'
import { TakeAway } from './TakeAway.tsx'
import { WhomList } from './WhomList.tsx'
import styles from './Contacts.module.css'

type Side =
  | { readonly kind: 'person' | 'organization'; readonly id: string }
  | { readonly kind: 'add' | 'away' }
  | { readonly kind: 'edit'; readonly id: string }

/** 通讯录: one search for whom to call, everybody behind it, and one person's card beside. */
export function ContactsPart() {
  const list = useQuery(queries.contacts.list.queryOptions())
  const search = useRef<InputRef>(null)
  const focus = useReturnFocus()
  const [typed, setTyped] = useState('')
  const [filter, setFilter] = useState<ContactFilter>('all')
  const [side, setSide] = useState<Side>()
  const query = useDeferredValue(typed)
  useHotkey('Ctrl+F', '找谁', () => search.current?.focus())
  useHotkey(whomKey, '找谁（通讯录）', () => search.current?.focus({ cursor: 'all' }))
  const isLoaded = list.data !== undefined
  useEffect(() => {
    if (isLoaded) search.current?.focus()
  }, [isLoaded])
  if (list.error) {
    return (
      <FailingState title="读不到通讯录" error={list.error} onRetry={() => void list.refetch()} />
    )
  }
  if (!list.data) return <LoadingState what="通讯录" />
  const { people, offices } = list.data
  const rows = filterContacts(people, filter)
  const isAsking = query.trim() !== ''
  const open = (next: Side) => {
    focus.remember()
    setSide(next)
  }
  const close = () => {
    setSide(undefined)
    focus.giveBack()
  }
  const chosen = side && 'id' in side ? side.id : undefined
  const person = people.find(({ id }) => id === chosen)
  const office = offices.find(({ id }) => id === chosen)
  return (
    <div className={styles.columns}>
      <Panel
        title={isAsking ? '找谁' : `通讯录 ${rows.length}`}
        fixed
        extra={
          <>
            <Input
              ref={search}
              className={styles.search}
              allowClear
              value={typed}
              maxLength={60}
              aria-label="找谁"
              placeholder="地点和事项：小松 防汛；或姓名、单位、号码"
              suffix={<Kbd keys="Ctrl+F" />}
              onChange={({ target }) => setTyped(target.value)}
              onKeyDown={(event) => {
                // Down leads to the answers, where Enter shows the card.
                if (event.key !== 'ArrowDown') return
                event.preventDefault()
                document.querySelector<HTMLElement>(`.${styles.columns} [role="grid"]`)?.focus()
              }}
            />
            <Select<ContactFilter>
              className={styles.filter ?? ''}
              aria-label="看哪些"
              value={filter}
              onChange={(next) => {
                setFilter(next)
                setTyped('')
              }}
              options={contactFilters.map(([value, word]) => ({
                value,
                label: `${word} ${filterContacts(people, value).length}`,
              }))}
            />
            <ActionButton hotkey="O" onPress={() => open({ kind: 'away' })}>
              导出打印
            </ActionButton>
            <ActionButton kind="primary" hotkey="N" onPress={() => open({ kind: 'add' })}>
              登记
            </ActionButton>
          </>
        }
      >
        {isAsking ? (
          <WhomList
            query={query}
            selected={chosen}
            onShow={({ kind, id }) => kind !== 'unit' && setSide({ kind, id })}
          />
        ) : (
          <ContactList
            rows={rows}
            filter={filter}
            isNarrow={side !== undefined}
            selected={chosen}
            onShow={({ id }) => setSide({ kind: 'person', id })}
            onOpen={({ id }) => open({ kind: 'edit', id })}
          />
        )}
      </Panel>
      {side?.kind === 'add' && (
        <ContactForm
          list={list.data}
          contact={undefined}
          onClose={close}
          onStored={(id) => setSide({ kind: 'person', id })}
        />
      )}
      {side?.kind === 'edit' && person && (
        <ContactForm
          key={person.id}
          list={list.data}
          contact={person}
          onClose={close}
          onStored={(id) => setSide({ kind: 'person', id })}
        />
      )}
      {side?.kind === 'away' && <TakeAway people={idsOf(rows, filter)} onClose={close} />}
      {side?.kind === 'person' && person && (
        <ContactCard
          key={person.id}
          kind="person"
          entry={person}
          onClose={close}
          onEdit={() => open({ kind: 'edit', id: person.id })}
        />
      )}
      {side?.kind === 'organization' && office && (
        <ContactCard key={office.id} kind="organization" entry={office} onClose={close} />
      )}
    </div>
  )
}

/** Everybody, where nothing narrows the list. */
function idsOf(rows: readonly Contact[], filter: ContactFilter): string[] | null {
  return filter === 'all' ? null : rows.map(({ id }) => id)
}
