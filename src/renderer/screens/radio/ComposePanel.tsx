import { useEffect, useRef } from 'react'
import type { InputRef } from 'antd'
import { Composer } from '../../radio/Composer.tsx'
import { useWriting } from '../../radio/writing.ts'
import { Panel } from '../../ui/Panel.tsx'
import styles from './RadioScreen.module.css'

/** 发文字: takes the cursor when another panel asks for it. */
export function ComposePanel() {
  const { chosen, asked, choose } = useWriting()
  const text = useRef<InputRef>(null)
  useEffect(() => {
    if (asked > 0) text.current?.focus()
  }, [asked])
  return (
    <Panel className={styles.compose} label="发文字" fixed>
      <Composer chosen={chosen} onChoose={choose} textRef={text} />
    </Panel>
  )
}
