import type { Report, ReportClock } from '../../core/modules/reports/contract.ts'
import { classes } from '../ui/classes.ts'
import { useNow } from '../ui/now.ts'
import { Tag, type Tone } from '../ui/Tag.tsx'
import { ActionButton } from '../ui/ActionButton.tsx'
import { ClockBar, ClockWords } from './ReportClock.tsx'
import { clockLook, dueWords, timeWords } from './clock-look.ts'
import styles from './Reports.module.css'

const basisTones: Readonly<Record<ReportClock['basis'], Tone>> = {
  law: 'blue',
  older: 'plain',
  county: 'plain',
  assumed: 'yellow',
}

/** 法定, 县设 and 假定 are never the same tag; the document is in its title. */
export function BasisTag({ clock }: { readonly clock: ReportClock }) {
  return (
    <Tag
      tone={basisTones[clock.basis]}
      title={`${clock.sourceText}${clock.note ? `。${clock.note}` : ''}`}
    >
      {clock.tag}
    </Tag>
  )
}

/** The unfinished report that would keep this limit. */
function inWork(clock: ReportClock, reports: readonly Report[]): Report | undefined {
  const unsent = reports.filter(({ sendings, state }) => sendings.length === 0 && state !== 'void')
  return unsent.findLast(({ kind }) => {
    if (clock.means === 'system') return false
    if (clock.repeats) return kind === 'follow_up' || kind === 'final'
    if (clock.means === 'phone') return kind === 'phone_flash'
    return kind !== 'phone_flash' && kind !== 'special'
  })
}

function Outcome({
  clock,
  reports,
}: {
  readonly clock: ReportClock
  readonly reports: readonly Report[]
}) {
  const now = useNow()
  if (clock.state === 'met' && clock.metAt !== null) {
    return (
      <>
        <Tag tone={clock.late ? 'red' : 'ok'}>已报</Tag> {timeWords(clock.metAt, now)} {clock.metBy}
      </>
    )
  }
  const report = inWork(clock, reports)
  if (!report) return <span className={styles.pale}>—</span>
  return (
    <>
      <Tag>{report.stateWord}</Tag> {report.draftedBy}
    </>
  )
}

/** Every limit of the incident, the tighter one first, with what became of it. */
export function LimitTable({
  clocks,
  reports,
  onFile,
}: {
  readonly clocks: readonly ReportClock[]
  readonly reports: readonly Report[]
  /** Filed elsewhere: noted here. */
  readonly onFile: (clock: ReportClock) => void
}) {
  const now = useNow()
  return (
    <table className={styles.limits} aria-label="报送时限">
      <thead>
        <tr>
          <th>种类</th>
          <th>应报 · 规则</th>
          <th>时限</th>
          <th>状态</th>
        </tr>
      </thead>
      <tbody>
        {clocks.map((clock) => {
          const { tone } = clockLook(clock, now)
          const open = clock.state !== 'met' && clock.state !== 'not-started'
          return (
            <tr
              key={clock.rule}
              data-clock={clock.rule}
              className={classes(
                tone === 'over' && open && styles.over,
                tone === 'idle' && styles.pale,
              )}
            >
              <td>{clock.label}</td>
              <td>
                {dueWords(clock, now)} <BasisTag clock={clock} />{' '}
                <span
                  className={styles.to}
                  title={`${clock.from} 报 ${clock.to}，从${clock.startWord}起算`}
                >
                  {clock.to}
                </span>
              </td>
              <td>
                <ClockWords clock={clock} />
                {open && <ClockBar clock={clock} />}
              </td>
              <td>
                {open && clock.means === 'system' ? (
                  <ActionButton
                    kind="quiet"
                    name={`登记已报：${clock.label}`}
                    onPress={() => onFile(clock)}
                  >
                    登记已报
                  </ActionButton>
                ) : (
                  <Outcome clock={clock} reports={reports} />
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
