import { describe, expect, test } from "vitest";
import { cellsOf, guessColumns } from "../../shared/consent/import-columns.ts";
import { readDelimited, sniffDelimiter } from "../../shared/consent/delimited.ts";
import { dateOrderOf, readImportedDate } from "../../shared/consent/import-dates.ts";

const records = (text: string, delimiter: "," | ";" | "\t" = ",") => [...readDelimited(text, delimiter)];

describe("[S3-29] a table is read as it was written", () => {
  test("cells in quotes hold delimiters, line ends and quotes, and each record knows its line", () => {
    expect(records('phone,wording\r\n"447700900118","Yes, please\nand ""thanks"""\r\n\r\n393331234567,ok')).toEqual([
      { line: 1, cells: ["phone", "wording"] },
      { line: 2, cells: ["447700900118", 'Yes, please\nand "thanks"'] },
      { line: 5, cells: ["393331234567", "ok"] },
    ]);
  });

  test("old line ends, no end at the end, and empty cells are fine", () => {
    expect(records("a,b\r1,\r,2")).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ["1", ""] },
      { line: 3, cells: ["", "2"] },
    ]);
  });

  test("a quote that never ends swallows nothing", () => {
    const text = `a,b\n"oops,1\n${"x,y\n".repeat(5_000)}`;
    const found = records(text);
    expect(found).toHaveLength(5_002);
    expect(found[1]).toEqual({ line: 2, cells: ['"oops', "1"] });
  });

  test.each([
    ["phone,name\n1,a\n2,b", ","],
    ["telefono;consenso;data\n1;sì;1,5\n2;no;2,5", ";"],
    ["phone\tname\n1\ta, b\n2\tc, d", "\t"],
    ["phone\n1\n2", ","],
    ["", ","],
  ])("what divides the cells is seen from them: %j", (text, delimiter) => {
    expect(sniffDelimiter(text)).toBe(delimiter);
  });

  test("a hundred thousand lines are read one by one, with no line lost", () => {
    const text = Array.from({ length: 100_000 }, (_, index) => `4477009${String(index).padStart(5, "0")},offers,yes`).join("\n");
    let count = 0;
    let last = 0;
    for (const { line } of readDelimited(text, ",")) {
      count += 1;
      last = line;
    }
    expect({ count, last }).toEqual({ count: 100_000, last: 100_000 });
  });
});

describe("[S3-29] a date is read as it is written where the file comes from", () => {
  test.each([
    ["2025-03-12", "day-first", "2025-03-12T00:00:00Z"],
    ["2025-03-12 14:05", "day-first", "2025-03-12T14:05:00Z"],
    ["2025-03-12T14:05:09.123+02:00", "day-first", "2025-03-12T14:05:09+02:00"],
    ["12/03/2025", "day-first", "2025-03-12T00:00:00Z"],
    ["12/03/2025", "month-first", "2025-12-03T00:00:00Z"],
    ["3.12.2025 7:05", "day-first", "2025-12-03T07:05:00Z"],
    ["3/12/2025, 7:05 PM", "month-first", "2025-03-12T19:05:00Z"],
    ["12/31/2025 12:10 am", "month-first", "2025-12-31T00:10:00Z"],
    ["29/02/2024", "day-first", "2024-02-29T00:00:00Z"],
  ] as const)("%s, %s", (text, order, said) => {
    expect(readImportedDate(text, order)).toBe(said);
  });

  test.each(["", "soon", "29/02/2025", "31/04/2025", "0/1/2025", "2025-13-01", "12/03/25", "2025-03-12 25:00", "2025-03-12 nine", "1".repeat(100)])(
    "%j is no date",
    (text) => {
      expect(readImportedDate(text, "day-first")).toBeUndefined();
    },
  );

  test("a number above twelve tells the order; without one nobody can", () => {
    expect(dateOrderOf(["01/02/2025", "13/02/2025"])).toBe("day-first");
    expect(dateOrderOf(["01/02/2025", "02/13/2025"])).toBe("month-first");
    expect(dateOrderOf(["01/02/2025", "2025-02-13", "soon"])).toBe("either");
  });
});

describe("[S3-29] columns are guessed by their headings", () => {
  test.each([
    ["English", ["Phone number", "Category", "Opt-in", "Consent date", "Source", "Proof URL", "Jurisdiction", "Privacy notice version"]],
    ["Italian", ["Cellulare", "Categoria", "Consenso", "Data del consenso", "Canale", "Prova", "Giurisdizione", "Informativa privacy"]],
    ["Spanish", ["Teléfono", "Categoría", "Consentimiento", "Fecha", "Origen", "Prueba", "Jurisdicción", "Aviso de privacidad"]],
    ["Portuguese", ["Telefone", "Categoria", "Consentimento", "Data", "Origem", "Prova", "Jurisdição", "Aviso de privacidade"]],
  ])("%s", (_language, headings) => {
    expect(guessColumns(headings)).toEqual({
      contact: { column: 0 },
      category: { column: 1 },
      state: { column: 2 },
      at: { column: 3 },
      source: { column: 4 },
      evidence: { column: 5 },
      jurisdiction: { column: 6 },
      noticeVersion: { column: 7 },
    });
  });

  test("no column is taken twice, and what fits nothing is left alone", () => {
    expect(guessColumns(["Date", "Consent date", "Favourite colour"])).toEqual({ at: { column: 0 }, state: { column: 1 } });
    expect(guessColumns(["", "", "???"])).toEqual({});
  });

  test("[S2-6] a line takes what is the same for all, its date in one form, and nothing that is empty", () => {
    const mapping = { contact: { column: 0 }, at: { column: 1 }, evidence: { column: 9 }, jurisdiction: { value: " UK " } };
    expect(cellsOf([" +44 7700 900118 ", "12/03/2025"], mapping, "day-first")).toEqual({
      contact: "+44 7700 900118",
      at: "2025-03-12T00:00:00Z",
      jurisdiction: "UK",
    });
    expect(cellsOf(["1", "soon"], mapping, "day-first")).toEqual({ contact: "1", jurisdiction: "UK" });
  });
});
