import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { HandoverSheet, HandoverTeam } from '../../../../core/modules/handovers/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { useKeptTyping } from '../../../ui/use-kept-typing.ts'
import styles from './Handover.module.css'

const names = (team: HandoverTeam | null) =>
  team === null || team.people.length === 0
    ? '值班表没有发布'
    : team.people.map(({ word, name }) => `${word} ${name}`).join('、')

/** 本班 in numbers, both teams, and the note on the whole shift. */
export function ShiftPanel({ sheet }: { readonly sheet: HandoverSheet }) {
  const save = useMutation(queries.handovers.setNote.mutationOptions())
  const typing = useKeptTyping(sheet.note?.text ?? '')
  const dirty = typing.text !== (sheet.note?.text ?? '')
  return (
    <Panel title="本班和总附言">
      <dl className={styles.facts}>
        {sheet.shift.map(({ label, value }) => (
          <Row key={label} label={label} value={value} />
        ))}
        <Row label="交班" value={names(sheet.out)} />
        <Row label="接班" value={names(sheet.in)} />
      </dl>
      <div className={styles.form}>
        {typing.changedElsewhere !== undefined && (
          <span className={styles.line}>
            <span className={styles.warn}>另一席位改为：{typing.changedElsewhere}</span>
            <ActionButton onPress={typing.take}>采用</ActionButton>
            <ActionButton onPress={typing.keep}>留我的</ActionButton>
          </span>
        )}
        <Input.TextArea
          aria-label="总附言"
          rows={3}
          value={typing.text}
          maxLength={1000}
          disabled={sheet.phase === 'signing'}
          placeholder="总附言：接班的人还要知道什么"
          onChange={({ target }) => typing.type(target.value)}
        />
        {dirty && (
          <span>
            <ActionButton
              hotkey="Ctrl+Enter"
              busy={save.isPending}
              onPress={() =>
                save.mutate({ item: 'all', text: typing.text }, { onSuccess: typing.done })
              }
            >
              保存总附言
            </ActionButton>
          </span>
        )}
        <ProblemNote error={save.error} />
      </div>
    </Panel>
  )
}

function Row({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  )
}
