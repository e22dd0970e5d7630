import { useState } from 'react'
import { Checkbox, Input, InputNumber, Segmented } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { queries } from '../../../../client.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { ProblemNote } from '../../../../ui/ProblemNote.tsx'
import { UseRows } from './UseRows.tsx'
import {
  dayKinds,
  draftOf,
  partProblem,
  patternFrom,
  type DayKind,
  type PartDraft,
} from './pattern-draft.ts'
import type { RosterSettings } from './settings-of.ts'
import styles from './Settings.module.css'

const newPart: PartDraft = { word: '', start: '08:30', hours: '24', night: false, needs: {} }

/** 班制: the shifts of a workday, a weekend and a holiday, and from when to when each pattern holds. */
export function PatternSettings({ settings }: { readonly settings: RosterSettings }) {
  const [drafts, setDrafts] = useState(() => settings.patterns.map(draftOf))
  const [uses, setUses] = useState(settings.uses)
  const [chosen, setChosen] = useState(settings.patterns[0]?.key ?? '')
  const save = useMutation(queries.rosters.setPatterns.mutationOptions())
  const draft = drafts.find(({ key }) => key === chosen) ?? drafts[0]
  const problem = drafts
    .flatMap(({ parts }) => dayKinds.flatMap(([kind]) => parts[kind]))
    .map(partProblem)
    .find((sentence) => sentence !== undefined)
  const setParts = (kind: DayKind, parts: readonly PartDraft[]) => {
    if (!draft) return
    save.reset()
    setDrafts(
      drafts.map((one) =>
        one.key === draft.key ? { ...one, parts: { ...one.parts, [kind]: parts } } : one,
      ),
    )
  }
  const add = () => {
    const key = `own-${drafts.length + 1}-${settings.patterns.length}`
    setDrafts([
      ...drafts,
      {
        key,
        word: '新班制',
        parts: { workday: [newPart], weekend: [newPart], holiday: [newPart] },
      },
    ])
    setChosen(key)
  }
  return (
    <div className={styles.section}>
      <div className={styles.line}>
        <Segmented<string>
          aria-label="哪个班制"
          value={draft?.key ?? ''}
          options={drafts.map(({ key, word }) => ({ value: key, label: word }))}
          onChange={setChosen}
        />
        <ActionButton hotkey="N" onPress={add}>
          新建班制
        </ActionButton>
      </div>
      {draft && (
        <>
          <div className={styles.line}>
            <Input
              className={styles.find}
              aria-label="班制名称"
              value={draft.word}
              maxLength={20}
              onChange={({ target }) =>
                setDrafts(
                  drafts.map((one) =>
                    one.key === draft.key ? { ...one, word: target.value } : one,
                  ),
                )
              }
            />
            <span className={styles.note}>
              已建立的班次不受影响，改后用“建立班次”或“自动排班”的月份按新的来。
            </span>
          </div>
          {dayKinds.map(([kind, word]) => (
            <PartRows
              key={kind}
              word={word}
              posts={settings.posts}
              parts={draft.parts[kind]}
              onChange={(parts) => setParts(kind, parts)}
            />
          ))}
        </>
      )}
      <UseRows patterns={drafts} uses={uses} onChange={setUses} />
      <ProblemNote error={save.error} />
      <div className={styles.line}>
        <ActionButton
          kind="primary"
          hotkey="Ctrl+Enter"
          busy={save.isPending}
          refusedBecause={problem}
          onPress={() => save.mutate({ patterns: drafts.map(patternFrom), uses: [...uses] })}
        >
          保存班制
        </ActionButton>
        {problem !== undefined && <span className={styles.bad}>{problem}</span>}
        {save.isSuccess && <span className={styles.good}>✓ 已存</span>}
      </div>
    </div>
  )
}

function PartRows({
  word,
  posts,
  parts,
  onChange,
}: {
  readonly word: string
  readonly posts: RosterSettings['posts']
  readonly parts: readonly PartDraft[]
  readonly onChange: (parts: readonly PartDraft[]) => void
}) {
  const set = (at: number, some: Partial<PartDraft>) =>
    onChange(parts.map((part, index) => (index === at ? { ...part, ...some } : part)))
  return (
    <fieldset className={styles.kind}>
      <legend>{word}</legend>
      {parts.map((part, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a line has no other name while it is typed
        <div key={at} className={styles.part}>
          <Input
            aria-label={`${word} 班次名称`}
            placeholder="夜班"
            value={part.word}
            maxLength={20}
            onChange={({ target }) => set(at, { word: target.value })}
          />
          <Input
            aria-label={`${word} 上班时间`}
            prefix="从"
            value={part.start}
            maxLength={5}
            onChange={({ target }) => set(at, { start: target.value })}
          />
          <Input
            aria-label={`${word} 时长`}
            suffix="小时"
            value={part.hours}
            maxLength={5}
            onChange={({ target }) => set(at, { hours: target.value })}
          />
          <Checkbox
            checked={part.night}
            onChange={({ target }) => set(at, { night: target.checked })}
          >
            算夜班
          </Checkbox>
          {posts.map((post) => (
            <label key={post.key} className={styles.need}>
              {post.word}
              <InputNumber
                controls={false}
                aria-label={`${word} ${part.word} ${post.word}人数`}
                min={0}
                max={20}
                value={part.needs[post.key] ?? 0}
                onChange={(count) => set(at, { needs: { ...part.needs, [post.key]: count ?? 0 } })}
              />
            </label>
          ))}
          <ActionButton
            kind="quiet"
            name={`去掉${word}的${part.word}`}
            onPress={() => onChange(parts.filter((_, index) => index !== at))}
          >
            去掉
          </ActionButton>
        </div>
      ))}
      <ActionButton name={`${word}加一个班`} onPress={() => onChange([...parts, newPart])}>
        加一个班
      </ActionButton>
    </fieldset>
  )
}
