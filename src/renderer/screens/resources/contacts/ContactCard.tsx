import { useState } from 'react'
import { App, Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type { Contact, Office, Way } from '../../../../core/modules/contacts/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { AskFirst } from '../../../ui/AskFirst.tsx'
import { copyText } from '../../../ui/copy-text.ts'
import { describeError } from '../../../ui/describe-error.ts'
import { Field } from '../../../ui/Field.tsx'
import { formKeys } from '../../../ui/form-keys.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { Trust } from './Trust.tsx'
import { netWords } from './contact-rows.ts'
import resources from '../ResourcesScreen.module.css'
import styles from './Contacts.module.css'

type Entry =
  | { readonly kind: 'person'; readonly entry: Contact; readonly onEdit: () => void }
  | { readonly kind: 'organization'; readonly entry: Office }

/** One person or organisation: every number, what they answer for, and how far it can be trusted. */
export function ContactCard(props: Entry & { readonly onClose: () => void }) {
  const { kind, entry, onClose } = props
  const { message } = App.useApp()
  const [doubting, setDoubting] = useState(false)
  const [reason, setReason] = useState('')
  const onSuccess = () => void message.success('已记')
  const verify = useMutation(queries.contacts.verify.mutationOptions({ onSuccess }))
  const doubt = useMutation(
    queries.contacts.doubt.mutationOptions({
      onSuccess: () => {
        setDoubting(false)
        setReason('')
        onSuccess()
      },
    }),
  )
  const subject = { kind, id: entry.id }
  const [first] = entry.ways
  const copy = async ({ number, shown }: Way) => {
    const done = await copyText(number)
    if (done) void message.success(`已复制 ${shown}`)
    else void message.warning(`没能复制，请照着拨：${shown}`)
  }
  const error = verify.error ?? doubt.error
  return (
    <Panel title={kind === 'person' ? props.entry.label : entry.name} className={resources.side}>
      <div className={resources.form}>
        <div className={styles.quiet}>
          {kind === 'person'
            ? [entry.organizationName ?? '', entry.post].filter(Boolean).join(' ') ||
              '单位、职务不详'
            : [entry.kindWord, entry.townshipName ?? ''].filter(Boolean).join('　')}
        </div>
        {kind === 'person' && entry.away && (
          <div className={styles.mind}>
            {entry.away.word}至 {beijingDateTime(entry.away.until).slice(5, 16)}
          </div>
        )}
        <ul className={styles.ways} aria-label="号码">
          {entry.ways.map((way) => (
            <li key={`${way.purpose} ${way.number}`}>
              <span className={styles.word}>{way.word}</span>
              <b className={styles.number}>{way.shown}</b>
              <span className={styles.quiet}>{way.elsewhere ? '在电台号簿里改' : way.note}</span>
            </li>
          ))}
          {entry.ways.length === 0 && <li className={styles.mind}>没有登记号码</li>}
        </ul>
        {kind === 'person' && <PersonLines contact={entry} />}
        <div className={resources.line}>
          <span className={resources.word}>核对</span>
          <Trust entry={entry} />
          <span className={styles.quiet}>{entry.verifiedBy}</span>
        </div>
        {entry.doubt && (
          <div className={styles.mind}>
            {entry.doubt.reason}（{beijingDateTime(entry.doubt.at).slice(5, 16)} {entry.doubt.by}）
          </div>
        )}
        {doubting && (
          <div
            onKeyDown={formKeys(
              () => reason.trim() !== '' && doubt.mutate({ ...subject, reason }),
              () => setDoubting(false),
            )}
          >
            <Field label="哪个号码、怎么不对" required>
              {(control) => (
                <Input
                  {...control}
                  autoFocus
                  maxLength={120}
                  value={reason}
                  placeholder="手机是空号；换人了"
                  onChange={({ target }) => setReason(target.value)}
                />
              )}
            </Field>
          </div>
        )}
        {error && (
          <div className={resources.problem} role="alert">
            {describeError(error)}
          </div>
        )}
        <div className={resources.actions}>
          <ActionButton
            kind="primary"
            hotkey="V"
            busy={verify.isPending}
            onPress={() => verify.mutate({ subjects: [subject], how: 'phone' })}
          >
            已核对
          </ActionButton>
          {doubting ? (
            <ActionButton
              hint="Enter"
              busy={doubt.isPending}
              refusedBecause={reason.trim() === '' ? '请写哪个号码、怎么不对' : undefined}
              onPress={() => doubt.mutate({ ...subject, reason })}
            >
              记存疑
            </ActionButton>
          ) : (
            <ActionButton hotkey="X" onPress={() => setDoubting(true)}>
              号码不对
            </ActionButton>
          )}
          {first && (
            <ActionButton hotkey="C" onPress={() => void copy(first)}>
              复制号码
            </ActionButton>
          )}
          {kind === 'person' && (
            <ActionButton hotkey="E" onPress={props.onEdit}>
              更改
            </ActionButton>
          )}
          {kind === 'person' && <Retire contact={entry} />}
          <ActionButton hotkey="Escape" onPress={onClose}>
            关闭
          </ActionButton>
        </div>
      </div>
    </Panel>
  )
}

function PersonLines({ contact }: { readonly contact: Contact }) {
  const names = (people: Contact['deputies']) => people.map(({ label }) => label).join('、')
  const lines = [
    ['身份', netWords(contact)],
    ['值班', contact.roles.map(({ word }) => word).join('、')],
    ['呼号', contact.callSign],
    ['代班人', names(contact.deputies)],
    ['可代', names(contact.standsInFor)],
    ['备注', contact.note],
  ] as const
  return lines
    .filter(([, words]) => words !== '')
    .map(([word, words]) => (
      <div key={word} className={resources.line}>
        <span className={resources.word}>{word}</span>
        <span className={styles.words}>{words}</span>
      </div>
    ))
}

/** Somebody who left: found no more, and what they wrote stays theirs. */
function Retire({ contact }: { readonly contact: Contact }) {
  const { message } = App.useApp()
  const onSuccess = () => void message.success('已存')
  const onError = (error: unknown) => void message.error(describeError(error))
  const retire = useMutation(queries.contacts.retire.mutationOptions({ onSuccess, onError }))
  const restore = useMutation(queries.contacts.restore.mutationOptions({ onSuccess, onError }))
  const person = contact.id
  if (contact.disabledReason !== null) {
    return (
      <ActionButton hotkey="R" busy={restore.isPending} onPress={() => restore.mutate({ person })}>
        恢复
      </ActionButton>
    )
  }
  return (
    <AskFirst
      ask="停用…"
      question={`停用${contact.name}？以后找不到他，写过的记录不变，可以恢复。`}
      yes="停用"
      busy={retire.isPending}
      onYes={() => retire.mutate({ person, reason: '离开本岗位' })}
    />
  )
}
