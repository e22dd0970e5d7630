import { useState } from 'react'
import { Input, Segmented } from 'antd'
import { useMutation } from '@tanstack/react-query'
import {
  checkResults,
  type CheckKey,
  type CheckResult,
  type MeasuredItem,
} from '../../../../core/modules/checks/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { classes } from '../../../ui/classes.ts'
import { describeError } from '../../../ui/describe-error.ts'
import { play, type SoundName } from '../../../ui/sounds.ts'
import { Tag } from '../../../ui/Tag.tsx'
import styles from './Check.module.css'

export interface Answer {
  readonly result: CheckResult
  readonly words: string
}

const soundOf: Partial<Record<CheckKey, SoundName>> = {
  soundEmergency: 'emergency',
  soundHigh: 'high',
  soundNormal: 'normal',
  soundCleared: 'cleared',
}

const results = checkResults.map(([value, label]) => ({ value, label }))

/** One thing to look at: how, what the console saw, the answer, and words for a fault. */
export function CheckRow({
  item,
  answer,
  selected,
  onSelect,
  onAnswer,
}: {
  readonly item: MeasuredItem
  readonly answer: Answer
  readonly selected: boolean
  readonly onSelect: () => void
  readonly onAnswer: (some: Partial<Answer>) => void
}) {
  const sound = soundOf[item.key]
  return (
    <div
      id={`check-${item.key}`}
      role="option"
      aria-selected={selected}
      className={classes(
        styles.row,
        selected && styles.selected,
        answer.result === 'fault' && styles.fault,
      )}
      onClick={onSelect}
    >
      <div className={styles.what}>
        <b>{item.title}</b>
        <span className={styles.note}>{item.how}</span>
      </div>
      <div className={styles.seen}>
        {item.suggests === 'fault' && <Tag tone="red">本机看到有问题</Tag>}
        {item.suggests === 'ok' && <Tag tone="ok">本机看到正常</Tag>}
        {item.measured !== '' && <span>{item.measured}</span>}
        {sound && <TrySound sound={sound} selected={selected} />}
        {item.key === 'printer' && <PrintPage selected={selected} />}
      </div>
      <Segmented<CheckResult>
        aria-label={`${item.title}的结果`}
        value={answer.result}
        options={results}
        onChange={(result) => onAnswer({ result })}
      />
      {answer.result === 'fault' && (
        <Input
          autoFocus
          className={styles.words}
          aria-label={`${item.title}的问题`}
          placeholder="是什么问题（必填，接班的人要看）"
          value={answer.words}
          maxLength={200}
          onChange={(event) => onAnswer({ words: event.target.value })}
        />
      )}
    </div>
  )
}

function TrySound({ sound, selected }: { readonly sound: SoundName; readonly selected: boolean }) {
  const [played, setPlayed] = useState<boolean>()
  return (
    <>
      <ActionButton
        hotkey={selected ? 'P' : undefined}
        onPress={() => void play(sound).then(setPlayed)}
      >
        试响
      </ActionButton>
      {played === false && (
        <span className={styles.problem}>放不出声音：没有声音设备，或浏览器不允许</span>
      )}
    </>
  )
}

/** The page as a file: printing it is the business of the desktop, the person says how it came out. */
function PrintPage({ selected }: { readonly selected: boolean }) {
  const page = useMutation(queries.checks.testPage.mutationOptions())
  const make = () =>
    page.mutate(undefined, {
      onSuccess: ({ path, name }) => {
        const link = document.createElement('a')
        link.href = path
        link.download = name
        link.click()
      },
    })
  return (
    <>
      <ActionButton hotkey={selected ? 'P' : undefined} busy={page.isPending} onPress={make}>
        打印测试页
      </ActionButton>
      {page.isSuccess && <span className={styles.note}>已生成 {page.data.name}，打开后打印</span>}
      {page.error !== null && <span className={styles.problem}>{describeError(page.error)}</span>}
    </>
  )
}
