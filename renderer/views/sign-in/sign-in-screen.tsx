import { Info, ShieldAlert, TriangleAlert } from "lucide-react";
import { useState, type FormEvent } from "react";
import type { DesktopFacts, ServerAddress } from "../../../shared/desktop-contract.ts";
import type { SignInCommands, SignInOutcome } from "../../commands/commands.ts";
import { BrandMark } from "../../ui/brand-mark.tsx";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./sign-in-screen.module.css";

export type SecretStore = DesktopFacts["secretStore"] | "browser";

interface Props {
  readonly commands: SignInCommands;
  readonly server: ServerAddress;
  readonly secretStore: SecretStore;
}

/** The first thing anybody sees: who are you, at which server; or just a look around. */
export function SignInScreen({ commands, secretStore, server }: Props) {
  // A page in a browser talks to the server it came from.
  const { t } = useWords();
  const [address, setAddress] = useState(server.url);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState<"sign-in" | "demo" | undefined>();
  const [problem, setProblem] = useState<Exclude<SignInOutcome, "signed-in"> | undefined>();

  const attempt = async (what: "sign-in" | "demo", ask: () => Promise<SignInOutcome>) => {
    if (busy !== undefined) return;
    setBusy(what);
    setProblem(undefined);
    const outcome = await ask().catch(() => "unreachable" as const);
    setBusy(undefined);
    if (outcome === "wrong-password") setPassword("");
    if (outcome !== "signed-in") setProblem(outcome);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt("sign-in", () => commands.signIn(address.trim(), name.trim(), password));
  };
  const ready = address.trim() !== "" && name.trim() !== "" && password !== "";

  return (
    <main className={css["screen"]}>
      <div className={css["card"]}>
        <header className={css["head"]}>
          <BrandMark size={44} />
          <h1 className={css["title"]}>{t("app.name")}</h1>
          <p className={css["tagline"]}>{t("app.tagline")}</p>
        </header>
        <form onSubmit={submit} className={css["form"]} aria-label={t("signIn.title")}>
          {server.embedded || secretStore === "browser" ? null : (
            <label className={css["field"]}>
              <span>{t("signIn.server")}</span>
              <input
                type="url"
                required
                value={address}
                placeholder={t("signIn.serverHint")}
                autoFocus={address === ""}
                spellCheck={false}
                onChange={(event) => setAddress(event.target.value)}
              />
            </label>
          )}
          <label className={css["field"]}>
            <span>{t("signIn.name")}</span>
            <input
              required
              autoComplete="username"
              autoFocus={server.url !== ""}
              value={name}
              spellCheck={false}
              onChange={(event) => setName(event.target.value)}
            />
          </label>
          <label className={css["field"]}>
            <span>{t("signIn.password")}</span>
            <input required type="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />
          </label>
          {problem === undefined ? null : (
            <p className={css["problem"]} role="alert">
              <TriangleAlert size={15} strokeWidth={1.75} />
              {t(`signIn.${problem}`)}
            </p>
          )}
          <Button look="primary" type="submit" disabled={!ready || busy !== undefined} className={css["do"]}>
            {t(busy === "sign-in" ? "signIn.doing" : "signIn.do")}
          </Button>
        </form>
        {server.demo ? (
          <section className={css["demo"]}>
            <p className={css["or"]}>
              <span>{t("signIn.or")}</span>
            </p>
            <Button className={css["do"]} disabled={busy !== undefined} onClick={() => void attempt("demo", () => commands.tryDemo(address.trim()))}>
              {t(busy === "demo" ? "signIn.doing" : "signIn.demo")}
            </Button>
            <p className={css["hint"]}>{t("signIn.demoBody")}</p>
          </section>
        ) : null}
        {secretStore === "strong" ? null : (
          <p className={css["warning"]}>
            {secretStore === "browser" ? <Info size={15} strokeWidth={1.75} /> : <ShieldAlert size={15} strokeWidth={1.75} />}
            {t(secretStore === "browser" ? "signIn.noStore" : "signIn.weak")}
          </p>
        )}
      </div>
    </main>
  );
}
