import { useState } from 'react'
import { Input } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ReadingShown } from '../../../core/modules/places/contract.ts'
import { queries } from '../../client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { Field } from '../../ui/Field.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { EmptyState } from '../../ui/states.tsx'
import styles from './ResourcesScreen.module.css'

/** How people here say names, where the dictionary does not know it; the search finds both. */
export function ReadingsPanel() {
  const readings = useQuery(queries.places.readings.queryOptions())
  const state = useQuery(queries.people.state.queryOptions()).data
  const own = state?.session.kind === 'open' ? state.session.own : undefined
  const mayWrite = own?.rights.includes('directory.write') ?? false
  const rows = readings.data ?? []
  return (
    <Panel title={`本地读音 ${rows.length}`}>
      {mayWrite && <ReadingForm />}
      {rows.length === 0 ? (
        <EmptyState
          title="还没有登记本地读音"
          hint="字典读音都能查到；当地另有念法的字词在这里登记。"
        />
      ) : (
        <ul className={styles.readings} aria-label="本地读音">
          {rows.map((reading) => (
            <ReadingRow key={reading.word} reading={reading} mayWrite={mayWrite} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function ReadingRow({
  reading: { word, syllables },
  mayWrite,
}: {
  readonly reading: ReadingShown
  readonly mayWrite: boolean
}) {
  const takeBack = useMutation(queries.places.setReading.mutationOptions())
  return (
    <li className={styles.line}>
      <b>{word}</b>
      <span className={styles.reading}>{syllables.join(' ')}</span>
      {mayWrite && (
        <ActionButton
          kind="quiet"
          name={`删去 ${word} 的读音`}
          busy={takeBack.isPending}
          onPress={() => takeBack.mutate({ word, spelling: '' })}
        >
          删去
        </ActionButton>
      )}
      {takeBack.error !== null && (
        <span className={styles.warning} role="alert">
          没有删去。{describeError(takeBack.error)}
        </span>
      )}
    </li>
  )
}

function ReadingForm() {
  const [word, setWord] = useState('')
  const [spelling, setSpelling] = useState('')
  const set = useMutation(
    queries.places.setReading.mutationOptions({
      onSuccess: () => {
        setWord('')
        setSpelling('')
      },
    }),
  )
  const ready = word.trim() !== '' && spelling.trim() !== ''
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready && !set.isPending) set.mutate({ word, spelling })
      }}
    >
      <Field label="字词" hint="例如 宁都、单桥、圳">
        {(control) => (
          <Input
            {...control}
            value={word}
            maxLength={8}
            onChange={(event) => setWord(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="拼音"
        hint="不带声调，每字一个音节，空格隔开：ning du"
        problem={set.error === null ? undefined : describeError(set.error)}
      >
        {(control) => (
          <Input
            {...control}
            value={spelling}
            maxLength={60}
            onChange={(event) => setSpelling(event.target.value)}
          />
        )}
      </Field>
      <div className={styles.line}>
        <ActionButton
          submit
          busy={set.isPending}
          refusedBecause={ready ? undefined : '先填字词和拼音'}
        >
          登记读音
        </ActionButton>
      </div>
    </form>
  )
}
