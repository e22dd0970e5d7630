import { useRef, useState } from 'react'
import { Checkbox, Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { ORPCError } from '@orpc/client'
import { z } from 'zod'
import { queries } from '../../../../client.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { classes } from '../../../../ui/classes.ts'
import { ProblemNote } from '../../../../ui/ProblemNote.tsx'
import {
  draftOf,
  isChanged,
  mostPosts,
  moved,
  postsFrom,
  postsProblem,
  withLine,
  without,
  withNew,
  type PostDraft,
  type PostsDraft,
} from './post-draft.ts'
import type { RosterSettings } from './settings-of.ts'
import styles from './Settings.module.css'
import own from './PostSettings.module.css'

const inUseData = z.object({ sentences: z.array(z.string()) })

function inUseSentences(error: unknown): readonly string[] {
  const read = inUseData.safeParse(error instanceof ORPCError ? error.data : undefined)
  return read.success ? read.data.sentences : []
}

/** 岗位: which there are, what they are called, in the order of the sheet. */
export function PostSettings({
  settings,
  draft: given,
  leaving,
  onDraft,
}: {
  readonly settings: RosterSettings
  /** Typed and not stored; it outlives a look at another part of the settings. */
  readonly draft: PostsDraft | undefined
  /** Somebody wants to go back to the roster: what is typed has to be stored or given up first. */
  readonly leaving: boolean
  readonly onDraft: (draft: PostsDraft | undefined) => void
}) {
  const draft = given ?? draftOf(settings.posts)
  const { lines } = draft
  const [at, setAt] = useState(lines[0]?.id ?? '')
  const count = useRef(0)
  const fields = useRef(new Map<string, HTMLInputElement>())
  const save = useMutation(queries.rosters.setPosts.mutationOptions())
  /** On the line that is there in the next frame: moved, added, or after one taken away. */
  const goTo = (id: string) => {
    setAt(id)
    requestAnimationFrame(() => fields.current.get(id)?.focus())
  }
  const change = (next: PostsDraft) => {
    save.reset()
    onDraft(next)
  }
  const add = () => {
    const id = `new-${(count.current += 1)}`
    change(withNew(draft, id))
    goTo(id)
  }
  const move = (by: -1 | 1) => {
    change(moved(draft, at, by))
    goTo(at)
  }
  const index = lines.findIndex(({ id }) => id === at)
  const here = lines[index]
  const used = settings.postUses.find(({ post }) => post === here?.key)?.where ?? []
  const takeAway = () => {
    if (!here) return
    change(without(draft, here.id))
    goTo((lines[index + 1] ?? lines[index - 1])?.id ?? '')
  }
  const problem = postsProblem(draft)
  const changed = isChanged(draft)
  const elsewhere = changed && JSON.stringify(draft.seen) !== JSON.stringify(settings.posts)
  const name = here ? `“${here.word.trim() || '新岗位'}”` : ''
  return (
    <div className={styles.section}>
      <p className={styles.note}>
        上下次序就是值班表和打印表里的次序；改名不影响已排的人和岗位资格。新岗位先在“班制”里写人数，再在“人员和岗位”里勾选谁任。
      </p>
      <div className={styles.line}>
        <ActionButton
          hotkey="Alt+N"
          refusedBecause={lines.length >= mostPosts ? `最多 ${mostPosts} 个岗位` : undefined}
          onPress={add}
        >
          加岗位
        </ActionButton>
        <ActionButton
          hotkey="Alt+ArrowUp"
          name={`上移${name}`}
          refusedBecause={index <= 0 ? '已经是第一个' : undefined}
          onPress={() => move(-1)}
        >
          上移
        </ActionButton>
        <ActionButton
          hotkey="Alt+ArrowDown"
          name={`下移${name}`}
          refusedBecause={index === lines.length - 1 ? '已经是最后一个' : undefined}
          onPress={() => move(1)}
        >
          下移
        </ActionButton>
        <ActionButton
          hotkey="Alt+D"
          name={`去掉${name}`}
          refusedBecause={refusalToTake(used, lines.length)}
          onPress={takeAway}
        >
          去掉
        </ActionButton>
        {used.length > 0 && (
          <span className={styles.note} role="status">
            {name}在用，不能去掉：{used.join('、')}
          </span>
        )}
      </div>
      <div role="list" aria-label="岗位">
        {lines.map((line, place) => (
          <PostLine
            key={line.id}
            line={line}
            place={place + 1}
            isHere={line.id === at}
            field={(element) => {
              if (element) fields.current.set(line.id, element)
              else fields.current.delete(line.id)
            }}
            onFocus={() => setAt(line.id)}
            onChange={(some) => change(withLine(draft, line.id, some))}
          />
        ))}
      </div>
      {elsewhere && <ProblemNote error="岗位刚在别处改过：请记下这里填的，放弃后按新的再改。" />}
      {leaving && (
        <ProblemNote error="岗位还没有保存：按 Ctrl+Enter 保存，或按 Alt+Q 放弃改动，再返回值班表。" />
      )}
      <ProblemNote error={save.error}>
        <ul>
          {inUseSentences(save.error).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </ProblemNote>
      <div className={styles.line}>
        <ActionButton
          kind="primary"
          hotkey="Ctrl+Enter"
          busy={save.isPending}
          refusedBecause={problem ?? (changed ? undefined : '没有改动')}
          onPress={() =>
            save.mutate(
              { posts: postsFrom(draft), seen: [...draft.seen] },
              { onSuccess: () => onDraft(undefined) },
            )
          }
        >
          保存岗位
        </ActionButton>
        {changed && (
          <ActionButton
            hotkey="Alt+Q"
            onPress={() => {
              save.reset()
              onDraft(undefined)
              setAt(settings.posts[0]?.key ?? '')
            }}
          >
            放弃改动
          </ActionButton>
        )}
        {problem !== undefined && <span className={styles.bad}>{problem}</span>}
        {changed && problem === undefined && <span className={styles.note}>还没有保存</span>}
        {save.isSuccess && !changed && <span className={styles.good}>✓ 已存</span>}
      </div>
    </div>
  )
}

function refusalToTake(used: readonly string[], lines: number): string | undefined {
  if (used.length > 0) return `还在用，不能去掉：${used.join('、')}`
  return lines <= 1 ? '至少要有一个岗位' : undefined
}

function PostLine({
  line,
  place,
  isHere,
  field,
  onFocus,
  onChange,
}: {
  readonly line: PostDraft
  readonly place: number
  readonly isHere: boolean
  readonly field: (element: HTMLInputElement | null) => void
  readonly onFocus: () => void
  readonly onChange: (some: Partial<PostDraft>) => void
}) {
  const name = line.word.trim() || `第 ${place} 行`
  return (
    <div
      role="listitem"
      data-line={line.id}
      aria-current={isHere}
      className={classes(own.line, isHere && own.here)}
      onFocus={onFocus}
    >
      <span className={own.place}>{place}</span>
      <Input
        ref={(input) => field(input?.input ?? null)}
        className={styles.find}
        aria-label={`第 ${place} 个岗位的名称`}
        placeholder="信息员"
        value={line.word}
        maxLength={12}
        onChange={({ target }) => onChange({ word: target.value })}
      />
      <Checkbox
        aria-label={`${name} 在岗值守`}
        checked={line.onSite}
        onChange={({ target }) => onChange({ onSite: target.checked })}
      >
        在岗值守（算班次、要休息）
      </Checkbox>
      <Checkbox
        aria-label={`${name} 全天同一人`}
        checked={line.wholeDay}
        onChange={({ target }) => onChange({ wholeDay: target.checked })}
      >
        全天同一人
      </Checkbox>
    </div>
  )
}
