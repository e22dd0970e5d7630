/** Ant Design's theme, made from the console's own tokens. */
import { theme, type ThemeConfig } from 'antd'
import css from './tokens.css?raw'
import { token, tokensOf, type ThemeName } from './tokens.ts'

const { compactAlgorithm, darkAlgorithm, defaultAlgorithm } = theme

/** @param scale type size as a factor of 14 px */
export function consoleTheme(name: ThemeName, scale: number): ThemeConfig {
  const tokens = tokensOf(css, name)
  const value = (key: string) => token(tokens, key)
  const base = name === 'wall' ? 20 : Math.round(14 * scale)
  return {
    algorithm: [name === 'light' ? defaultAlgorithm : darkAlgorithm, compactAlgorithm],
    token: {
      ...colours(value),
      fontFamily: value('font'),
      fontSize: base,
      fontSizeSM: base - 1,
      fontSizeLG: base + 2,
      borderRadius: 4,
      // Compact alone gives 28; a target is never under 32 px.
      controlHeight: 32,
      controlHeightSM: 32,
      controlHeightLG: 40,
      controlOutlineWidth: 0,
      motionDurationFast: '0.05s',
      motionDurationMid: '0.1s',
      motionDurationSlow: '0.15s',
      wireframe: false,
    },
    components: {
      Segmented: {
        itemSelectedBg: value('accent-soft'),
        itemSelectedColor: value('text-1'),
        trackBg: value('bg-input'),
      },
      Splitter: { splitBarSize: 2, splitTriggerSize: 8 },
      Table: { headerBg: value('bg-panel'), headerColor: value('text-3') },
    },
  }
}

function colours(value: (key: string) => string) {
  return {
    colorPrimary: value('accent-fill'),
    colorInfo: value('accent'),
    colorSuccess: value('ok'),
    colorWarning: value('warn-orange'),
    colorError: value('warn-red'),
    colorErrorText: value('red-text'),
    colorWarningText: value('orange-text'),
    colorSuccessText: value('ok-text'),
    colorLink: value('accent-text'),
    colorLinkHover: value('accent-text'),
    colorBgLayout: value('bg-app'),
    colorBgContainer: value('bg-panel'),
    colorBgElevated: value('bg-raised'),
    colorBgSpotlight: value('bg-hover'),
    colorBorder: value('line-control'),
    colorBorderSecondary: value('line'),
    colorSplit: value('line'),
    colorText: value('text-1'),
    colorTextSecondary: value('text-2'),
    colorTextTertiary: value('text-3'),
    colorTextQuaternary: value('text-3'),
    colorTextPlaceholder: value('text-3'),
    colorTextDisabled: value('text-3'),
    colorTextDescription: value('text-3'),
    colorIcon: value('text-2'),
    controlItemBgActive: value('accent-soft'),
    controlItemBgHover: value('bg-hover'),
  }
}
