import type { CalendarDefinition } from "./calendar.ts";
import { compileCalendar, type CompiledCalendar } from "./compile-calendar.ts";

export type Compile = (definition: CalendarDefinition) => CompiledCalendar;

/** Compiles each definition once, whichever copy of it comes. One for a process; at `limit` definitions it starts anew. */
export function createCompile(limit = 1_000): Compile {
  const byContent = new Map<string, CompiledCalendar>();
  const byObject = new WeakMap<object, CompiledCalendar>();

  return (definition) => {
    const known = typeof definition === "object" ? byObject.get(definition) : undefined;
    if (known !== undefined) return known;

    const content = JSON.stringify(definition);
    const compiled = byContent.get(content) ?? compileCalendar(definition);
    if (byContent.size >= limit) byContent.clear();
    byContent.set(content, compiled);
    if (typeof definition === "object") byObject.set(definition, compiled);
    return compiled;
  };
}
