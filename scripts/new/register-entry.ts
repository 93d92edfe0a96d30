/** The import lines and the list of a registry with one more entry, both kept in the order of the entries' folders. */
export function registerEntry(registry: string, name: string, module: string): string {
  const suffix = /[A-Z][a-z]+$/.exec(name)?.[0] ?? "";
  const entryImport = new RegExp(`^import \\{ (\\w+${suffix}) \\} from "([^"]+)";$`);
  const lines = registry.split("\n");
  const after = lines.findIndex((line) => {
    const [, , other] = entryImport.exec(line) ?? [];
    return other !== undefined && other > module;
  });
  const last = lines.findLastIndex((line) => entryImport.test(line));
  const place = after === -1 ? last + 1 : after;
  const [, next] = entryImport.exec(lines[after] ?? "") ?? [];
  lines.splice(place, 0, `import { ${name} } from "${module}";`);
  const item = next === undefined ? -1 : lines.indexOf(`  ${next},`);
  const end = lines.findLastIndex((line) => new RegExp(`^  \\w+${suffix},$`).test(line));
  lines.splice(item === -1 ? end + 1 : item, 0, `  ${name},`);
  return lines.join("\n");
}
