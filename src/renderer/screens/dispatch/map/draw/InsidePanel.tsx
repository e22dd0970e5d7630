import { useQuery } from '@tanstack/react-query'
import type { DrawingShown, Inside } from '../../../../../core/modules/drawings/contract.ts'
import { queries } from '../../../../client.ts'
import { useNavigation } from '../../../../frame/navigation.ts'
import { useIntake } from '../../../../incident/intake-store.ts'
import { useWriting } from '../../../../radio/writing.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { ageInWords } from '../../../../ui/age.ts'
import { coreNow } from '../../../../ui/now.ts'
import { FailingState, LoadingState } from '../../../../ui/states.tsx'
import { useMapDesk } from '../desk.ts'
import { nameWords } from './drawing-words.ts'
import panel from '../ToolPanel.module.css'
import styles from './Draw.module.css'

/** Units move: what is inside is asked again while it is looked at. */
const askAgainMs = 15_000
/** As many recipients as one message takes. */
const mostRecipients = 200

/** What lies in an area, counted and listed, and a text to the radios inside it. */
export function InsidePanel({
  drawing,
  onBack,
}: {
  readonly drawing: DrawingShown
  readonly onBack: () => void
}) {
  const inside = useQuery({
    ...queries.drawings.inside.queryOptions({ input: { drawing: drawing.id } }),
    refetchInterval: askAgainMs,
  })
  return (
    <>
      <div className={styles.line}>
        <strong className={panel.grow}>{nameWords(drawing)} · 区内情况</strong>
        <ActionButton kind="quiet" hotkey="Escape" onPress={onBack}>
          返回
        </ActionButton>
      </div>
      <p className={panel.note}>{drawing.size}</p>
      {inside.error && (
        <FailingState
          title="查不到区内情况"
          error={inside.error}
          onRetry={() => void inside.refetch()}
        />
      )}
      {inside.isPending && <LoadingState what="区内情况" />}
      {inside.data && <Found inside={inside.data} drawing={drawing} />}
    </>
  )
}

function Found({ inside, drawing }: { readonly inside: Inside; readonly drawing: DrawingShown }) {
  const { map, select } = useMapDesk()
  const { groups, radios, unplaced } = inside
  return (
    <>
      <TextToRadios radios={radios} of={nameWords(drawing)} />
      {groups.length === 0 && <p className={panel.note}>区内没有已标定位置的对象。</p>}
      {groups.map(({ key, word, rows, people }) => (
        <section key={key} className={styles.group} aria-label={`${word} ${rows.length}`}>
          <h3 className={styles.heading}>
            {word} {rows.length}
            {people !== '' && <span className={styles.people}>{people}</span>}
          </h3>
          {rows.map((row) => (
            <button
              key={row.key}
              type="button"
              className={styles.row}
              onClick={() => {
                if (row.key !== '') select(row.key)
                map.setView([row.point.lat, row.point.lon], Math.max(map.getZoom(), 13))
              }}
            >
              <span className={styles.name}>{row.name}</span>
              <span className={panel.note}>{row.detail}</span>
            </button>
          ))}
        </section>
      ))}
      {unplaced.length > 0 && <Unplaced unplaced={unplaced} />}
    </>
  )
}

function Unplaced({ unplaced }: Pick<Inside, 'unplaced'>) {
  const total = (of: 'villages' | 'features' | 'incidents') =>
    unplaced.reduce((sum, row) => sum + row[of], 0)
  const words = (row: { villages: number; features: number; incidents: number }) =>
    [
      row.villages > 0 && `村（社区） ${row.villages}`,
      row.features > 0 && `其他对象 ${row.features}`,
      row.incidents > 0 && `事件 ${row.incidents}`,
    ]
      .filter((part) => part !== false)
      .join('、')
  const sums = {
    villages: total('villages'),
    features: total('features'),
    incidents: total('incidents'),
  }
  return (
    <details className={styles.group}>
      <summary className={styles.unplaced}>
        位置仅到乡镇、不能判断是否在内：{words(sums)}（未计入）
      </summary>
      {unplaced.map((row) => (
        <div key={row.township} className={panel.note}>
          {row.township}：{words(row)}
        </div>
      ))}
    </details>
  )
}

/** Fills the recipients in and puts the cursor into the words; a person sends. */
function TextToRadios({ radios, of }: { readonly radios: Inside['radios']; readonly of: string }) {
  const writeTo = useWriting((writing) => writing.writeTo)
  const goTo = useNavigation((navigation) => navigation.goTo)
  const intake = useIntake(({ open }) => open)
  const write = () => {
    writeTo(...radios.map(({ number }) => ({ to: number, group: false })))
    // The intake form covers the line where texts are written: the radio screen has one too.
    if (intake) goTo('radio')
  }
  const refused =
    radios.length === 0
      ? '区内没有有定位的电台'
      : radios.length > mostRecipients
        ? `区内有 ${radios.length} 部电台，一次最多发 ${mostRecipients} 部，请改发组`
        : undefined
  return (
    <div className={styles.group}>
      <ActionButton
        kind="primary"
        hotkey="Alt+T"
        name="给区内电台发短信"
        {...(refused === undefined ? {} : { refusedBecause: refused })}
        onPress={write}
      >
        给区内 {radios.length} 部电台发短信
      </ActionButton>
      {radios.length > 0 && (
        <p className={panel.note} title={of}>
          {radios
            .map(({ name, at }) => `${name}（${ageInWords(coreNow() - at)}前定位）`)
            .join('、')}
          。只含有定位的电台；发出前还要确认。
        </p>
      )}
    </div>
  )
}
