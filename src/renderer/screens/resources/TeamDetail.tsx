import { useState } from 'react'
import { App, Input } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Unit } from '../../../core/modules/teams/contract.ts'
import { queries } from '../../client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { isComposing } from '../../ui/hotkeys.ts'
import { Panel } from '../../ui/Panel.tsx'
import { StateChip } from '../../ui/StateChip.tsx'
import { Tag } from '../../ui/Tag.tsx'
import styles from './ResourcesScreen.module.css'

type EditableField = 'name' | 'callSign' | 'strength' | 'leader' | 'phone'

const editable: readonly (readonly [EditableField, string])[] = [
  ['name', '名称'],
  ['callSign', '呼号'],
  ['strength', '人数'],
  ['leader', '负责人'],
  ['phone', '电话'],
]

/** One team: each field is set by itself, radios are given and taken. */
export function TeamDetail({ unit }: { readonly unit: Unit }) {
  const { message } = App.useApp()
  const people = useQuery(queries.people.list.queryOptions()).data ?? []
  const said = {
    onSuccess: () => void message.success('已存'),
    onError: (error: unknown) => void message.error(describeError(error)),
  }
  const setField = useMutation(queries.teams.setField.mutationOptions(said))
  const assign = useMutation(queries.teams.assignRadio.mutationOptions(said))
  const release = useMutation(queries.teams.releaseRadio.mutationOptions(said))
  const members = unit.members.map(
    (id) => people.find((person) => person.id === id)?.name ?? '不详',
  )
  const save = (field: EditableField, text: string) => {
    const value = field === 'strength' ? (/^\d+$/.test(text) ? Number(text) : null) : text || null
    setField.mutate({ team: unit.id, field, value })
  }
  return (
    <Panel title={`${unit.callSign} ${unit.name}`} className={styles.side}>
      <div className={styles.form}>
        <div className={styles.line}>
          <StateChip state={unit.state} sinceMs={unit.state.since ?? undefined} />
          <Tag>{unit.groupWord}</Tag>
          {unit.base.townshipName && <Tag>{unit.base.townshipName}</Tag>}
        </div>
        <div>{unit.typeWord}</div>
        {editable.map(([field, word]) => (
          <EditLine
            key={field}
            word={word}
            value={String(unit[field] ?? '')}
            onSave={(text) => save(field, text)}
          />
        ))}
        <div className={styles.line}>
          <span className={styles.word}>电台</span>
          {unit.radios.map((radio) => (
            <span key={radio} className={styles.line}>
              <Tag>{radio}</Tag>
              <ActionButton
                kind="quiet"
                name={`收回电台 ${radio}`}
                onPress={() => release.mutate({ team: unit.id, radio })}
              >
                收回
              </ActionButton>
            </span>
          ))}
        </div>
        <EditLine
          word="配电台"
          value=""
          onSave={(radio) => radio && assign.mutate({ team: unit.id, radio })}
        />
        <div className={styles.line}>
          <span className={styles.word}>队员</span>
          {members.length === 0 ? '未登记' : members.join('、')}
        </div>
      </div>
    </Panel>
  )
}

/** Enter keeps the value; leaving the field without Enter puts the old one back. */
function EditLine({
  word,
  value,
  onSave,
}: {
  readonly word: string
  readonly value: string
  readonly onSave: (text: string) => void
}) {
  const [typed, setTyped] = useState<string>()
  return (
    <label className={styles.line}>
      <span className={styles.word}>{word}</span>
      <Input
        value={typed ?? value}
        placeholder="不详"
        maxLength={60}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => setTyped(undefined)}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent) || event.key !== 'Enter') return
          const text = (typed ?? value).trim()
          if (text !== value) onSave(text)
          setTyped(undefined)
        }}
      />
      {typed !== undefined && typed !== value && <span className={styles.word}>Enter 保存</span>}
    </label>
  )
}
