import { App } from 'antd'
import {
  coordinateFormats,
  coordinateFormatWords,
  writeCoordinates,
} from '../../../../../core/kernel/coordinates.ts'
import { askForPoint } from '../../../../map/pick.ts'
import { useSetPoint } from '../../../../map/use-set-point.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { ageInWords } from '../../../../ui/age.ts'
import { coreNow, useNow } from '../../../../ui/now.ts'
import { copyText } from '../../../../ui/copy-text.ts'
import { fields } from '../../../../map/sprite-store.ts'
import { useMapDesk } from '../desk.ts'
import type { LatLon } from '../map-geometry.ts'
import { nearWords } from '../cursor/near-words.ts'
import { useSurroundings } from '../cursor/use-surroundings.ts'
import { soughtPoint, type Sought } from './found.ts'
import styles from './Find.module.css'

/** What is known of what was found, and its point: every form of it, to be copied or set. */
export function FoundDetail({
  sought: asFound,
  onChanged,
}: {
  readonly sought: Sought
  readonly onChanged: (sought: Sought) => void
}) {
  const sought = useNewestFix(asFound)
  const point = soughtPoint(sought)
  const surroundings = useSurroundings()
  return (
    <div className={styles.detail} role="status">
      {sought.kind === 'thing' ? (
        <ThingWords sought={sought} />
      ) : (
        <div>
          <b>输入的坐标</b>
          {sought.note !== undefined && <p className={styles.problem}>{sought.note}</p>}
        </div>
      )}
      {point && <p className={styles.note}>{nearWords(surroundings, point)}</p>}
      {point && <Forms point={point} />}
      {sought.kind === 'thing' && <PointButtons sought={sought} onChanged={onChanged} />}
    </div>
  )
}

/** What moves by itself has gone on since it was found. */
function useNewestFix(sought: Sought): Sought {
  const { store } = useMapDesk().sprites
  useNow()
  if (sought.kind !== 'thing' || !/^(unit|radio):/.test(sought.found.key)) return sought
  const index = store.index(sought.found.key)
  const point = store.where(sought.found.key)
  if (index === undefined || !point) return sought
  return { ...sought, found: { ...sought.found, point, fixedAt: store.value(index, fields.at) } }
}

const precisionWords = {
  surveyed: '',
  approximate: '大致位置',
  'township-only': '位置仅到乡镇，不计算距离',
  unknown: '没有位置',
} as const

function ThingWords({
  sought: { found },
}: {
  readonly sought: Extract<Sought, { kind: 'thing' }>
}) {
  const { kindWord, label, note, precision, fixedAt } = found
  const where = fixedAt === null ? precisionWords[precision] : ageOf(fixedAt)
  return (
    <div>
      <span className={styles.kind}>{kindWord}</span> <b>{label}</b>
      <p className={styles.note}>{[note, where].filter((words) => words !== '').join(' · ')}</p>
    </div>
  )
}

function ageOf(at: number): string {
  return `${ageInWords(coreNow() - at)}前定位`
}

function Forms({ point }: { readonly point: LatLon }) {
  const { message } = App.useApp()
  const copy = async (text: string) => {
    if (await copyText(text)) void message.success(`已复制 ${text}`)
    else void message.error('浏览器不让复制，请选中文字后按 Ctrl+C。')
  }
  return (
    <dl className={styles.forms}>
      {coordinateFormats.map((format) => {
        const text = writeCoordinates(point, format)
        return (
          <div key={format}>
            <dt>{coordinateFormatWords[format]}</dt>
            <dd>{text}</dd>
            <ActionButton
              kind="quiet"
              name={`复制${coordinateFormatWords[format]}`}
              onPress={() => void copy(text)}
            >
              复制
            </ActionButton>
          </div>
        )
      })}
    </dl>
  )
}

/** A place or an incident known to its township only gets its point by one click. */
function PointButtons({
  sought,
  onChanged,
}: {
  readonly sought: Extract<Sought, { kind: 'thing' }>
  readonly onChanged: (sought: Sought) => void
}) {
  const { found } = sought
  const setPoint = useSetPoint()
  const settable = found.kind === 'incident' || (found.place && found.place.kind !== 'township')
  if (!settable) return null
  const set = (at: LatLon | null) => {
    setPoint(found.key, at, () =>
      onChanged({
        kind: 'thing',
        found: {
          ...found,
          point: at,
          precision: at ? 'approximate' : found.township === null ? 'unknown' : 'township-only',
          place: found.place && { ...found.place, point: at },
        },
      }),
    )
  }
  return (
    <div className={styles.buttons}>
      <ActionButton onPress={() => askForPoint(`“${found.label}”的位置`, set)}>
        {found.point === null ? '在图上标定' : '重新标定'}
      </ActionButton>
      {found.point !== null && found.place?.kind !== 'own' && (
        <ActionButton kind="quiet" onPress={() => set(null)}>
          撤销标定
        </ActionButton>
      )}
    </div>
  )
}
