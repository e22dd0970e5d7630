import { CloseCircleFilled } from '@ant-design/icons'

/** `allowClear` of a choice, its button named in the words of the screen. */
export const clearable = { clearIcon: <CloseCircleFilled />, label: '清空' }
