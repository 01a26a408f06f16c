import { useCallback, useEffect, useId, useState } from "react";
import type { NamedHoliday } from "../../../shared/api/sla.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { Button } from "../../ui/button.tsx";
import { Combobox } from "../../ui/combobox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useFacts } from "../settings/use-facts.ts";
import { useWords } from "../words/use-words.ts";
import fields from "../policies/fields.module.css";
import css from "./holiday-import.module.css";
import { HolidayPreview } from "./holiday-preview.tsx";
import { Fault } from "./part.tsx";

interface Props {
  readonly holidays: readonly string[];
  readonly onAdd: (found: readonly NamedHoliday[]) => void;
  readonly onClose: () => void;
}

/** As the server's limit: a year of somebody's meetings is not a list of holidays. */
const MOST_BYTES = 1024 * 1024;

type Reading =
  | { readonly kind: "reading" }
  | { readonly kind: "read"; readonly holidays: readonly NamedHoliday[] }
  | { readonly kind: "refused"; readonly title: string }
  | { readonly kind: "too-large" | "unreadable" | "no-network" };

/** The whole days of a calendar file, to be ticked before they count. */
export function FileHolidays({ file, holidays, onAdd, onClose }: Props & { readonly file: File }) {
  const { t } = useWords();
  const { readHolidayFile } = useCommands();
  const [reading, setReading] = useState<Reading>({ kind: "reading" });

  const read = useCallback(async (): Promise<Reading> => {
    if (file.size > MOST_BYTES) return { kind: "too-large" };
    const text = await file.text().catch(() => undefined);
    return text === undefined ? { kind: "unreadable" } : readHolidayFile(text);
  }, [file, readHolidayFile]);
  useEffect(() => {
    let gone = false;
    void read().then((answer) => gone || setReading(answer));
    return () => {
      gone = true;
    };
  }, [read]);
  const again = () => {
    setReading({ kind: "reading" });
    void read().then(setReading);
  };

  return (
    <Dialog open onClose={onClose} title={t("calendars.import.file", { name: file.name })} closeLabel={t("common.close")} width={520}>
      {reading.kind === "reading" ? (
        <Bones />
      ) : reading.kind === "read" ? (
        <HolidayPreview found={reading.holidays} holidays={holidays} onAdd={onAdd} onClose={onClose} />
      ) : (
        <div className={css["trouble"]}>
          <Fault>{reading.kind === "refused" ? t("calendars.import.refused", { title: reading.title }) : t(`calendars.import.${reading.kind}`)}</Fault>
          <div className={css["ways"]}>
            {reading.kind === "no-network" ? <Button onClick={again}>{t("settings.again")}</Button> : null}
            <Button onClick={onClose}>{t("common.close")}</Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

const YEARS_AHEAD = 4;

/** The public holidays of a country or a part of it, to be ticked before they count. */
export function NationalHolidays({ holidays, onAdd, onClose, thisYear }: Props & { readonly thisYear: number }) {
  const { t } = useWords();
  const commands = useCommands();
  const id = useId();
  const countries = useFacts(commands.holidayCountries);
  const [country, setCountry] = useState<string>();
  const [region, setRegion] = useState<string>();
  const [until, setUntil] = useState(thisYear + 1);
  const chosen = countries.seen?.fact.find(({ code }) => code === country);

  return (
    <Dialog open onClose={onClose} title={t("calendars.import.country")} closeLabel={t("common.close")} width={520}>
      {countries.seen === undefined ? (
        countries.state === "loading" ? (
          <Bones />
        ) : (
          <Trouble state={countries.state} onAgain={countries.refresh} />
        )
      ) : (
        <>
          <div className={css["choices"]}>
            <div>
              <span>{t("calendars.import.where")}</span>
              <Combobox
                label={t("calendars.import.where")}
                value={country ?? ""}
                shown={chosen?.name ?? t("calendars.import.choose")}
                search={t("calendars.import.search")}
                none={t("calendars.import.noCountry")}
                options={() => countries.seen?.fact.map(({ code, name }) => ({ value: code, label: name, keywords: [name] })) ?? []}
                onChange={(code) => {
                  setCountry(code);
                  setRegion(undefined);
                }}
              />
            </div>
            {chosen === undefined || chosen.regions.length === 0 ? null : (
              <label htmlFor={`${id}-region`}>
                <span>{t("calendars.import.region")}</span>
                <select id={`${id}-region`} className={fields["select"]} value={region ?? ""} onChange={(event) => setRegion(event.target.value || undefined)}>
                  <option value="">{t("calendars.import.wholeCountry")}</option>
                  {chosen.regions.map(({ code, name }) => (
                    <option key={code} value={code}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
            )}
            <label htmlFor={`${id}-until`}>
              <span>{t("calendars.import.until", { year: thisYear })}</span>
              <select id={`${id}-until`} className={fields["select"]} value={until} onChange={(event) => setUntil(Number(event.target.value))}>
                {Array.from({ length: YEARS_AHEAD + 1 }, (_, index) => (
                  <option key={index} value={thisYear + index}>
                    {thisYear + index}
                  </option>
                ))}
              </select>
            </label>
          </div>
          {country === undefined ? null : (
            <DaysOf
              key={`${country} ${region ?? ""} ${until}`}
              country={country}
              region={region}
              from={thisYear}
              to={until}
              holidays={holidays}
              onAdd={onAdd}
              onClose={onClose}
            />
          )}
        </>
      )}
    </Dialog>
  );
}

interface DaysProps extends Props {
  readonly country: string;
  readonly region: string | undefined;
  readonly from: number;
  readonly to: number;
}

function DaysOf({ country, from, holidays, onAdd, onClose, region, to }: DaysProps) {
  const commands = useCommands();
  const ask = useCallback(() => commands.holidays(country, region, from, to), [commands, country, from, region, to]);
  const found = useFacts(ask);
  if (found.seen !== undefined) return <HolidayPreview found={found.seen.fact} holidays={holidays} onAdd={onAdd} onClose={onClose} />;
  return found.state === "loading" ? <Bones /> : <Trouble state={found.state} onAgain={found.refresh} />;
}

function Trouble({ onAgain, state }: { readonly state: string; readonly onAgain: () => Promise<void> }) {
  const { t } = useWords();
  return (
    <div className={css["trouble"]}>
      <Fault>{t(state === "failed" ? "calendars.import.failed" : "calendars.import.no-network")}</Fault>
      <div className={css["ways"]}>
        <Button onClick={() => void onAgain()}>{t("settings.again")}</Button>
      </div>
    </div>
  );
}

function Bones() {
  const { t } = useWords();
  return (
    <div className={css["bones"]} role="status" aria-label={t("settings.loading")}>
      <Skeleton width="52%" />
      <Skeleton width="71%" />
      <Skeleton width="60%" />
    </div>
  );
}
