import { useQuery } from '@tanstack/react-query'
import { queries } from '../../client.ts'
import { modeTones } from '../../reach/mode-tones.ts'
import { Tag } from '../../ui/Tag.tsx'
import { useNavigation } from '../navigation.ts'
import styles from './TitleBar.module.css'

/** The comms mode where it is not the usual one, or where the console suggests another. */
export function CommsMode() {
  const goTo = useNavigation((navigation) => navigation.goTo)
  const mode = useQuery(queries.reach.mode.queryOptions()).data
  if (!mode || (mode.mode === 'normal' && mode.suggested === null)) return null
  const hint = mode.suggested === null ? '' : `，建议${mode.suggested.word}`
  return (
    <button
      type="button"
      className={styles.mode}
      title={mode.reason === '' ? '由人决定，到“通信”画面办理' : `${mode.by}：${mode.reason}`}
      onClick={() => goTo('radio')}
    >
      <Tag tone={mode.mode === 'normal' ? 'yellow' : modeTones[mode.mode]}>
        通信模式：{mode.word}
        {hint}
      </Tag>
    </button>
  )
}
