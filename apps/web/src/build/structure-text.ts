/** Texts of work on the tables in the background, and of indexes for views and dashboards. */
export const structureText = {
  title: { zh: "索引与后台调整", en: "Indexes and work in the background" },
  hint: {
    zh: "数据很多时，视图和仪表盘需要的索引会自动建立；没人用的两周后自动删除",
    en: "With many records, views and dashboards get the indexes they need by themselves; unused ones go after two weeks",
  },
  index: { zh: "正在建立索引", en: "Building an index" },
  search: { zh: "正在更新搜索", en: "Updating search" },
  reference: { zh: "正在检查关联", en: "Checking a reference" },
  conversion: { zh: "正在转换类型", en: "Converting values" },
  fill: { zh: "正在计算字段的值", en: "Working out values" },
  drop: { zh: "正在删除旧索引", en: "Removing an old index" },
  rows: { zh: "已处理 {n} 行", en: "{n} {n:row|rows} done" },
  failed: { zh: "没有成功", en: "Failed" },
  wantedBy: { zh: "用于：{names}", en: "For: {names}" },
  cost: { zh: "占用 {size}，建立用时 {seconds} 秒", en: "Takes {size}, built in {seconds} s" },
  gain: { zh: "查询从 {before} 毫秒降到 {after} 毫秒", en: "Queries went from {before} to {after} ms" },
  uses: { zh: "用过 {n} 次", en: "Used {n} {n:time|times}" },
  unused: { zh: "没人使用，已删除", en: "Removed, as nobody used it" },
  declined: { zh: "已停用", en: "Turned off" },
  remove: { zh: "停用", en: "Turn off" },
  keep: { zh: "重新建立", en: "Build again" },
} as const;
