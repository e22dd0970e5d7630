import { classes } from './classes.ts'
import styles from './LinkLight.module.css'

/** Full, half, empty red, empty grey: told apart by shape as well as colour. */
export type LightState = 'ok' | 'warn' | 'down' | 'idle'

const words: Record<LightState, string> = { ok: '正常', warn: '质差', down: '断开', idle: '未接' }

export function Light({ state, label }: { readonly state: LightState; readonly label?: string }) {
  return (
    <span
      className={classes(styles.light, styles[state])}
      role="img"
      aria-label={label ?? words[state]}
    />
  )
}

export interface LinkLightProps {
  /** `370M`, `指挥车`, `外网`. */
  readonly name: string
  /** One light per gateway of that name. */
  readonly lights: readonly {
    readonly key: string
    readonly state: LightState
    readonly label?: string
  }[]
  /** What is wrong, in words: `断 13:20 起`; absent while all is well. */
  readonly word?: string | undefined
  readonly onPress?: (() => void) | undefined
}

/** A link in the title bar: name, lights, and a word as soon as one is not well. */
export function LinkLight({ name, lights, word, onPress }: LinkLightProps) {
  const worst = worstOf(lights.map((light) => light.state))
  return (
    <button type="button" className={styles.link} onClick={onPress} title={word ?? words[worst]}>
      {name}
      {lights.map(({ key, state, label }) => (
        <Light key={key} state={state} label={label ?? words[state]} />
      ))}
      {word !== undefined && <span className={styles[`word-${worst}`]}>{word}</span>}
    </button>
  )
}

/** The state to name first; no light at all is `idle`. */
export function worstOf(states: readonly LightState[]): LightState {
  const order: readonly LightState[] = ['down', 'warn', 'idle', 'ok']
  return order.find((state) => states.includes(state)) ?? 'idle'
}
