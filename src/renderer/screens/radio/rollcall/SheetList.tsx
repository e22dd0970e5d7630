import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { beijingTime } from '../../../../core/kernel/beijing-time.ts'
import {
  rollResults,
  type RollResult,
  type RollSheet,
  type RollSheetLine,
} from '../../../../core/modules/rollcall/contract.ts'
import { queries } from '../../../client.ts'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { useHotkey } from '../../../ui/hotkeys.ts'
import { Kbd } from '../../../ui/Kbd.tsx'
import { useSmallDesk } from '../../../ui/use-small-desk.ts'
import { AnswerForm } from './AnswerForm.tsx'
import styles from './RollCall.module.css'

function resultTone({ missing, answer }: RollSheetLine): string | undefined {
  if (missing) return styles.bad
  return answer?.result === 'poor' || answer?.result === 'relayed' ? styles.poor : undefined
}

/** Struck words first, then what stands. */
function Result({ line }: { readonly line: RollSheetLine }) {
  return (
    <span title={line.answer?.note ?? ''}>
      {line.earlier.map(({ word, at }) => (
        <s key={at} className={styles.struck}>
          {word}
        </s>
      ))}
      <span className={resultTone(line)}>{line.answer?.word ?? '—'}</span>
      {line.answer?.how === 'auto' && <span className={styles.note}> 自动</span>}
      {line.repair !== null && (
        <span className={styles.poor} title={line.repair}>
          {' '}
          报修中
        </span>
      )}
    </span>
  )
}

const dash = (text: string | null | undefined) => (text === null || !text ? '—' : text)

function columnsOf(small: boolean): Column<RollSheetLine>[] {
  const all: Column<RollSheetLine>[] = [
    { key: 'name', title: '单位', width: 'minmax(84px, 1.2fr)', cell: ({ name }) => name },
    { key: 'sign', title: '呼号', width: '76px', cell: ({ callSign }) => callSign },
    {
      key: 'at',
      title: '应答时间',
      width: '72px',
      cell: ({ answer, missing }) => (answer && !missing ? beijingTime(answer.at) : '—'),
    },
    {
      key: 'signal',
      title: '清晰度',
      width: '52px',
      cell: ({ answer }) => answer?.signal ?? '—',
    },
    { key: 'who', title: '应答人', width: '64px', cell: ({ answer }) => dash(answer?.who) },
    { key: 'power', title: '电源', width: '72px', cell: ({ answer }) => dash(answer?.power) },
    {
      key: 'result',
      title: '结果',
      width: 'minmax(88px, 1.2fr)',
      cell: (line) => <Result line={line} />,
    },
  ]
  return small ? all.filter(({ key }) => !['name', 'power'].includes(key)) : all
}

/** While the first round goes on the order of the net stands; afterwards who is missing comes first. */
function ordered({ state, lines }: RollSheet): readonly RollSheetLine[] {
  if (state === 'calling') return lines
  return [...lines.filter(({ missing }) => missing), ...lines.filter(({ missing }) => !missing)]
}

const signals = [1, 2, 3, 4, 5] as const

/** One key per answer: digits say the result, with Shift how well it was heard. */
export function SheetList({
  sheet,
  writing,
  onWriting,
}: {
  readonly sheet: RollSheet
  readonly writing: boolean
  readonly onWriting: (writing: boolean) => void
}) {
  const small = useSmallDesk()
  const rows = ordered(sheet)
  const [chosen, setChosen] = useState<string>()
  const [focused, setFocused] = useState(false)
  const current =
    rows.find(({ key }) => key === chosen) ?? rows.find(({ missing }) => missing) ?? rows[0]
  const answer = useMutation(queries.rollcall.answer.mutationOptions())
  const onNext = () => {
    const at = rows.findIndex(({ key }) => key === current?.key)
    const open = ({ answer: given, extra }: RollSheetLine) => given === null && !extra
    const next = rows.slice(at + 1).find(open) ?? rows.find((row) => open(row) && row !== current)
    setChosen((next ?? rows[at + 1] ?? current)?.key)
  }
  const say = (result: RollResult, signal: number | null) => {
    if (!current) return
    answer.mutate({ roll: sheet.id, answers: [{ station: current.key, result, signal }] })
    if (result !== 'none') onNext()
  }
  const onBlur = (event: React.FocusEvent<HTMLDivElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false)
  }
  return (
    <div className={styles.sheet} onFocus={() => setFocused(true)} onBlur={onBlur}>
      {!writing && <AnswerKeys active={focused} onSay={say} />}
      <div className={styles.list}>
        <DataList
          label="点名表"
          tight
          rows={rows}
          columns={columnsOf(small)}
          rowKey={({ key }) => key}
          rowTone={({ missing, answer: given }) => (missing && given !== null ? 'over' : undefined)}
          selectedKey={current?.key}
          onSelect={({ key }) => setChosen(key)}
          onOpen={() => onWriting(true)}
        />
      </div>
      {answer.error !== null && (
        <div className={styles.foot} role="alert">
          <span className={styles.bad}>没有记下。{describeError(answer.error)}</span>
        </div>
      )}
      {writing && current && (
        <AnswerForm
          key={current.key}
          roll={sheet.id}
          line={current}
          onDone={(saved) => {
            onWriting(false)
            if (saved) onNext()
          }}
        />
      )}
    </div>
  )
}

function AnswerKeys({
  active,
  onSay,
}: {
  readonly active: boolean
  readonly onSay: (result: RollResult, signal: number | null) => void
}) {
  return (
    <div className={styles.legend}>
      <span className={styles.keys} aria-hidden={!active}>
        {rollResults.map(([result, word, digit]) => (
          <ResultKey
            key={result}
            digit={digit}
            word={word}
            active={active}
            onPress={() => onSay(result, null)}
          />
        ))}
        {signals.map((signal) => (
          <SignalKey
            key={signal}
            signal={signal}
            active={active}
            onPress={() => onSay(signal <= 2 ? 'poor' : 'answered', signal)}
          />
        ))}
        <TakeBackKey active={active} onPress={() => onSay('none', null)} />
        {!active && <span className={styles.note}>点列表或按 Alt+D 后可用</span>}
      </span>
    </div>
  )
}

interface KeyProps {
  readonly active: boolean
  readonly onPress: () => void
}

function ResultKey({
  digit,
  word,
  active,
  onPress,
}: KeyProps & { readonly digit: string; readonly word: string }) {
  useHotkey(active ? digit : undefined, `点名：${word}`, onPress)
  return (
    <span>
      <Kbd keys={digit} /> {word}
    </span>
  )
}

function SignalKey({ signal, active, onPress }: KeyProps & { readonly signal: number }) {
  useHotkey(active ? `Shift+${signal}` : undefined, `点名：应答，清晰度 ${signal}`, onPress)
  return signal === 5 ? (
    <span>
      <Kbd keys="Shift+1…5" /> 清晰度
    </span>
  ) : null
}

function TakeBackKey({ active, onPress }: KeyProps) {
  useHotkey(active ? 'Backspace' : undefined, '点名：撤回这个台的应答', onPress)
  return (
    <span>
      <Kbd keys="Backspace" /> 撤回 <Kbd keys="Enter" /> 细写
    </span>
  )
}
