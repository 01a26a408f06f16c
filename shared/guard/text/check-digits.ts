/** The check digits by which numbers of cards, accounts and people tell themselves apart from any other number. All take plain digits. */

const digitsOf = (text: string): readonly number[] => [...text].map(Number);
const weighted = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0);
const allSame = (text: string): boolean => /^(\d)\1*$/.test(text);

export function passesLuhn(number: string): boolean {
  let sum = 0;
  for (let index = 0; index < number.length; index += 1) {
    const digit = Number(number[number.length - 1 - index]);
    const twice = index % 2 === 1 ? digit * 2 : digit;
    sum += twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}

/** Letters count from 10; the first four signs go to the end (ISO 13616). */
export function passesIban(iban: string): boolean {
  let rest = 0;
  for (const sign of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
  }
  return rest === 1;
}

/** Spain: DNI, or NIE with its first letter as a digit. */
export const passesSpanishId = (id: string): boolean => {
  const number = Number(id.slice(0, -1).replace("X", "0").replace("Y", "1").replace("Z", "2"));
  return "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23] === id.at(-1);
};

const ODD_VALUES = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** Italy: codice fiscale. Digits count as the letters from A on. */
export function passesItalianId(id: string): boolean {
  let sum = 0;
  for (let index = 0; index < 15; index += 1) {
    const sign = id[index] ?? "";
    const value = sign >= "0" && sign <= "9" ? Number(sign) : sign.charCodeAt(0) - 65;
    sum += index % 2 === 0 ? (ODD_VALUES[value] ?? 0) : value;
  }
  return String.fromCharCode(65 + (sum % 26)) === id[15];
}

/** Brazil: CPF (11 digits). */
export function passesCpf(number: string): boolean {
  if (allSame(number)) return false;
  const digits = digitsOf(number);
  const check = (length: number): number =>
    ((weighted(
      digits,
      Array.from({ length }, (_, index) => length + 1 - index),
    ) *
      10) %
      11) %
    10;
  return check(9) === digits[9] && check(10) === digits[10];
}

/** Brazil: CNPJ (14 digits). */
export function passesCnpj(number: string): boolean {
  if (allSame(number)) return false;
  const digits = digitsOf(number);
  const weights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
  const check = (length: number): number => {
    const rest = weighted(digits, weights.slice(13 - length)) % 11;
    return rest < 2 ? 0 : 11 - rest;
  };
  return check(12) === digits[12] && check(13) === digits[13];
}

/** Portugal: NIF (9 digits). */
export function passesNif(number: string): boolean {
  const digits = digitsOf(number);
  const rest = weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  return (rest < 2 ? 0 : 11 - rest) === digits[8];
}

/** United States: a social security number has no check digit, but parts that were never given out. */
export const passesSsn = (number: string): boolean =>
  !/^(?:000|666|9)/.test(number) && number.slice(3, 5) !== "00" && number.slice(5) !== "0000" && number !== "078051120" && !allSame(number);

/** United Kingdom: prefixes of a National Insurance number that are not given out. */
export const passesNino = (id: string): boolean => /^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/.test(id) && !/^(?:BG|GB|KN|NK|NT|TN|ZZ)/.test(id);

/** France: 13 digits and their remainder by 97. */
export const passesNir = (number: string): boolean => 97 - (Number(number.slice(0, 13)) % 97) === Number(number.slice(13));

/** Germany: tax number for people (11 digits, ISO 7064 modulo 11, 10). */
export function passesGermanTaxId(number: string): boolean {
  let product = 10;
  for (const digit of digitsOf(number.slice(0, 10))) {
    const sum = (digit + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return number[0] !== "0" && (11 - product) % 10 === Number(number[10]);
}

/** Mexico: CURP (18 signs). */
export function passesCurp(id: string): boolean {
  const signs = "0123456789ABCDEFGHIJKLMN\u00d1OPQRSTUVWXYZ";
  const sum = Array.from(id.slice(0, 17)).reduce((total, sign, index) => total + signs.indexOf(sign) * (18 - index), 0);
  return (10 - (sum % 10)) % 10 === Number(id[17]);
}

/** Chile: RUT, the last sign a digit or K. */
export function passesRut(id: string): boolean {
  const sum = digitsOf(id.slice(0, -1)).reduceRight((total, digit, index, { length }) => total + digit * (2 + ((length - 1 - index) % 6)), 0);
  return "0123456789K"[(11 - (sum % 11)) % 11] === id.at(-1);
}
