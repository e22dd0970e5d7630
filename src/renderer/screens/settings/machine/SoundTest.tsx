import { useState } from 'react'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { play, soundNames, type SoundName } from '../../../ui/sounds.ts'
import styles from '../Section.module.css'

/** Each shift tries every sound once. */
export function SoundTest() {
  const [heard, setHeard] = useState<{
    readonly words: string
    readonly rhythm: string
    readonly ok: boolean
  }>()
  const test = async (name: SoundName, words: string, rhythm: string) =>
    setHeard({ words, rhythm, ok: await play(name) })
  return (
    <>
      {soundNames.map(({ name, words, rhythm }) => (
        <ActionButton key={name} onPress={() => void test(name, words, rhythm)}>
          {words}
        </ActionButton>
      ))}
      {heard !== undefined && (
        <span role="status" className={heard.ok ? styles.good : styles.bad}>
          {heard.ok
            ? `正在播放「${heard.words}」：${heard.rhythm}；听不到请检查音箱`
            : '放不出声音：没有声音设备，或浏览器不允许'}
        </span>
      )}
    </>
  )
}
