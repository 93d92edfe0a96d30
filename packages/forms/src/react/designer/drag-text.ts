/** What screen readers say while something is dragged. */
export const dragText = {
  instructions: {
    zh: "按空格键拿起，用方向键移动，再按空格键放下，按 Esc 取消",
    en: "Press Space to lift, arrow keys to move, Space to drop, Escape to cancel",
  },
  lifted: { zh: "已拿起", en: "Lifted" },
  over: { zh: "正在移动", en: "Moving" },
  dropped: { zh: "已放下", en: "Dropped" },
  cancelled: { zh: "已取消", en: "Cancelled" },
} as const;
