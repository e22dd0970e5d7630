import { useState } from 'react'
import { App, Input, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { DrawingShown } from '../../../../../core/modules/drawings/contract.ts'
import { queries } from '../../../../client.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { DataList, type Column } from '../../../../ui/DataList.tsx'
import { describeError } from '../../../../ui/describe-error.ts'
import { formKeys } from '../../../../ui/form-keys.ts'
import { EmptyState, FailingState, LoadingState } from '../../../../ui/states.tsx'
import { SymbolSwatch } from '../layers/SymbolSwatch.tsx'
import { lookOf } from './drawing-look.ts'
import { drawingWords, lastHandWords, nameWords } from './drawing-words.ts'
import { useDrawings, useDrawView, whoseChoices } from './use-drawings.ts'
import { useTyping } from './use-typing.ts'
import panel from '../ToolPanel.module.css'
import styles from './Draw.module.css'

const columns: readonly Column<DrawingShown>[] = [
  {
    key: 'name',
    title: '标绘',
    width: 'minmax(120px, 1.4fr)',
    cell: (drawing) => {
      const { token, sign } = lookOf(drawing.meaning)
      return (
        <span className={styles.cell} title={drawingWords(drawing)}>
          <SymbolSwatch shape="plate" token={token} mark={sign} />
          {nameWords(drawing)}
        </span>
      )
    },
  },
  {
    key: 'incident',
    title: '归属',
    width: '48px',
    cell: ({ incidentNumber }) => incidentNumber ?? '县级',
  },
  {
    key: 'author',
    title: '何时 谁',
    width: 'minmax(110px, 1fr)',
    cell: (drawing) => lastHandWords(drawing),
  },
]

/** Every drawing as a line: for the keyboard, for a screen reader, and to find one again. */
export function DrawingList({
  selected,
  onSelect,
}: {
  readonly selected: string | undefined
  readonly onSelect: (drawing: DrawingShown) => void
}) {
  const { shown, all, error, loading, retry } = useDrawings()
  const { whose, setWhose, show } = useDrawView()
  const chosen = shown.find(({ id }) => id === selected)
  const hidden = all.length - shown.length
  return (
    <>
      <div className={styles.line}>
        <ActionButton
          kind="primary"
          hotkey="Insert"
          name="新画标绘"
          onPress={() => show({ kind: 'edit', drawing: undefined })}
        >
          新画
        </ActionButton>
        <UndoKeys />
      </div>
      <div className={styles.line}>
        <Select
          aria-label="显示哪些标绘"
          className={panel.grow ?? ''}
          value={whose}
          options={whoseChoices.map(([value, label]) => ({ value, label }))}
          onChange={setWhose}
        />
        {hidden > 0 && <span className={panel.note}>另有 {hidden} 个未显示</span>}
      </div>
      {error && <FailingState title="读不到标绘" error={error} onRetry={() => void retry()} />}
      {loading && !error && <LoadingState what="标绘" />}
      {!loading && !error && (
        <div className={styles.list}>
          <DataList
            label="标绘"
            tight
            rows={shown}
            columns={columns}
            rowKey={({ id }) => id}
            selectedKey={selected}
            onSelect={onSelect}
            onOpen={({ id }) => show({ kind: 'edit', drawing: id })}
            empty={<EmptyState title="图上还没有标绘" />}
          />
        </div>
      )}
      {chosen && <Chosen key={chosen.id} drawing={chosen} />}
    </>
  )
}

/** Undo and redo of what this person drew; each says what it would do. */
function UndoKeys() {
  const { message } = App.useApp()
  const typing = useTyping()
  const steps = useQuery(queries.drawings.steps.queryOptions()).data
  const told = {
    onSuccess: ({ words }: { readonly words: string }) => void message.success(words),
    onError: (error: Error) => void message.error(describeError(error)),
  }
  const undo = useMutation(queries.drawings.undo.mutationOptions(told))
  const redo = useMutation(queries.drawings.redo.mutationOptions(told))
  // In a text field the keys belong to the words that are typed.
  const key = (keys: string) => (typing ? { hint: keys } : { hotkey: keys })
  const because = (words: string | null | undefined, none: string) =>
    words == null ? { refusedBecause: none } : {}
  return (
    <>
      <ActionButton
        {...key('Ctrl+Z')}
        name={`撤销：${steps?.undo ?? '没有'}`}
        {...because(steps?.undo, '没有可撤销的标绘')}
        busy={undo.isPending}
        onPress={() => undo.mutate(undefined)}
      >
        撤销
      </ActionButton>
      <ActionButton
        {...key('Ctrl+Y')}
        name={`重做：${steps?.redo ?? '没有'}`}
        {...because(steps?.redo, '没有可重做的标绘')}
        busy={redo.isPending}
        onPress={() => redo.mutate(undefined)}
      >
        重做
      </ActionButton>
    </>
  )
}

function Chosen({ drawing }: { readonly drawing: DrawingShown }) {
  const show = useDrawView((state) => state.show)
  const [removing, setRemoving] = useState(false)
  const holds = !['point', 'line'].includes(drawing.shape)
  return (
    <div className={styles.chosen}>
      <p className={panel.note}>{drawingWords(drawing)}</p>
      {drawing.others.map(({ words, by, at }) => (
        <p key={`${by} ${at}`} className={panel.problem} role="alert">
          {by} 同时改为：{words}。请看过后改画或删除，以你的为准。
        </p>
      ))}
      {removing ? (
        <RemoveForm drawing={drawing} onDone={() => setRemoving(false)} />
      ) : (
        <div className={styles.line}>
          <ActionButton
            hotkey="E"
            name="改画"
            onPress={() => show({ kind: 'edit', drawing: drawing.id })}
          >
            改画
          </ActionButton>
          <ActionButton
            hotkey="I"
            name="区内情况"
            {...(holds ? {} : { refusedBecause: '点和线没有区内' })}
            onPress={() => show({ kind: 'inside', drawing: drawing.id })}
          >
            区内
          </ActionButton>
          <ActionButton hotkey="Delete" name="删除标绘" onPress={() => setRemoving(true)}>
            删除
          </ActionButton>
        </div>
      )}
    </div>
  )
}

function RemoveForm({
  drawing,
  onDone,
}: {
  readonly drawing: DrawingShown
  readonly onDone: () => void
}) {
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const remove = useMutation(
    queries.drawings.remove.mutationOptions({
      onSuccess: () => {
        void message.success(`已删除：${nameWords(drawing)}`)
        onDone()
      },
      onError: (error) => setProblem(describeError(error)),
    }),
  )
  const save = () => {
    if (reason.trim() === '') return setProblem('请写明为什么删除。')
    remove.mutate({ drawing: drawing.id, seen: drawing.seen, reason })
  }
  return (
    <div className={styles.line} onKeyDown={formKeys(save, onDone)}>
      <Input
        autoFocus
        aria-label="删除原因"
        placeholder="删除原因：已扑灭、画错位置"
        maxLength={200}
        value={reason}
        status={problem === undefined ? '' : 'error'}
        onChange={({ target }) => {
          setReason(target.value)
          setProblem(undefined)
        }}
      />
      <ActionButton kind="danger" hint="Enter" busy={remove.isPending} onPress={save}>
        删除
      </ActionButton>
      {problem !== undefined && (
        <span className={panel.problem} role="alert">
          {problem}
        </span>
      )}
    </div>
  )
}
