import { useLayoutEffect, type RefObject } from "react";

/** A field as tall as its text, up to what its style allows. */
export function useGrow(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const node = field.current;
    if (node === null) return;
    node.style.height = "auto";
    node.style.height = `${node.scrollHeight}px`;
  }, [field, text]);
}
