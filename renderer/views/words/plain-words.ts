/** `low_confidence` and `lastQuestion`, as machines write them, in the words of people; what has words already stays as it is. */
export function plainWords(name: string): string {
  if (!/^[a-z0-9]+(?:[_-][a-z0-9]+|[A-Z][a-z0-9]+)*$/u.test(name)) return name;
  const words = name.replaceAll(/[_-]/gu, " ").replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
