const TAKEN_MS = 10_000;

/** Hands a text or a picture to whoever sits there, as a file of this name. */
export function saveFile(name: string, text: string | Blob, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // By then the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(url), TAKEN_MS);
}
