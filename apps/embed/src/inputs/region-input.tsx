import type { PublicRegion } from "@mortise/contract";
import { localize } from "@mortise/kit";
import type { ControlProps } from "./control-props.ts";

const LEVELS = ["province", "city", "county"] as const;

/** Province, city and county one after another; what is below another choice is forgotten with it. */
export function RegionInput({
  id,
  value,
  level,
  regions,
  locale,
  t,
  describedBy,
  isInvalid,
  onChange,
}: ControlProps & { readonly level: (typeof LEVELS)[number] }) {
  const code = typeof value === "string" ? value : "";
  const depth = LEVELS.indexOf(level) + 1;
  const lists = choices(regions, code).slice(0, depth);
  return (
    <div className="regions">
      {lists.map((list, index) => {
        const name = LEVELS[index] ?? "county";
        return (
          <select
            key={name}
            id={index === 0 ? id : undefined}
            aria-label={t[name]}
            aria-describedby={describedBy}
            aria-invalid={isInvalid}
            value={list.find((region) => code.startsWith(region.code))?.code ?? ""}
            onChange={(event) => onChange(event.target.value || code.slice(0, index * 2))}
          >
            <option value="">{t[name]}</option>
            {list.map((region) => (
              <option key={region.code} value={region.code}>
                {localize(region, locale)}
              </option>
            ))}
          </select>
        );
      })}
    </div>
  );
}

/** The lists to choose from: provinces, then what belongs to each part chosen. Codes grow by two digits a level. */
function choices(regions: readonly PublicRegion[], code: string): readonly (readonly PublicRegion[])[] {
  const chosen = regions.find((region) => code.startsWith(region.code));
  const below = chosen?.children ?? [];
  return below.length > 0 ? [regions, ...choices(below, code)] : [regions];
}
