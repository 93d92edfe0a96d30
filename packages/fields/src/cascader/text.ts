/** Texts of the cascader. */
export const text = {
  placeholder: {
    zh: "设备\n  水泵\n  阀门\n服务",
    en: "Devices\n  Pumps\n  Valves\nServices",
  },
  count: {
    zh: "共 {count} 项，{levels} 级",
    en: "{count} {count:option|options} on {levels} {levels:level|levels}",
  },
} as const;
