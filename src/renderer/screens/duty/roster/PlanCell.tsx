import { ExclamationCircleFilled, WarningFilled } from '@ant-design/icons'
import type { ShownViolation } from '../../../../core/modules/rosters/contract.ts'
import { classes } from '../../../ui/classes.ts'
import type { SpotContent } from './plan-grid.ts'
import styles from './PlanGrid.module.css'

export interface CellDrag {
  readonly begin: () => void
  readonly over: () => void
  readonly drop: () => void
  readonly end: () => void
}

/** One place: who stands there, what is wrong with it in words, and whether somebody is needed. */
export function PlanCell({
  id,
  name,
  content,
  marks,
  isCursor,
  isOwn,
  isCarried,
  isTarget,
  drag,
  onChoose,
  onOpen,
}: {
  readonly id: string
  /** `12-03 夜班 主班`, for screen readers. */
  readonly name: string
  readonly content: SpotContent
  readonly marks: readonly ShownViolation[]
  readonly isCursor: boolean
  readonly isOwn: boolean
  readonly isCarried: boolean
  readonly isTarget: boolean
  readonly drag: CellDrag | undefined
  readonly onChoose: () => void
  readonly onOpen: () => void
}) {
  const open = marks.filter(({ override }) => override === null)
  const isHard = open.some(({ hard }) => hard)
  const words = marks.map((mark) => mark.words)
  const shown = content.kind === 'person' ? content.name : content.kind === 'gap' ? '缺' : ''
  return (
    <div
      id={id}
      role="gridcell"
      aria-selected={isCursor}
      aria-label={[`${name}：${shown === '' ? '不设' : shown}`, ...words].join('。')}
      title={words.length === 0 ? undefined : words.join('\n')}
      draggable={drag !== undefined && content.kind === 'person'}
      className={classes(
        styles.cell,
        content.kind === 'gap' && styles.gap,
        content.kind === 'none' && styles.none,
        isOwn && styles.own,
        isHard ? styles.hard : open.length > 0 && styles.soft,
        isCursor && styles.cursor,
        isCarried && styles.carried,
        isTarget && styles.target,
      )}
      onClick={onChoose}
      onDoubleClick={onOpen}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', shown)
        event.dataTransfer.effectAllowed = 'move'
        drag?.begin()
      }}
      onDragOver={(event) => {
        if (!drag) return
        event.preventDefault()
        if (!isCursor) drag.over()
      }}
      onDrop={(event) => {
        event.preventDefault()
        drag?.drop()
      }}
      onDragEnd={drag?.end}
    >
      <span className={styles.name}>{content.kind === 'none' ? '·' : shown}</span>
      {isHard ? (
        <WarningFilled className={styles.hardMark} />
      ) : open.length > 0 ? (
        <ExclamationCircleFilled className={styles.softMark} />
      ) : (
        marks.length > 0 && <span className={styles.overridden}>准</span>
      )}
    </div>
  )
}
