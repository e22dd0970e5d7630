import { useState, type KeyboardEvent } from 'react'
import { Input, Select } from 'antd'
import { beijingTime } from '../../core/kernel/beijing-time.ts'
import { intakeLimits } from '../../core/modules/incidents/contract.ts'
import { entryChannels } from '../../core/modules/logbook/contract.ts'
import { AttachmentRow } from '../attachments/AttachmentRow.tsx'
import { FileDrop } from '../attachments/FileDrop.tsx'
import { filesOf } from '../attachments/upload.ts'
import { useUploads } from '../attachments/use-uploads.ts'
import { cancelPick, isPicking } from '../map/pick.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { Field } from '../ui/Field.tsx'
import { isComposing } from '../ui/hotkeys.ts'
import { coreNow } from '../ui/now.ts'
import { Tag } from '../ui/Tag.tsx'
import { useSmallDesk } from '../ui/use-small-desk.ts'
import { CategorySelect } from './CategorySelect.tsx'
import { isBlankIntake, knownOf, withoutId } from './intake-form.ts'
import { IntakePlace } from './IntakePlace.tsx'
import { knownFromPoint } from './known-place.ts'
import type { IntakeForming } from './use-intake.ts'
import styles from './IntakeFields.module.css'

const channelOptions = entryChannels.map(([value, label]) => ({
  value: value as string,
  label: label as string,
}))

/**
 * 接报登记: four things are enough, the rest may follow. Enter saves from any field; the form
 * closes when the incident is committed, its words are kept as a draft until then.
 */
export function IntakeFields({
  intake,
  tried,
  canPick,
  onRegister,
  onClose,
}: {
  readonly intake: IntakeForming
  /** Somebody pressed a button: what is missing is said at its field. */
  readonly tried: boolean
  readonly canPick: boolean
  readonly onRegister: () => void
  readonly onClose: () => void
}) {
  const { form, change, draft, problems, missing, received } = intake
  const small = useSmallDesk()
  const uploads = useUploads(intake.keepFile)
  const [storing, setStoring] = useState(false)
  const needs = (word: string) =>
    tried && missing.needed.includes(word) ? `请填${word}` : undefined

  /** Too long for a line: the whole text becomes a file, the line begins with it. */
  const storeAsFile = () => {
    const name = `报告内容 ${beijingTime(coreNow()).replaceAll(':', '')}.txt`
    uploads.add([new File([form.narrative], name, { type: 'text/plain' })])
    setStoring(true)
  }
  const shorten = () => {
    const kept = [...form.narrative.trim()].slice(0, intakeLimits.narrative - 20).join('')
    setStoring(false)
    change({ narrative: `${kept}……（全文见附件）` })
  }
  const stored = storing && uploads.sending.length === 0
  const onKeyDown = (event: KeyboardEvent) => {
    const choosing = event.target instanceof HTMLElement && event.target.closest('.ant-select')
    if (isComposing(event.nativeEvent) || event.defaultPrevented || choosing) return
    if (event.key === 'Escape') {
      if (isPicking()) cancelPick()
      else onClose()
    }
    if (event.target instanceof HTMLButtonElement) return
    // Shift+Enter is a new line of what was told.
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    onRegister()
  }
  return (
    <section
      className={styles.form}
      aria-label="接报登记"
      onKeyDown={onKeyDown}
      onPaste={(event) => {
        const files = filesOf(event.clipboardData, beijingTime(coreNow()))
        if (files.length === 0) return
        event.preventDefault()
        uploads.add(files)
      }}
    >
      <header className={styles.head}>
        <b>接报登记</b>
        {!small && <span className={styles.note}>与命令行同一份草稿</span>}
        {draft.recovered && <Tag tone="blue">已恢复</Tag>}
        <span className={styles.saved}>
          {draft.savedAt !== undefined &&
            !isBlankIntake(form) &&
            `${beijingTime(draft.savedAt)} 已存草稿`}
        </span>
      </header>
      <div className={styles.fields}>
        <div className={styles.two}>
          <Field
            label="接报时间"
            required
            problem={problems.received}
            hint={received.ok ? received.hint : undefined}
          >
            {(control) => (
              <Input
                {...control}
                value={form.received}
                placeholder={beijingTime(form.startedAt || coreNow()).slice(0, 5)}
                onChange={(event) => change({ received: event.target.value })}
              />
            )}
          </Field>
          <Field label="类别" required>
            {(control) => (
              <CategorySelect
                control={control}
                value={form.category}
                onChange={(category) => change({ category })}
              />
            )}
          </Field>
        </div>
        <IntakePlace
          form={form}
          read={intake.read}
          canPick={canPick}
          problem={problems.place ?? needs('地点')}
          change={change}
        />
        <div className={styles.two}>
          <Field label="信息来源" required problem={problems.source ?? needs('信息来源')}>
            {(control) => (
              <Input
                {...control}
                value={form.source}
                placeholder="谁报的"
                onChange={(event) => change({ source: event.target.value })}
              />
            )}
          </Field>
          <Field label="回拨电话" problem={problems.contact}>
            {(control) => (
              <Input
                {...control}
                value={form.contact}
                inputMode="tel"
                placeholder="未记"
                onChange={(event) => change({ contact: event.target.value })}
              />
            )}
          </Field>
        </div>
        <Field label="内容" problem={problems.narrative}>
          {(control) => (
            <Input.TextArea
              {...control}
              value={form.narrative}
              rows={small ? 2 : 3}
              placeholder={
                small ? '报告人怎么说就怎么写' : '报告人怎么说就怎么写；Shift+Enter 换行'
              }
              onChange={(event) => change({ narrative: event.target.value })}
            />
          )}
        </Field>
        {problems.narrative !== undefined && (
          <div className={styles.tools}>
            {stored ? (
              <ActionButton onPress={shorten}>全文已存，正文只留开头</ActionButton>
            ) : (
              <ActionButton busy={storing} onPress={storeAsFile}>
                全文存为附件
              </ActionButton>
            )}
          </div>
        )}
        <FileDrop
          uploads={uploads}
          hotkey="Alt+U"
          before={
            <Select
              aria-label="方式"
              className={styles.channel ?? ''}
              value={form.channel}
              options={channelOptions}
              onChange={(channel) => change({ channel })}
            />
          }
        >
          {intake.pending.map((attachment) => (
            <AttachmentRow key={attachment.id} attachment={attachment}>
              {attachment.point !== null && (
                <ActionButton
                  onPress={() => {
                    const { point } = attachment
                    if (point === null) return
                    const known = knownFromPoint('photo', point, form.place, knownOf(form))
                    change({ known: JSON.stringify(known) })
                  }}
                >
                  用作地点
                </ActionButton>
              )}
              <ActionButton
                kind="quiet"
                name={`去掉 ${attachment.name}`}
                onPress={() => change({ files: withoutId(form.files, attachment.id) })}
              >
                去掉
              </ActionButton>
            </AttachmentRow>
          ))}
        </FileDrop>
        {intake.error !== null && (
          <div className={styles.problem} role="alert">
            没有登记，文字还在。{describeError(intake.error)}
          </div>
        )}
      </div>
      <footer className={styles.buttons}>
        <span className={styles.enough}>
          {missing.needed.length > 0
            ? `还缺：${missing.needed.join('、')}`
            : missing.later.length > 0
              ? `四项已填齐。可后补：${missing.later.join('、')}`
              : '四项已填齐，其余可后补'}
        </span>
        <ActionButton kind="quiet" hint="Escape" onPress={onClose}>
          收起
        </ActionButton>
        <ActionButton kind="primary" hint="Enter" busy={intake.busy} onPress={onRegister}>
          登记
        </ActionButton>
      </footer>
    </section>
  )
}
