import { useRef, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { dutyDay } from '../../../../core/kernel/beijing-time.ts'
import type {
  RosterMonth,
  ShownShift,
  ShownViolation,
} from '../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { coreNow } from '../../../ui/now.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { Split } from '../../../ui/Split.tsx'
import { useSmallDesk } from '../../../ui/use-small-desk.ts'
import { ConfirmEdit } from './ConfirmEdit.tsx'
import { FillBox } from './FillBox.tsx'
import { monthWord, shiftWords } from '../month-words.ts'
import { NothingLaid } from './NothingLaid.tsx'
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
import { MonthHead, PageButtons } from './PlanHead.tsx'
import { PlanSide } from './PlanSide.tsx'
import type { RosterPage } from './roster-page.ts'
import { ShiftForm } from './ShiftForm.tsx'
import { StatusLine } from './StatusLine.tsx'
import { usePlan } from './use-plan.ts'
import { ViolationWords } from './ViolationWords.tsx'
import styles from './Roster.module.css'

/** One month to plan in: the grid with what is being done in it, and beside it what to check. */
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
  const [cursor, setCursor] = useState<Spot>(() => ({
    row: Math.max(
      0,
      month.shifts.findIndex(({ day }) => day === today),
    ),
    column: 0,
  }))
  const [carried, setCarried] = useState<Carried>()
  const [filling, setFilling] = useState<{ readonly spot: Spot; readonly letter: string }>()
  const [shiftForm, setShiftForm] = useState<{ readonly shift: ShownShift | undefined }>()
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
  const cancel = () => {
    setCarried(undefined)
    plan.dismiss()
  }
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
  const row = month.shifts[cursor.row]
  const openShift = (shift: ShownShift | undefined) => {
    cancel()
    setFilling(undefined)
    setShiftForm({ shift })
  }

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
              {row && (
                <ActionButton
                  hotkey="Shift+T"
                  refusedBecause={row.status === 'closed' ? '这个班已经结束，不能再改' : undefined}
                  onPress={() => openShift(row)}
                >
                  改班次
                </ActionButton>
              )}
              {row && (
                <ActionButton hotkey="Shift+N" onPress={() => openShift(undefined)}>
                  加班次
                </ActionButton>
              )}
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
              takesFocus
            />
          )}
          {plan.pending === undefined && (
            <ProblemNote error={plan.error}>
              <ViolationWords error={plan.error} />
            </ProblemNote>
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
                // A published month asks for the reason next.
                if (month.state !== 'published') focusGrid()
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
          {shiftForm && (
            <ShiftForm
              key={shiftForm.shift?.id ?? ''}
              month={month}
              shift={shiftForm.shift}
              day={row?.day ?? month.days[0]?.day ?? ''}
              onStored={(words) => {
                setShiftForm(undefined)
                plan.shiftStored(words)
                focusGrid()
              }}
              onClose={() => {
                setShiftForm(undefined)
                focusGrid()
              }}
            />
          )}
          {plan.pending && (
            <ConfirmEdit
              key={plan.pending.words.join()}
              plan={plan}
              pending={plan.pending}
              published={month.state === 'published'}
              onEnd={focusGrid}
            />
          )}
        </Panel>
        <PlanSide
          month={month}
          open={open.length}
          onGo={goToProblem}
          onCarry={(person, byMouse) => {
            setCarried(person)
            if (!byMouse) focusGrid()
          }}
          onDrop={cancel}
          onSettings={() => onPage('settings')}
        />
      </Split>
    </div>
  )
}
