import type { ThemeConfig } from "antd";
import { colors, FONT_FAMILY } from "./tokens.ts";

/** The light theme of every page. */
export const lightTheme: ThemeConfig = {
  token: {
    colorPrimary: colors.accent,
    colorInfo: colors.accent,
    colorLink: colors.accent,
    colorSuccess: colors.success,
    colorWarning: colors.warning,
    colorError: colors.danger,
    colorPrimaryBg: colors.accentSoft,
    colorPrimaryBgHover: "#d9e9e4",
    colorInfoBg: colors.accentSoft,
    colorSuccessBg: "#e8f5ed",
    colorSuccessBorder: "#b9dfc8",
    colorWarningBg: "#fcf4e3",
    colorErrorBg: "#fdf0ed",
    colorTextBase: colors.ink,
    colorBgLayout: colors.canvas,
    colorBorder: "#d8dcd9",
    colorBorderSecondary: colors.line,
    borderRadius: 6,
    borderRadiusLG: 10,
    fontFamily: FONT_FAMILY,
    fontSize: 14,
    controlHeight: 34,
    boxShadowSecondary: "0 8px 28px rgba(28, 36, 34, 0.12), 0 2px 6px rgba(28, 36, 34, 0.06)",
    wireframe: false,
  },
  components: {
    Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none", fontWeight: 500 },
    Card: { headerFontSize: 15 },
    Menu: {
      itemBorderRadius: 6,
      itemHeight: 36,
      itemMarginInline: 8,
      itemSelectedBg: colors.accentSoft,
      itemSelectedColor: colors.accent,
    },
    Modal: { titleFontSize: 17 },
    Table: { headerBg: "#fafbfa", headerSplitColor: "transparent", cellPaddingBlock: 11 },
    Tabs: { horizontalItemGutter: 24 },
    Tooltip: { colorBgSpotlight: colors.ink },
  },
};

/**
 * The same for readers who want nothing to move. Style alone does not do: components that open and close would wait for
 * the end of an animation that never begins.
 */
export const stillTheme: ThemeConfig = { ...lightTheme, token: { ...lightTheme.token, motion: false } };
