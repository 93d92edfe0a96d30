import type { DashboardDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { palettes } from "../../model/palette.ts";
import type { DashboardCommand } from "../../model/dashboard-commands.ts";
import { InspectorSection } from "./inspector-section.tsx";
import { text } from "./text.ts";

type Look = NonNullable<DashboardDocument["look"]>;

/** Props of `LookSettings`. */
export interface LookSettingsProps {
  readonly look: DashboardDocument["look"];
  readonly run: (command: DashboardCommand) => void;
}

const USUAL = "";

/** Palette and theme of all pictures of a dashboard. */
export function LookSettings({ look = {}, run }: LookSettingsProps) {
  const t = useText(text);
  const localize = useLocalize();
  const set = (next: Look): void => run({ type: "look", look: Object.keys(next).length > 0 ? next : null });
  const { palette: _palette, ...withoutPalette } = look;
  const { theme: _theme, ...withoutTheme } = look;
  return (
    <InspectorSection title={t.look}>
      <Select<string>
        aria-label={t.palette}
        value={look.palette ?? USUAL}
        options={[
          { value: USUAL, label: t.usualPalette },
          ...palettes.map(({ id, name, colors }) => ({
            value: id,
            label: (
              <span className="m-designer-palette">
                {colors.slice(0, 6).map((color) => (
                  <span key={color} className="m-dot" style={{ background: color }} />
                ))}
                {localize(name)}
              </span>
            ),
          })),
        ]}
        onChange={(palette) => set(palette === USUAL ? withoutPalette : { ...look, palette })}
      />
      <Select<"light" | "dark">
        aria-label={t.theme}
        value={look.theme ?? "light"}
        options={[
          { value: "light", label: t.light },
          { value: "dark", label: t.dark },
        ]}
        onChange={(theme) => set(theme === "light" ? withoutTheme : { ...look, theme })}
      />
    </InspectorSection>
  );
}
