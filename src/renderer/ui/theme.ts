/** Ant Design's theme, made from the console's own tokens. */
import { theme, type ThemeConfig } from 'antd'
import css from './tokens.css?raw'
import { token, tokensOf, type ThemeName } from './tokens.ts'

const { compactAlgorithm, darkAlgorithm, defaultAlgorithm } = theme

type MapToken = ReturnType<typeof compactAlgorithm>

/**
 * The last word over the algorithms: compact alone makes 28 px controls and 12 px text, and the
 * dark one mixes its own shades from the accent.
 */
function exactly(base: number, value: (key: string) => string) {
  return (_seed: unknown, map?: MapToken): MapToken => {
    if (!map) throw new Error('exactly() comes after the algorithms')
    const sizes = {
      fontSizeSM: base - 1,
      fontSize: base,
      fontSizeLG: base + 2,
      fontSizeXL: base + 6,
      lineHeight: 22 / 14,
      lineHeightSM: 20 / 13,
      lineHeightLG: 24 / 16,
      fontHeight: Math.round((base * 22) / 14),
      fontHeightSM: Math.round(((base - 1) * 20) / 13),
      fontHeightLG: Math.round(((base + 2) * 24) / 16),
    }
    return {
      ...map,
      ...sizes,
      // A target is never under 32 px.
      controlHeight: 32,
      controlHeightSM: 32,
      controlHeightXS: 24,
      controlHeightLG: 40,
      colorPrimary: value('accent-fill'),
      colorPrimaryHover: value('accent-fill'),
      colorPrimaryActive: value('accent-fill'),
      colorInfo: value('accent'),
      colorSuccess: value('ok'),
      colorWarning: value('warn-orange'),
      colorError: value('warn-red'),
      colorLink: value('accent-text'),
    }
  }
}

/** @param scale type size as a factor of 14 px */
export function consoleTheme(name: ThemeName, scale: number): ThemeConfig {
  const tokens = tokensOf(css, name)
  const value = (key: string) => token(tokens, key)
  const base = name === 'wall' ? 20 : Math.round(14 * scale)
  const lightness = name === 'light' ? defaultAlgorithm : darkAlgorithm
  return {
    algorithm: [lightness, compactAlgorithm, exactly(base, value)],
    token: {
      ...colours(value),
      colorPrimary: value('accent-fill'),
      fontFamily: value('font'),
      borderRadius: 4,
      controlOutlineWidth: 0,
      motionDurationFast: '0.05s',
      motionDurationMid: '0.1s',
      motionDurationSlow: '0.15s',
      wireframe: false,
    },
    components: {
      Segmented: {
        controlPaddingHorizontal: 9,
        itemSelectedBg: value('accent-soft'),
        itemSelectedColor: value('text-1'),
        trackBg: value('bg-input'),
      },
      Splitter: { splitBarSize: 2, splitTriggerSize: 8 },
      Table: { headerBg: value('bg-panel'), headerColor: value('text-3') },
    },
  }
}

/** Colours that belong to one theme each, beyond what the algorithms derive. */
function colours(value: (key: string) => string) {
  return {
    colorErrorText: value('red-text'),
    colorWarningText: value('orange-text'),
    colorSuccessText: value('ok-text'),
    colorLinkHover: value('accent-text'),
    colorPrimaryBorder: value('accent'),
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
