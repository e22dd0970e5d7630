import type { ReactNode } from 'react'
import { useConnection } from '../client.ts'
import styles from './PageFoot.module.css'

/** Before sign-in, in the place of the command line: version, seat, and that nothing leaves. */
export function PageFoot({ children }: { readonly children: ReactNode }) {
  const connection = useConnection()
  const hello = connection.kind === 'live' ? connection.hello : undefined
  return (
    <footer className={styles.foot}>
      <span>
        {hello ? `版本 ${hello.version} · ${hello.seat.name} · ` : ''}不需要联网 · 不上传任何数据
      </span>
      {children}
    </footer>
  )
}
