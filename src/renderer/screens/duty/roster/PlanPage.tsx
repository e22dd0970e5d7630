import { useRef, useState } from 'react'
import { Segmented } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingDateTime, dutyDay } from '../../../../core/kernel/beijing-time.ts'
import type { RosterMonth, ShownViolation } from '../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { useHotkey } from '../../../ui/hotkeys.ts'
import { coreNow } from '../../../ui/now.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { Split } from '../../../ui/Split.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { useSmallDesk } from '../../../ui/use-small-desk.ts'
import { BalanceView } from './BalanceView.tsx'
import { ChangeList } from './ChangeList.tsx'
import { ConfirmEdit } from './ConfirmEdit.tsx'
import { FillBox } from './FillBox.tsx'
import { monthAfter, monthWord, shiftWords } from '../month-words.ts'
import { PeopleList } from './PeopleList.tsx'
import {
  planColumns,
  putDown,
  spotContent,
  type Carried,
  type PlanChange,
  type Spot,
} from './plan-grid.ts'
import { marksOf } from './plan-marks.ts'
import { PlanGrid } from './PlanGrid.tsx'
import { ProblemList } from './ProblemList.tsx'
import type { RosterPage } from './RosterPart.tsx'
import { usePlan, type Plan } from './use-plan.ts'
import { ViolationWords } from './ViolationWords.tsx'
import styles from './Roster.module.css'

type Side = 'problems' | 'people' | 'balance' | 'changes'
const sideKeys: readonly (readonly [Side, string, string])[] = [
  ['problems', '问题', 'Shift+Q'],
  ['people', '人员', 'Shift+R'],
  ['balance', '均衡', 'Shift+B'],
  ['changes', '改动', 'Shift+H'],
]

export function PlanPage({
  month,
  onMonth,
  onPage,
}: {
  readonly month: RosterMonth
  readonly onMonth: (month: string) => void
  readonly onPage: (page: RosterPage) => void
}) {
  const small = useSmallDesk()
  const place = useRef<HTMLDivElement>(null)
  const session = useQuery(queries.people.state.queryOptions()).data?.session
  const own = session?.kind === 'open' ? session.own.person : undefined
  const today = dutyDay(coreNow(), 0)
  const columns = planColumns(month.shifts)
  const [side, setSide] = useState<Side>('problems')
  const [cursor, setCursor] = useState<Spot>(() => ({
    row: Math.max(
      0,
      month.shifts.findIndex(({ day }) => day === today),
    ),
    column: 0,
  }))
  const [carried, setCarried] = useState<Carried>()
  const [filling, setFilling] = useState<{ readonly spot: Spot; readonly letter: string }>()
  const nameOf = (person: string | null) =>
    person === null
      ? '空'
      : (month.people.find(({ id }) => id === person)?.name ??
        month.shifts
          .flatMap(({ posts }) => posts.flatMap(({ people }) => people))
          .find(({ id }) => id === person)?.name ??
        '不在通讯录的人')
  const placeWords = (shift: string, post: string) => {
    const of = month.shifts.find(({ id }) => id === shift)
    const word = month.posts.find(({ key }) => key === post)?.word ?? post
    return of ? `${shiftWords(of)} ${word}` : word
  }
  const plan = usePlan(month, ({ shift, post, out, in: came }: PlanChange) => {
    return `${placeWords(shift, post)}：${nameOf(out)} → ${nameOf(came)}`
  })

  const focusGrid = () => {
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>('[role="grid"]')?.focus())
  }
  const at = (spot: Spot) => {
    const shift = month.shifts[spot.row]
    const column = columns[spot.column]
    return shift && column
      ? { shift: shift.id, post: column.post, content: spotContent(shift, column) }
      : undefined
  }
  const personAt = (spot: Spot) => {
    const content = at(spot)?.content
    return content?.kind === 'person' ? content : undefined
  }
  const cancel = () => setCarried(undefined)
  const work = {
    pickUp: (spot: Spot) => {
      const here = at(spot)
      const person = personAt(spot)
      if (!here) return
      if (!person) {
        setFilling({ spot, letter: '' })
        return
      }
      setCarried({
        person: person.id,
        name: person.name,
        from: { shift: here.shift, post: here.post },
      })
    },
    putDown: (spot: Spot) => {
      const here = at(spot)
      if (!here || !carried) return
      setCarried(undefined)
      plan.apply(
        putDown(carried, {
          shift: here.shift,
          post: here.post,
          person: personAt(spot)?.id ?? null,
        }),
      )
    },
    cancel,
    clear: (spot: Spot) => {
      const here = at(spot)
      const person = personAt(spot)
      if (here && person)
        plan.apply([{ shift: here.shift, post: here.post, out: person.id, in: null }])
    },
    fill: (spot: Spot, letter: string) => setFilling({ spot, letter }),
  }
  const goToProblem = (violation: ShownViolation) => {
    const row = month.shifts.findIndex(({ id }) => id === violation.shift)
    const shift = month.shifts[row]
    if (!shift) return
    const column = columns.findIndex((one) => {
      const content = spotContent(shift, one)
      return violation.person === null
        ? content.kind === 'gap' && (violation.post === null || violation.post === one.post)
        : content.kind === 'person' && content.id === violation.person
    })
    setCursor({ row, column: Math.max(0, column) })
    focusGrid()
  }
  const open = month.violations.filter(({ override }) => override === null)
  const hard = open.filter(({ hard: isHard }) => isHard).length
  const filled = filling && at(filling.spot)

  return (
    <div ref={place} className={styles.whole}>
      <Split
        key={small ? 'small' : 'large'}
        name={`duty.roster.${small ? 'small' : 'large'}`}
        parts={[{ minPx: 620 }, { startPx: small ? 390 : 520, minPx: 300 }]}
      >
        <Panel
          label="值班表"
          fixed
          title={<MonthHead month={month} onMonth={onMonth} />}
          extra={<PageButtons month={month} hard={hard} onPage={onPage} />}
          footer={
            <>
              <StatusLine
                plan={plan}
                carried={carried}
                month={month}
                here={at(cursor)}
                placeWords={placeWords}
              />
              {plan.undo && (
                <ActionButton kind="quiet" hotkey="Ctrl+Z" onPress={plan.undo}>
                  撤销
                </ActionButton>
              )}
            </>
          }
        >
          {month.calendarNote !== null && <div className={styles.warn}>{month.calendarNote}</div>}
          {month.conflicts.map(({ shift, post, words, others }) => (
            <div key={`${shift} ${post}`} className={styles.warn} role="alert">
              {words} 两处同时改过：另一处是{' '}
              {others.map(({ names, by }) => `${names}（${by}）`).join('、')}
              。请核对后重填这一格。
            </div>
          ))}
          {month.shifts.length === 0 ? (
            <NothingLaid month={month.month} />
          ) : (
            <PlanGrid
              label={`${monthWord(month.month)}值班表`}
              shifts={month.shifts}
              columns={columns}
              days={month.days}
              marks={marksOf(month.violations)}
              today={today}
              own={own}
              cursor={cursor}
              carried={carried}
              onCursor={setCursor}
              work={work}
            />
          )}
          {plan.error !== null && plan.pending === undefined && (
            <div className={styles.problem} role="alert">
              {describeError(plan.error)}
              <ViolationWords error={plan.error} />
            </div>
          )}
          {filling && filled && (
            <FillBox
              key={`${filled.shift} ${filled.post}`}
              words={placeWords(filled.shift, filled.post)}
              shift={filled.shift}
              post={filled.post}
              instead={personAt(filling.spot)?.id ?? null}
              members={month.people}
              letter={filling.letter}
              onTake={(person) => {
                setFilling(undefined)
                focusGrid()
                plan.apply([
                  {
                    shift: filled.shift,
                    post: filled.post,
                    out: personAt(filling.spot)?.id ?? null,
                    in: person,
                  },
                ])
              }}
              onClose={() => {
                setFilling(undefined)
                focusGrid()
              }}
            />
          )}
          {plan.pending && (
            <ConfirmEdit
              key={plan.pending.words.join()}
              plan={{
                ...plan,
                cancel: () => {
                  plan.cancel()
                  focusGrid()
                },
              }}
              pending={plan.pending}
              published={month.state === 'published'}
            />
          )}
        </Panel>
        <Panel
          label="核对"
          fixed={side === 'problems'}
          title={
            <Segmented<Side>
              aria-label="核对什么"
              value={side}
              options={sideKeys.map(([value, word]) => ({
                value,
                label:
                  value === 'problems'
                    ? `${word} ${open.length}`
                    : value === 'changes'
                      ? `${word} ${month.changes.length}`
                      : word,
              }))}
              onChange={setSide}
            />
          }
          extra={
            <ActionButton hotkey="Shift+S" onPress={() => onPage('settings')}>
              设置
            </ActionButton>
          }
        >
          {sideKeys.map(([key, word, keys]) => (
            <SideKey key={key} keys={keys} word={word} onPress={() => setSide(key)} />
          ))}
          {side === 'problems' && <ProblemList violations={month.violations} onGo={goToProblem} />}
          {side === 'people' && (
            <PeopleList
              month={month}
              onCarry={(person, byMouse) => {
                setCarried(person)
                if (!byMouse) focusGrid()
              }}
              onDrop={cancel}
            />
          )}
          {side === 'balance' && (
            <BalanceView
              balance={month.balance}
              note={`今年到${monthWord(month.month)}（含已值的班）；差 = 全勤人员里最多与最少之差。`}
            />
          )}
          {side === 'changes' && <ChangeList changes={month.changes} />}
        </Panel>
      </Split>
    </div>
  )
}

function SideKey({
  keys,
  word,
  onPress,
}: {
  readonly keys: string
  readonly word: string
  readonly onPress: () => void
}) {
  useHotkey(keys, `看${word}`, onPress)
  return null
}

function MonthHead({
  month,
  onMonth,
}: {
  readonly month: RosterMonth
  readonly onMonth: (month: string) => void
}) {
  const { published } = month
  return (
    <>
      <ActionButton hotkey="[" name="上个月" onPress={() => onMonth(monthAfter(month.month, -1))}>
        ‹
      </ActionButton>
      <h2 className={styles.month}>{monthWord(month.month)}</h2>
      <ActionButton hotkey="]" name="下个月" onPress={() => onMonth(monthAfter(month.month, 1))}>
        ›
      </ActionButton>
      {published ? (
        <Tag
          tone="ok"
          title={`${beijingDateTime(published.at)} ${published.by} ${published.decided}`}
        >
          已印发 {beijingDateTime(published.at).slice(5, 10)}
          {published.changedSince > 0 && ` · 印发后改 ${published.changedSince} 处`}
        </Tag>
      ) : month.state === 'draft' ? (
        <Tag tone="yellow">草稿，未印发</Tag>
      ) : (
        <Tag>未排班</Tag>
      )}
    </>
  )
}

function PageButtons({
  month,
  hard,
  onPage,
}: {
  readonly month: RosterMonth
  readonly hard: number
  readonly onPage: (page: RosterPage) => void
}) {
  const isPublished = month.state === 'published'
  return (
    <>
      <ActionButton hotkey="Shift+G" onPress={() => onPage('generate')}>
        自动排班
      </ActionButton>
      <ActionButton hotkey="Shift+I" onPress={() => onPage('import')}>
        导入
      </ActionButton>
      <ActionButton hotkey="Shift+E" onPress={() => onPage('export')}>
        打印导出
      </ActionButton>
      {!isPublished && (
        <ActionButton
          kind="primary"
          hotkey="Shift+P"
          refusedBecause={
            month.shifts.length === 0
              ? '还没有排班'
              : hard > 0
                ? `还有 ${hard} 处必须改的问题，改好后才能印发`
                : undefined
          }
          onPress={() => onPage('publish')}
        >
          印发
        </ActionButton>
      )}
    </>
  )
}

/** What is carried, what was stored, or what is wrong with the spot. */
function StatusLine({
  plan,
  carried,
  month,
  here,
  placeWords,
}: {
  readonly plan: Plan
  readonly carried: Carried | undefined
  readonly month: RosterMonth
  readonly here:
    | {
        readonly shift: string
        readonly post: string
        readonly content: ReturnType<typeof spotContent>
      }
    | undefined
  readonly placeWords: (shift: string, post: string) => string
}) {
  const keys = '方向键移动 · 回车拿起放下 · 字母填人 · 删除键清空'
  const words = () => {
    if (carried) {
      const onto =
        here?.content.kind === 'person' && here.content.id !== carried.person
          ? carried.from
            ? `与 ${here.content.name} 对调`
            : `换下 ${here.content.name}`
          : '放在这里'
      return `拿着 ${carried.name} → ${here ? placeWords(here.shift, here.post) : ''}：回车${onto}，Esc 放回`
    }
    if (plan.busy) return '正在保存'
    if (plan.said !== '') return plan.said
    if (!here) return keys
    const wrong = marksOf(month.violations)
      .at(here.shift, here.post, here.content)
      .map((violation) => violation.words)
    return wrong.length > 0 ? wrong.join('；') : keys
  }
  const shown = words()
  return (
    <span className={styles.status} role="status" title={shown}>
      {shown}
    </span>
  )
}

function NothingLaid({ month }: { readonly month: string }) {
  const lay = useMutation(queries.rosters.lay.mutationOptions())
  return (
    <EmptyState
      title={`${monthWord(month)}还没有排班`}
      hint={
        lay.error === null
          ? '先按班制建立班次再逐格填人，或用“自动排班”一次排好；已有表格的可以导入。'
          : describeError(lay.error)
      }
    >
      <ActionButton
        kind="primary"
        hotkey="Enter"
        busy={lay.isPending}
        onPress={() => lay.mutate({ month })}
      >
        建立班次
      </ActionButton>
    </EmptyState>
  )
}
