import { Component, type ReactNode } from 'react'
import { ActionButton } from '../ui/ActionButton.tsx'
import styles from './PageNotice.module.css'

interface Props {
  readonly title: string
  readonly children: ReactNode
}

/** A screen that fails takes neither the alarms nor the command line with it. */
export class ScreenBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <div className={styles.notice} role="alert">
        <h1>「{this.props.title}」画面出错</h1>
        <p>已记录的内容没有丢。告警、命令行和其他画面照常可用。</p>
        <ActionButton kind="primary" onPress={() => this.setState({ failed: false })}>
          重新打开
        </ActionButton>
      </div>
    )
  }
}
